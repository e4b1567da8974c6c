"""The connector ``moodle_ws``, bare, with cohorts, with the calendar: the 22 points, errors with status 200."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import astuple
from typing import Any

import pytest

from tests.connectors.moodle.lms import COURSE, TOKEN, Event, Moodle
from tests.connectors.targets import started
from winternship_connectors.moodle.connector import MoodleConnector
from winternship_connectors.testing import Acceptance, Answer, Asked, Rig


class MoodleRig(Rig):
    """One course, in which we may enrol."""

    connector = MoodleConnector()
    wrong = {"token": "fedcba9876543210"}

    def __init__(self) -> None:
        self.server = Moodle()

    def config(self, origin: str) -> dict[str, Any]:
        return {"url": origin, "course": COURSE, "enrol": True, "token": TOKEN}

    def things(self) -> Mapping[str, object]:
        return {str(pk): astuple(one) for pk, one in self.server.groups.items()}

    def edit(self, remote_id: str) -> None:
        self.server.groups[int(remote_id)].name = "Renamed by a teacher"

    def remove(self, remote_id: str) -> None:
        del self.server.groups[int(remote_id)]

    def stranger(self) -> str:
        return str(self.server.add("Class 2B", "", [5]).id)

    def writes(self, asked: Asked) -> bool:
        return any(
            one in asked.body for one in (b"_create_", b"_update_", b"_delete_", b"_add_", b"_enrol_users")
        )

    def refusal(self) -> Answer:
        told = b'{"exception": "x", "errorcode": "invalidparameter", "message": "Maartje van Damme 1234567"}'
        return Answer(200, {"Content-Type": "application/json"}, told)


class TestMoodle(Acceptance):
    @pytest.fixture
    def rig(self) -> Iterator[Rig]:
        yield from started(MoodleRig())


class CohortRig(MoodleRig):
    """The same course, and a cohort for each placement."""

    def config(self, origin: str) -> dict[str, Any]:
        return {**super().config(origin), "cohort": True}

    def things(self) -> Mapping[str, object]:
        cohorts = {f"cohort/{pk}": astuple(one) for pk, one in self.server.cohorts.items()}
        return {**super().things(), **cohorts}

    def edit(self, remote_id: str) -> None:
        kind, _, number = remote_id.rpartition("/")
        here = self.server.cohorts if kind else self.server.groups
        here[int(number)].name = "Renamed by a teacher"

    def remove(self, remote_id: str) -> None:
        kind, _, number = remote_id.rpartition("/")
        del (self.server.cohorts if kind else self.server.groups)[int(number)]


class TestMoodleWithCohorts(Acceptance):
    @pytest.fixture
    def rig(self) -> Iterator[Rig]:
        yield from started(CohortRig())


class CalendarRig(MoodleRig):
    """The same course, and the period of each placement in the calendar."""

    def config(self, origin: str) -> dict[str, Any]:
        return {**super().config(origin), "calendar": True}

    def things(self) -> Mapping[str, object]:
        events = self.server.events.values()
        periods = {
            f"period/{pk}": [astuple(one) for one in events if one.group == pk] for pk in self.server.groups
        }
        return {**super().things(), **{name: found for name, found in periods.items() if found}}

    def edit(self, remote_id: str) -> None:
        self._period(remote_id)[0].name = "Renamed by a teacher"

    def remove(self, remote_id: str) -> None:
        for one in self._period(remote_id):
            del self.server.events[one.id]

    def _period(self, remote_id: str) -> list[Event]:
        group = int(remote_id.removeprefix("period/"))
        return [one for one in self.server.events.values() if one.group == group]


class TestMoodleWithCalendar(Acceptance):
    @pytest.fixture
    def rig(self) -> Iterator[Rig]:
        yield from started(CalendarRig())
