"""The Bulk Enrollment API of Open edX over real HTTP, as its source says: one course, 200 also for a failure."""

from __future__ import annotations

import json
from typing import Any

from tests.connectors.targets import TokenTarget, json_reply
from winternship_lti.testing import Reply, Request

COURSE, COHORT = "course-v1:School+Stage+2027", "Interns"


class OpenEdx(TokenTarget):
    """One course and one cohort in it."""

    token_path = "/oauth2/access_token"

    def __init__(self) -> None:
        super().__init__()
        self.is_staff = True
        self.enrolled: list[str] = []
        self.cohorts: dict[str, set[str]] = {COHORT: set()}
        self.mailed: list[str] = []
        self.broken = False

    def _refused(self, request: Request) -> Reply | None:
        if not request.path.startswith("/api/bulk_enroll/v1/bulk_enroll"):
            return Reply(404, b"<html>not found</html>")
        return super()._refused(request) or (None if self.is_staff else Reply(403))

    def _do(self, request: Request) -> Reply:
        # Django REST framework looks for the method after token and rights.
        return self._enrol(json.loads(request.body)) if request.method == "POST" else Reply(405)

    def _enrol(self, asked: dict[str, Any]) -> Reply:
        courses, cohorts = asked["courses"].split(","), asked.get("cohorts", "").split(",")
        if asked["action"] not in {"enroll", "unenroll"}:
            return json_reply(400, {"action": ["not a valid choice"]})
        if cohorts != [""] and (len(cohorts) != len(courses) or cohorts[0] not in self.cohorts):
            return json_reply(400, {"non_field_errors": [f"cohort not found for {asked['identifiers']}"]})
        people = asked["identifiers"].replace(",", " ").split()
        results = [self._one(person, cohorts[0], asked) for person in people]
        return json_reply(200, {"action": "enroll", "courses": {courses[0]: {"results": results}}})

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
