"""The three answers to an application, each with words to begin with that the company may change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from winternship_board import api, clock
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, Form, form, read
from winternship_board.screens.replying import Go
from winternship_board.screens.steps import said_of
from winternship_board.screens.texts import text
from winternship_core.placements import Role
from winternship_core.placements.codes import DECLINE

OFFER_STANDS: Final = dt.timedelta(14)
_MESSAGE: Final = Field("message", "area", text("co_reply_message"), hint=text("co_reply_message_hint"))
FIELDS: Final[Mapping[str, tuple[Field, ...]]] = {
    "invite": (_MESSAGE, Field("same_questions", "check", text("co_same_questions"), required=True)),
    "offer": (Field("offer_expires_on", "date", required=True), _MESSAGE),
    "decline": (
        Field("code", "choice", text("ask_code"), choices=DECLINE, required=True),
        Field("reason", "area", text("co_decline_words"), hint=text("co_decline_hint")),
    ),
}


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to offer: what it is called, and its form."""

    action: str
    label: str
    form: Form
    final: bool
    open_now: bool


def replies(ask: Ask, seen: api.Seen) -> list[Reply]:
    """The answers that are possible now, the kindest first."""
    return [_reply(ask, seen, action) for action in FIELDS if action in seen.actions]


def _reply(ask: Ask, seen: api.Seen, action: str) -> Reply:
    title = str(seen.fields["vacancy_title"])
    label = saying.action("application", action)
    words = ask.say(text(f"co_words_{action}", vacancy=title))
    asked = {"asked.same_questions": "1"} if action == "invite" else {}
    made = form(
        ask,
        FIELDS[action],
        do="reply",
        button=label,
        key=f"reply {action}",
        values={"message": words, "reason": words, "offer_expires_on": clock.today() + OFFER_STANDS},
        hidden={"kind": "application", "id": seen.id, "version": seen.version, "action": action, **asked},
        lead=ask.t[f"co_lead_{action}"],
        danger=action == "decline",
        kind="application",
    )
    return Reply(action, ask.say(label), made, action == "decline", made.typed)


def reply(ask: Ask) -> Go:
    """Give one of the answers, and send the words with it."""
    action = ask.one("action")
    if action not in FIELDS:
        raise api.NotFound("answer")
    values: dict[str, Any] = read(ask, FIELDS[action])
    pk, version = ask.number(), ask.number("version")
    until = values.get("offer_expires_on")
    if until is not None:
        if until < clock.today():
            raise api.BadValue("offer_expires_on", text("co_wrong_past"))
        version = api.change(
            ask.actor, "application", pk, {"offer_expires_on": until}, version=version
        ).version
    api.move(ask.actor, "application", pk, action, version=version, said=said_of(ask))
    sent = _send(ask, pk, values.get("message") or "")
    return Go("application", {"id": pk}, text(f"co_done_{action}" if sent else "co_done_unsent"))


def _send(ask: Ask, pk: int, message: str) -> bool:
    """Whether the words could be sent; a student who never came in has no place to read them yet."""
    if not message.strip():
        return True
    try:
        api.tell(ask.actor, "application", pk, Role.STUDENT, message)
    except api.NotFound:
        return False
    return True
