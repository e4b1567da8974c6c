"""A small LMS with an LRS for cmi5, which refuses what the specification forbids.

No LRS can be installed for the tests, so the rules are written down here, each with its section of the cmi5
specification (Quartz). It answers as xAPI 1.0.3 does, and keeps every refusal in `refused`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import UUID

from tests.browser.exports.site import Reply, as_json

Statement = dict[str, Any]
VERBS = "http://adlnet.gov/expapi/verbs/"
CONTEXT = "https://w3id.org/xapi/cmi5/context/"
CMI5 = f"{CONTEXT}categories/cmi5"
MOVE_ON = f"{CONTEXT}categories/moveon"
SESSION = f"{CONTEXT}extensions/sessionid"
MASTERY = f"{CONTEXT}extensions/masteryscore"
TOKEN = "dGVzdDp0b2tlbg=="
DURATION = re.compile(r"PT(\d+H)?(\d+M)?(\d+(\.\d+)?S)?")
RESULTS: dict[str, dict[str, bool]] = {
    "completed": {"completion": True},
    "passed": {"success": True},
    "failed": {"success": False},
    "terminated": {},
    "initialized": {},
}


class Broken(Exception):
    """A rule that a request breaks."""


def rule(holds: object, text: str) -> None:
    if not holds:
        raise Broken(text)


@dataclass
class Lrs:
    """One learner, one registration, one unit; `launch` begins a session."""

    unit: str
    mastery: float | None = None
    mode: str = "Normal"
    return_url: str = ""
    fails: bool = False
    statements: list[Statement] = field(default_factory=list)
    documents: dict[str, Any] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    sessions: int = 0
    session: str = ""
    is_fetched: bool = False
    has_preferences: bool = False
    registration: str = "6f5f0a3c-3b1e-4c7a-9a59-0d8a1f2b7c11"
    activity: str = "https://lms.example/activities/7"
    actor: dict[str, Any] = field(
        default_factory=lambda: {
            "objectType": "Agent",
            "account": {"homePage": "https://lms.example", "name": "learner-é-1"},
        }
    )

    # -- launching ---------------------------------------------------------------------------------------

    def launch(self, page: str, origin: str) -> str:
        """The address with which a session begins (8.1), after its document was written (10)."""
        self.sessions += 1
        self.session, self.is_fetched, self.has_preferences = f"session-{self.sessions}", False, False
        self.documents["LMS.LaunchData"] = self.launch_data()
        query = {
            "endpoint": f"{origin}/xapi/",
            "fetch": f"{origin}/fetch?k={self.sessions}",
            "actor": json.dumps(self.actor),
            "registration": self.registration,
            "activityId": self.activity,
        }
        return f"{page}?{urlencode(query)}"

    def launch_data(self) -> dict[str, Any]:
        data: dict[str, Any] = {
            "contextTemplate": {
                "contextActivities": {"grouping": [{"objectType": "Activity", "id": self.unit}]},
                "extensions": {SESSION: self.session, "https://lms.example/course": "c-1"},
            },
            "launchMode": self.mode,
            "moveOn": "CompletedAndPassed",
        }
        if self.mastery is not None:
            data["masteryScore"] = self.mastery
        if self.return_url:
            data["returnURL"] = self.return_url
        return data

    # -- answering ---------------------------------------------------------------------------------------

    def handle(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Reply | None:
        parts = urlsplit(path)
        if parts.path == "/fetch":
            return self.fetch(method)
        if not parts.path.startswith("/xapi/"):
            return None
        if self.fails:
            return Reply(503)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        given = {name.lower(): value for name, value in headers.items()}
        try:
            rule(given.get("authorization") == f"Basic {TOKEN}", "8.2.1: the token, as Basic")
            rule(given.get("x-experience-api-version", "").startswith("1.0."), "xAPI 3.3: the version header")
            return self.resource(parts.path.removeprefix("/xapi/"), method, query, body)
        except Broken as broken:
            self.refused.append(f"{method} {parts.path}: {broken}")
            return Reply(400, str(broken).encode(), "text/plain")

    def fetch(self, method: str) -> Reply:
        if method != "POST" or self.is_fetched:
            self.refused.append("8.2.1: the token is fetched once, by POST")
            return Reply(200, as_json({"error-code": "1", "error-text": "already in use"}))
        self.is_fetched = True
        return Reply(200, as_json({"auth-token": TOKEN}))

    def resource(self, name: str, method: str, query: dict[str, str], body: bytes) -> Reply:
        if name == "activities/state":
            return self.state(method, query, body)
        if name == "agents/profile":
            rule(method == "GET" and query["profileId"] == "cmi5LearnerPreferences", "11: the preferences")
            rule(json.loads(query["agent"]) == self.actor, "11: of this learner")
            self.has_preferences = True
            return Reply(404)
        rule(name == "statements" and method == "POST", f"nothing is asked of {name}")
        sent = json.loads(body)
        batch: list[Statement] = sent if isinstance(sent, list) else [sent]
        for statement in batch:
            self.take(statement)
        return Reply(200, as_json([statement["id"] for statement in batch]))

    def state(self, method: str, query: dict[str, str], body: bytes) -> Reply:
        rule(query["activityId"] == self.activity, "10: activityId of the launch")
        rule(json.loads(query["agent"]) == self.actor, "10: agent of the launch")
        rule(query["registration"] == self.registration, "10: registration of the launch")
        key = query["stateId"]
        if method == "GET":
            return Reply(200, as_json(self.documents[key])) if key in self.documents else Reply(404)
        rule(method == "PUT" and key != "LMS.LaunchData", "10: the launch data belong to the LMS")
        self.documents[key] = json.loads(body)
        return Reply(204)

    # -- judging statements ------------------------------------------------------------------------------

    def take(self, statement: Statement) -> None:
        known = [one for one in self.statements if one["id"] == statement["id"]]
        if known:  # xAPI 2.1.2: the same statement again changes nothing
            rule(known[0] == statement, "xAPI: another statement with the same id")
            return
        UUID(statement["id"])  # 9.1
        rule(statement["actor"] == self.actor, "9.2: the actor of the launch")
        moment = datetime.fromisoformat(statement["timestamp"])
        rule(moment.utcoffset() == timedelta(0), "9.7: a timestamp in UTC")
        self.judge_context(statement["context"])
        if CMI5 in categories(statement):
            self.judge_defined(statement)
        else:
            rule(
                MOVE_ON not in categories(statement),
                "9.6.2.2: moveon only with a judgement that cmi5 defines",
            )
        self.judge_order(statement)
        self.statements.append(statement)

    def judge_context(self, context: dict[str, Any]) -> None:
        rule(context["registration"] == self.registration, "9.6.1: the registration of the launch")
        template = self.documents["LMS.LaunchData"]["contextTemplate"]
        for name, value in template["extensions"].items():
            rule(context["extensions"].get(name) == value, f"10: the template's {name}")
        for one in template["contextActivities"]["grouping"]:
            rule(one in context["contextActivities"]["grouping"], "9.6.2.3: the publisher's id")

    def judge_defined(self, statement: Statement) -> None:
        verb = name_of(statement)
        rule(verb in RESULTS, f"9.3: {verb} is no verb of cmi5")
        rule(statement["object"]["id"] == self.activity, "9.4: the activity of the launch")
        result = statement.get("result") or {}
        judged = {name: result[name] for name in ("success", "completion") if name in result}
        rule(judged == RESULTS[verb], f"9.5.2, 9.5.3: {verb} says {RESULTS[verb]}")
        rule((MOVE_ON in categories(statement)) == bool(judged), "9.6.2.2: moveon beside a judgement")
        if verb != "initialized":
            rule(DURATION.fullmatch(result.get("duration", "")), f"9.5.4: the duration of {verb}")
        if verb in ("passed", "failed"):
            self.judge_score(verb, result["score"], statement["context"]["extensions"])
        else:
            rule("score" not in result, "9.5.1: no score here")
        if self.mode != "Normal":
            rule(verb in ("initialized", "terminated"), f"10: nothing but beginning and end in {self.mode}")

    def judge_score(self, verb: str, score: dict[str, float], extensions: dict[str, Any]) -> None:
        rule(0 <= score["scaled"] <= 1, "9.5.1: scaled from 0 to 1")
        rule(score["min"] <= score["raw"] <= score["max"], "9.5.1: raw within min and max")
        if self.mastery is not None:
            rule(extensions.get(MASTERY) == self.mastery, "9.6.3.2: the mastery score it rests on")
            rule((score["scaled"] >= self.mastery) == (verb == "passed"), "9.3.4: by the mastery score")

    def judge_order(self, statement: Statement) -> None:
        verb = name_of(statement)
        session = [one for one in self.statements if session_of(one) == self.session]
        said = Counter(name_of(one) for one in session if CMI5 in categories(one))
        ever = Counter(name_of(one) for one in self.statements if CMI5 in categories(one))
        rule(bool(session) == (verb != "initialized"), "9.3: initialized comes first, and once")
        rule(self.has_preferences, "11: the preferences are read before the beginning")
        rule(not said["terminated"], "9.3: nothing after terminated")
        if session:
            rule(session[-1]["timestamp"] <= statement["timestamp"], "9.3: in the order of their time")
        if CMI5 not in categories(statement):
            return
        rule(not said[verb], f"9.3: {verb} once a session")
        if verb in ("passed", "failed"):
            rule(not said["passed"] + said["failed"], "9.3: of passed and failed one a session")
            rule(not ever["passed"], "9.3: nothing after passed")
        if verb == "completed":
            rule(not ever["completed"], "9.3: completed once a registration")

    def verbs(self, session: int | None = None) -> list[str]:
        """The verbs of a session, or of all."""
        wanted = f"session-{session}" if session else None
        return [name_of(one) for one in self.statements if wanted in (None, session_of(one))]

    def result_of(self, verb: str) -> dict[str, Any]:
        """The result of the last statement with this verb."""
        result: dict[str, Any] = [one for one in self.statements if name_of(one) == verb][-1]["result"]
        return result


def name_of(statement: Statement) -> str:
    rule(statement["verb"]["id"].startswith(VERBS), "9.3: a verb of ADL")
    return str(statement["verb"]["id"].removeprefix(VERBS))


def categories(statement: Statement) -> list[str]:
    found = statement["context"].get("contextActivities", {}).get("category", [])
    return [one["id"] for one in found]


def session_of(statement: Statement) -> str:
    return str(statement["context"]["extensions"][SESSION])
