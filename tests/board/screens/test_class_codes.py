"""Codes for a class in one file: who gets one, that each is one student's, and that earlier ones stop working."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest

from tests.board.screens.conftest import Visitor
from tests.board.world import ISSUER, World
from winternship_board import api, clock
from winternship_board.models import Event, Invitation
from winternship_board.screens import Download

Rows = list[dict[str, str]]


@pytest.fixture
def school(world: World) -> World:
    """Two students nobody signs in as yet, one of them with a plan, and one who left."""
    values = {"school": world.ids["college"], "programme": world.ids["programme"]}
    plan = api.create(world.carla, "plan", {**values, "name": "Class 2B", "route": "BOL"}).id
    world.ids["plan"] = plan
    for name, more in (
        ("Lot", {"plan": plan}),
        ("=Max", {}),
        ("Gone", {"enrolled_until": dt.date(2020, 1, 1)}),
    ):
        made = api.create(
            world.carla, "student", {**values, "name": name, "student_number": name[-3:], **more}
        )
        world.ids[name] = made.id
    return world


def codes(who: str = "carla", **values: object) -> Rows:
    answer = Visitor(who).answer("class_codes", "file", **{"days": 14, **values})
    assert isinstance(answer, Download), answer
    _, *rows = csv.reader(io.StringIO(answer.body.decode("utf-8-sig")))
    return [dict(zip(("number", "name", "email", "code"), row, strict=True)) for row in rows]


def test_each_student_without_access_gets_a_code_that_makes_them_that_student(school: World) -> None:
    assert "Students without access: 2." in Visitor("carla").see("class_codes")
    found = {row["number"]: row for row in codes()}
    assert {row["name"] for row in found.values()} == {"Lot", "'=Max"}  # a spreadsheet works nothing out

    Visitor("newcomer").answer("", "accept", code=found["Lot"]["code"])

    assert "Lot" in Visitor("newcomer").see("about_me")
    assert "This code does not work" in Visitor("thief").post("", "accept", code=found["Lot"]["code"])
    assert "Students without access: 1." in Visitor("carla").see("class_codes")
    assert not Invitation.objects.filter(digest__in=[row["code"] for row in found.values()]).exists()
    assert Event.objects.filter(kind="invitation", action="invite").count() == 1


def test_one_class_alone_and_new_codes_end_the_ones_before(school: World) -> None:
    (first,) = codes(plan=school.ids["plan"])
    (second,) = codes(plan=school.ids["plan"], days=60)
    assert first["name"] == second["name"] == "Lot"
    assert "This code does not work" in Visitor("late").post("", "accept", code=first["code"])
    Visitor("late").answer("", "accept", code=second["code"])
    assert [actor.role for actor in api.actors_of(ISSUER, "late")] == ["ST"]


def test_a_code_ends_after_its_days(school: World, monkeypatch: pytest.MonkeyPatch) -> None:
    (row,) = codes(plan=school.ids["plan"])
    later = clock.now() + dt.timedelta(days=14, seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert "This code does not work" in Visitor("late").post("", "accept", code=row["code"])


def test_codes_are_for_the_schools_own_coordinator_and_their_own_students(school: World) -> None:
    for who in ("tess", "bo", "sam", "vera"):
        assert not isinstance(Visitor(who).answer("class_codes", "file", days=14), Download)
        with pytest.raises(api.NotAllowed):
            api.student_codes(school.people[who])
    names = {row["name"] for row in codes("cas")} if sum(api.without_account(school.cas).values()) else set()
    assert not names & {"Lot", "'=Max"}
    with pytest.raises(api.NotFound):
        api.student_codes(school.cas, plan=school.ids["plan"])


@pytest.mark.parametrize("days", [0, 61, -1])
def test_a_code_lasts_no_longer_than_two_months(school: World, days: int) -> None:
    with pytest.raises(api.BadValue, match="from 1 to 60"):
        api.student_codes(school.carla, days=days)
    assert not isinstance(Visitor("carla").answer("class_codes", "file", days=days), Download)
