"""The Bulk Enrollment API of Open edX over real HTTP, as its source says: one course, 200 also for a failure."""

from __future__ import annotations

import json
from typing import Any

from tests.connectors.authority import Authority
from winternship_lti.testing import LocalServer, Reply, Request

COURSE, COHORT = "course-v1:School+Stage+2027", "Interns"


class OpenEdx(LocalServer):
    """``instead`` is answered before anything is done, ``after`` when it is done."""

    def __init__(self) -> None:
        super().__init__(self._reply)
        self.authority = Authority()
        self.is_staff = True
        self.enrolled: list[str] = []
        self.cohorts: dict[str, set[str]] = {COHORT: set()}
        self.mailed: list[str] = []
        self.broken = False
        self.instead: list[Reply] = []
        self.after: list[Reply] = []

    @property
    def asked(self) -> list[Request]:
        """The requests without those for tokens."""
        return [one for one in self.seen if one.path != "/oauth2/access_token"]

    def _reply(self, request: Request) -> Reply:
        if request.path == "/oauth2/access_token":
            return self.authority.reply(request)
        if not request.path.startswith("/api/bulk_enroll/v1/bulk_enroll"):
            return Reply(404, b"<html>not found</html>")
        if not self.authority.admits(request):
            return Reply(401)
        if not self.is_staff:
            return Reply(403)
        if self.instead:
            return self.instead.pop(0)
        # Django REST framework looks for the method after token and rights.
        if request.method != "POST":
            return Reply(405)
        done = self._enrol(json.loads(request.body))
        return self.after.pop(0) if self.after else done

    def _enrol(self, asked: dict[str, Any]) -> Reply:
        courses, cohorts = asked["courses"].split(","), asked.get("cohorts", "").split(",")
        if asked["action"] not in {"enroll", "unenroll"}:
            return _json(400, {"action": ["not a valid choice"]})
        if cohorts != [""] and (len(cohorts) != len(courses) or cohorts[0] not in self.cohorts):
            return _json(400, {"non_field_errors": [f"cohort not found for {asked['identifiers']}"]})
        people = asked["identifiers"].replace(",", " ").split()
        results = [self._one(person, cohorts[0], asked) for person in people]
        return _json(200, {"action": "enroll", "courses": {courses[0]: {"results": results}}})

    def _one(self, person: str, cohort: str, asked: dict[str, Any]) -> dict[str, Any]:
        if self.broken:
            return {"identifier": person, "error": True}
        if "@" not in person:
            return {"identifier": person, "invalidIdentifier": True}
        if asked["action"] == "enroll" and person not in self.enrolled:
            self.enrolled.append(person)
        if asked["email_students"]:
            self.mailed.append(person)
        if cohort:
            self.cohorts[cohort].add(person)
        state = {"user": True, "enrollment": True, "allowed": False, "auto_enroll": False}
        return {"identifier": person, "before": state, "after": state}


def _json(status: int, told: Any) -> Reply:
    return Reply(status, json.dumps(told).encode(), {"Content-Type": "application/json"})
