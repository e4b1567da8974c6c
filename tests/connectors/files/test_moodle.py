"""The form for Moodle's flat file: read back as Moodle reads it, and never a student taken out who has a placement."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.board.world import World
from tests.connectors.files.records import days
from winternship_board.models import Placement
from winternship_connectors import api
from winternship_connectors.contract import Action, Fields, Link, Settings, Verb
from winternship_connectors.digesting import digest
from winternship_connectors.errors import Rejected
from winternship_connectors.files.filedrop import FiledropConnector
from winternship_connectors.files.moodle import Flatfile
from winternship_connectors.records import Period, Record, State, Student
from winternship_connectors.testing.placements import placement

FORM, FILEDROP = Flatfile(), FiledropConnector()
SETTINGS = Settings({"form": "moodle", "moodle_course": "BPV-2027"}, "https://winternship.test")
FEBRUARY, JULY = 1801436400, 1814479199  # 2027-02-01 00:00 +01:00 and 2027-07-01 23:59:59 +02:00


def read(content: bytes) -> list[tuple[str, ...]]:
    """As `enrol_flatfile` does: at each line end, then at each comma; four or six fields, without spaces."""
    found = []
    for line in content.decode().replace("\r", "").split("\n"):
        fields = tuple(one.strip() for one in line.split(","))
        if line.strip():
            assert len(fields) in {4, 6}
            assert fields[0] in {"add", "del"}
            found.append(fields)
    return found


def plan(record: Record | None, link: Link | None = None) -> list[Action]:
    return list(FILEDROP.plan(SETTINGS, record, {FORM.part: link} if link else {}, "placement-7"))


def written(*some: Fields) -> list[tuple[str, ...]]:
    content, count = FORM.written(SETTINGS, some)
    assert count == len(read(content))
    return read(content)


def test_a_confirmed_placement_is_an_enrolment_from_its_first_to_the_end_of_its_last_day() -> None:
    (one,) = plan(placement(7))
    assert written(one.fields) == [("add", "student", "1234567", "BPV-2027", str(FEBRUARY), str(JULY))]


def test_what_is_not_signed_yet_is_no_enrolment() -> None:
    for state in (State.PROPOSED, State.AGREED, State.CANCELLED, State.ENDED):
        assert plan(placement(7, state=state, student=Student("3"))) == []


def test_called_off_takes_the_student_out_and_has_no_time_that_moodle_would_wait_for() -> None:
    (one,) = plan(placement(7, state=State.CANCELLED), Link("x"))
    assert one.verb is Verb.DELETE
    assert written(one.fields) == [("del", "student", "1234567", "BPV-2027")]


def test_of_an_erased_placement_nobody_knows_whose_it_was() -> None:
    (one,) = plan(None, Link("x"))
    assert (one.verb, one.fields) == (Verb.DELETE, {})


def test_an_early_end_is_told_and_a_planned_one_is_not_told_again() -> None:
    (first,) = plan(placement(7))
    link = Link("x", digest=digest(first.fields))
    assert plan(placement(7, state=State.ENDED), link) == []

    period = Period(dt.date(2027, 2, 1), dt.date(2027, 7, 1), dt.date(2027, 3, 1))
    (again,) = plan(placement(7, state=State.ENDED, period=period), link)

    assert written(again.fields)[0][5] == str(
        int(dt.datetime(2027, 3, 1, 22, 59, 59, tzinfo=dt.UTC).timestamp())
    )


def test_who_has_another_placement_stays_in_the_course() -> None:
    later = Period(dt.date(2027, 6, 1), dt.date(2027, 12, 1))
    (gone,) = plan(placement(7, state=State.CANCELLED), Link("x"))
    (first,), (second,) = plan(placement(7)), plan(placement(8, period=later))

    assert [line[0] for line in written(gone.fields, second.fields)] == ["add"]
    (line,) = written(second.fields, first.fields)
    assert line[4] == str(FEBRUARY)
    assert int(line[5]) == dict(second.fields)["ends_at"]


@pytest.mark.parametrize("number", ["", "0", "12,3", "12\n3", " 12"])
def test_a_student_number_that_moodle_cannot_read_is_refused_and_not_repeated(number: str) -> None:
    with pytest.raises(Rejected, match="student_number: received") as told:
        plan(placement(7, student=Student("3", number)))
    assert "12" not in str(told.value)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["add", "del"]),
            st.from_regex(r"[^\s,\x00-\x1f]{1,8}", fullmatch=True).filter(lambda one: one != "0"),
            days,
            days,
        ),
        max_size=8,
    )
)
def test_any_enrolment_comes_back(some: list[tuple[str, str, dt.date, dt.date]]) -> None:
    rows: list[Fields] = []
    for operation, number, one, other in some:
        record = placement(7, student=Student("3", number), period=Period(min(one, other), max(one, other)))
        rows.append(
            FORM.row(SETTINGS, record, is_there=False) or {}
            if operation == "add"
            else FORM.last(SETTINGS, record, "placement-7")
        )

    lines = {line[2]: line for line in written(*rows)}

    assert set(lines) == {number for _, number, _, _ in some}
    for number, line in lines.items():
        assert (line[0] == "add") == any(one == ("add", number) for one in [told[:2] for told in some])
        assert len(line) == 4 or int(line[4]) <= int(line[5])


def test_a_course_is_asked_for_and_holds_no_comma(world: World) -> None:
    base = {"place": "folder", "folder": "school", "form": "moodle"}
    for course, problem in (({}, "required"), ({"moodle_course": "BPV,2027"}, "pattern")):
        with pytest.raises(api.BadConfig) as told:
            api.create(world.carla, world.ids["college"], "filedrop", "Files", {**base, **course})
        assert set(told.value.problems) == {"moodle_course"}
        assert problem in told.value.problems["moodle_course"]


def test_from_the_board_a_placement_comes_and_goes(world: World, tmp_path: Any, settings: Any) -> None:
    settings.DROP_FOLDER = str(tmp_path)
    school = world.ids["college"]
    config = {"place": "folder", "folder": "school", "form": "moodle", "moodle_course": "BPV-2027"}
    pk = api.create(world.carla, school, "filedrop", "Files", config)
    api.set_mode(world.carla, pk, "live")
    world.student("mo", "college", student_number="4321")
    number = world.confirmed("mo")
    api.work_once()
    folder = tmp_path / f"school-{school}" / "school"
    assert [line[:4] for line in read(max(folder.glob("*.txt")).read_bytes())] == [
        ("add", "student", "4321", "BPV-2027")
    ]

    Placement.objects.filter(pk=number).update(state="cancelled")
    api.set_mode(world.carla, pk, "dry_run")
    api.set_mode(world.carla, pk, "live")
    api.work_once()

    assert read(max(folder.glob("*.txt")).read_bytes()) == [("del", "student", "4321", "BPV-2027")]
    assert api.preview(world.carla, pk).counts["delete"] == 0
