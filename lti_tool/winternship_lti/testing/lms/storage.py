"""The platform keeps small values for tools whose cookies are blocked, by messages between windows [lti-pm-s].

Each tool origin has a store of its own, which lives as long as the page.
"""

from __future__ import annotations

import json
from typing import Final, Literal, get_args

StorageMood = Literal[
    "good", "silent", "wrong-origin", "wrong-subject", "wrong-message-id", "wrong-value", "error"
]
STORAGE_MOODS: Final[tuple[str, ...]] = get_args(StorageMood)

_SCRIPT: Final = """
const told = %s;
const kept = new Map();
let impostor = null;
let ready = Promise.resolve();
if (told.mood === "wrong-origin" && told.answers) {
  impostor = document.createElement("iframe");
  impostor.src = told.other + "/impostor";
  impostor.style.display = "none";
  ready = new Promise((resolve) => { impostor.onload = resolve; });
  document.body.append(impostor);
}
function answer(event, body) {
  const said = { ...body, message_id: event.data.message_id };
  if (told.mood === "silent") return;
  if (told.mood === "wrong-subject") said.subject = "lti.other.response";
  if (told.mood === "wrong-message-id") said.message_id = "another";
  if (told.mood === "wrong-value" && "value" in said) said.value = "another";
  if (impostor) ready.then(() => impostor.contentWindow.postMessage(said, told.other));
  else event.source.postMessage(said, event.origin);
}
function capabilities(event) {
  const at = told.frame && told.frame !== "_parent" ? { frame: told.frame } : {};
  const stores = ["lti.put_data", "lti.get_data"].map((subject) => ({ subject, ...at }));
  const list = [{ subject: "lti.capabilities" }, ...stores];
  answer(event, { subject: "lti.capabilities.response", supported_messages: list });
}
function store(event) {
  const { subject, key, value } = event.data;
  const name = event.origin + " " + key;
  const reply = { subject: subject + ".response", key };
  if (told.mood === "error") {
    return answer(event, { ...reply, error: { code: "storageexhaustion", message: "no room" } });
  }
  if (subject === "lti.put_data") kept.set(name, value);
  answer(event, { ...reply, value: kept.has(name) ? kept.get(name) : null });
}
addEventListener("message", (event) => {
  const subject = event.data && event.data.subject;
  if (subject === "lti.capabilities" && (told.frame || told.answers)) capabilities(event);
  else if (told.answers && (subject === "lti.put_data" || subject === "lti.get_data")) store(event);
  else if (subject === "lti.close" || subject === "org.imsglobal.lti.close") document.title = "closed";
});
"""


def storage_script(mood: str, *, answers: bool, frame: str | None, other_origin: str) -> str:
    """The listener: it tells what can be stored and, if it `answers`, stores, in the mood given."""
    told = {"mood": mood, "answers": answers, "frame": frame, "other": other_origin}
    return f"<script>{_SCRIPT % json.dumps(told)}</script>"
