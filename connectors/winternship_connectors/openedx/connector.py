"""The connector ``openedx``: a student with a signed placement is enrolled in a course, and in a cohort of it.

It calls the Bulk Enrollment API of Open edX, which enrols somebody once however often it is asked. It answers 200 also
when a student could not be enrolled, so the body has to tell. Nobody is ever unenrolled.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final

from winternship_connectors import oauth
from winternship_connectors.contract import (
    Action,
    Capability,
    CheckResult,
    Context,
    Idempotency,
    Link,
    Receipt,
    Settings,
)
from winternship_connectors.errors import Rejected, Retry, Unknown
from winternship_connectors.http import Answer
from winternship_connectors.openedx.schema import CONFIG
from winternship_connectors.planning import brought
from winternship_connectors.records import Record, State

PART: Final = "enrolment"
PATH: Final = "/api/bulk_enroll/v1/bulk_enroll"
THERE: Final = frozenset({State.SIGNED, State.ACTIVE, State.ENDED})
# What the API may name when it refuses a request; anything else it says could hold an address.
_NAMED: Final = ("identifiers", "courses", "cohorts", "action", "non_field_errors")


class OpenEdxConnector:
    """Enrols by the student's address at school, and sends no mail about it."""

    id: ClassVar[str] = "openedx"
    version: ClassVar[str] = "1"
    capabilities: ClassVar[frozenset[Capability]] = frozenset({Capability.UPSERT})
    idempotency: ClassVar[Idempotency] = Idempotency.NATURAL
    config_schema: ClassVar[Mapping[str, Any]] = CONFIG

    def check(self, context: Context) -> CheckResult:
        """Ask with a method that the API does not have: 405 comes only after token and rights were found good."""
        answer = _send(context, "GET", None, expect={404, 405})
        if answer.status != 405:
            return CheckResult(
                False,
                "Dit adres antwoordt niet als een Open edX waar wij studenten kunnen aanmelden.",
                "This address does not answer like an Open edX where we can enrol students.",
            )
        return CheckResult(True, "Open edX antwoordt en laat ons toe.", "Open edX answers and admits us.")

    def plan(
        self, settings: Settings, record: Record | None, links: Mapping[str, Link], object_id: str
    ) -> Sequence[Action]:
        """One enrolment from the moment of signing; nothing when the placement ends or goes."""
        if record is None or record.state not in THERE:
            return []
        config, link = settings.config, links.get(PART)
        told = {
            "student": record.student.email,
            "course": str(config["course"]),
            "cohort": str(config.get("cohort") or ""),
        }
        return brought(object_id, PART, told, link)

    def apply(self, context: Context, action: Action, key: str) -> Receipt:
        """Enrol the student. Raises Rejected for an address, course or cohort that Open edX does not take."""
        told = action.fields
        student, course, cohort = (str(told[name] or "") for name in ("student", "course", "cohort"))
        # The API splits the list at commas and white space, so that one address must be one.
        if not student or "," in student or len(student.split()) != 1:
            raise Rejected(
                "received no single e-mail address of the student; allowed is one",
                fields={"student": "no single e-mail address"},
            )
        asked = {
            "action": "enroll",
            "auto_enroll": True,
            "email_students": False,
            "courses": course,
            "identifiers": student,
            **({"cohorts": cohort} if cohort else {}),
        }
        answer = _send(context, "POST", json.dumps(asked).encode(), expect={400})
        _judge(answer, course)
        return Receipt(course, status=answer.status)


def _send(context: Context, method: str, body: bytes | None, *, expect: set[int]) -> Answer:
    url = f"{str(context.settings.config['url']).rstrip('/')}{PATH}"
    headers = {"Accept": "application/json", **({"Content-Type": "application/json"} if body else {})}
    who = oauth.client(context)
    try:
        return oauth.send(context, who, method, url, headers=headers, body=body, expect=expect)
    except Unknown as error:  # enrolled once, however often it is asked
        raise Retry(str(error)) from error


def _judge(answer: Answer, course: str) -> None:
    """Raises Rejected or Retry unless the answer says that the student is enrolled, or will be when they register."""
    try:
        told = json.loads(answer.body)
    except ValueError as error:
        raise Retry("POST: the answer is not JSON", status=answer.status) from error
    if answer.status == 400:
        named = [one for one in _NAMED if isinstance(told, dict) and one in told]
        said = f"Open edX refused: {', '.join(named) or 'without a reason'}"
        raise Rejected(said, fields=dict.fromkeys(named, "refused"), status=400)
    try:
        (result,) = told["courses"][course]["results"]
        after = result.get("after") or {}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Retry("POST: the answer does not tell about the student", status=answer.status) from error
    if result.get("invalidIdentifier"):
        said = "Open edX does not take the student's e-mail address"
        raise Rejected(said, fields={"student": "not taken"}, status=answer.status)
    if not (after.get("enrollment") is True or after.get("allowed") is True):
        raise Retry("POST: Open edX could not enrol the student now", status=answer.status)
