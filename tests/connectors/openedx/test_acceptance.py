"""The connector ``openedx`` before the Bulk Enrollment API: the 22 points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from tests.connectors.authority import CLIENT, SECRET
from tests.connectors.openedx.lms import COHORT, COURSE, OpenEdx
from tests.connectors.targets import started
from winternship_connectors.openedx.connector import OpenEdxConnector
from winternship_connectors.records import Record
from winternship_connectors.testing import Acceptance, Answer, Rig

OTHER = "other@school.test"


class OpenEdxRig(Rig):
    """One course. Its list of students is the thing that we change."""

    connector = OpenEdxConnector()
    wrong = {"client_secret": "another"}

    def __init__(self) -> None:
        self.server = OpenEdx()

    def config(self, origin: str) -> dict[str, Any]:
        known = {"client_id": CLIENT, "client_secret": SECRET, "course": COURSE, "cohort": COHORT}
        return {"url": origin, "token_url": f"{origin}/oauth2/access_token", **known}

    def things(self) -> Mapping[str, object]:
        enrolled = sorted(set(self.server.enrolled) - {OTHER})
        theirs = {OTHER: True} if OTHER in self.server.enrolled else {}
        return {**theirs, COURSE: enrolled} if enrolled else theirs

    def changed(self, record: Record) -> Record:
        student = replace(record.student, email=f"new-{record.student.email}")
        return replace(record, rev=record.rev + 1, student=student)

    def stranger(self) -> str:
        self.server.enrolled.append(OTHER)
        return OTHER

    def refusal(self) -> Answer:
        return Answer(
            400, {"Content-Type": "application/json"}, b'{"cohorts": ["no place for maartje@school.test"]}'
        )


class TestOpenEdx(Acceptance):
    @pytest.fixture
    def rig(self) -> Iterator[Rig]:
        yield from started(OpenEdxRig())
