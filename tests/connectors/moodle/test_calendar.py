"""The period of a placement in the calendar: two events of its group, found again by their mark, kept in step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.connectors.moodle.lms import Event, Moodle
from tests.connectors.moodle.test_moodle import KEY, at, moodle, named
from winternship_connectors.contract import Action, Context, Link, Observed, Verb
from winternship_connectors.digesting import digest
from winternship_connectors.errors import AuthFailed, Rejected, Retry
from winternship_connectors.moodle.calendar import FUNCTIONS, _span
from winternship_connectors.moodle.connector import PART, PERIOD
from winternship_connectors.records import Period, Record
from winternship_connectors.testing.placements import placement
from winternship_lti.testing import Reply

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MAKES = "core_calendar_create_calendar_events"
TAKES = "core_calendar_delete_calendar_events"


@pytest.fixture
def lms() -> Iterator[Moodle]:
    with Moodle() as made:
        yield made


def sent(
    lms: Moodle, record: Record | None = None, links: dict[str, Link] | None = None
) -> tuple[Context, dict[str, Link]]:
    made, found = at(lms, calendar=True), dict(links or {})
    for action in planned(made, record or placement(), found):
        receipt = moodle.apply(made, action, "key")
        found[action.part] = Link(receipt.remote_id, receipt.etag, 1, digest(action.fields))
    return made, found


def planned(made: Context, record: Record | None, links: dict[str, Link]) -> list[Action]:
    return list(moodle.plan(made.settings, record, links, "placement-7"))


def seen(made: Context) -> list[Observed]:
    return [one for one in moodle.observe(made, "") if isinstance(one, Observed) and one.part != PART]


def days(lms: Moodle) -> list[tuple[str, dt.datetime, int]]:
    return [
        (one.name, dt.datetime.fromtimestamp(one.starts, AMSTERDAM), one.seconds)
        for one in lms.events.values()
    ]


def moved(first: dt.date, last: dt.date) -> Record:
    return placement(period=Period(first, last))


def test_a_signed_placement_has_its_first_and_its_last_day_in_the_calendar_of_its_group(lms: Moodle) -> None:
    made, links = sent(lms)
    assert days(lms) == [
        ("Begin stage: Bakkerij De Ster é", dt.datetime(2027, 2, 1, tzinfo=AMSTERDAM), 86_399),
        ("Einde stage: Bakkerij De Ster é", dt.datetime(2027, 7, 1, tzinfo=AMSTERDAM), 86_399),
    ]
    assert {str(one.group) for one in lms.events.values()} == {links[PART].remote_id}
    assert [one.description for one in lms.events.values()] == [
        f"Kenmerk: {KEY}/begin",
        f"Kenmerk: {KEY}/end",
    ]
    assert planned(made, placement(), links) == []


@pytest.mark.parametrize("reply", [Reply(lost=True), Reply(500), Reply(200, b"<html>busy")])
def test_an_answer_that_does_not_arrive_leaves_two_events(lms: Moodle, reply: Reply) -> None:
    lms.after = [(MAKES, reply)]
    with pytest.raises(Retry):
        sent(lms)
    assert len(lms.events) == 2
    sent(lms)
    assert sorted(lms.events) == [1, 2]


def test_other_dates_replace_only_the_event_that_changes(lms: Moodle) -> None:
    _, links = sent(lms)
    made, after = sent(lms, moved(dt.date(2027, 2, 1), dt.date(2027, 3, 28)), links)
    assert days(lms)[-1][1:] == (dt.datetime(2027, 3, 28, tzinfo=AMSTERDAM), 82_799)  # the clock goes forward
    assert sorted(lms.events) == [1, 3]
    assert after[PERIOD].remote_id == links[PERIOD].remote_id
    assert [one.fields for one in seen(made)] == [
        one.fields for one in planned(made, moved(dt.date(2027, 2, 1), dt.date(2027, 3, 28)), {})[1:]
    ]


def test_a_change_whose_answer_is_lost_leaves_no_old_event(lms: Moodle) -> None:
    _, links = sent(lms)
    lms.after = [(MAKES, Reply(lost=True))]
    with pytest.raises(Retry):
        sent(lms, named("Zorg & Zo"), links)
    assert len(lms.events) == 4
    sent(lms, named("Zorg & Zo"), links)
    assert [one[0] for one in days(lms)] == ["Begin stage: Zorg & Zo", "Einde stage: Zorg & Zo"]


@pytest.mark.parametrize("name", ["Zorg & Zo", "Bakker <b>vet</b>", "&amp; &lt;b&gt;", "x" * 400])
def test_any_name_of_a_company_is_told_back_the_same(lms: Moodle, name: str) -> None:
    made, _ = sent(lms, named(name))
    (period,) = (one for one in planned(made, named(name), {}) if one.part == PERIOD)
    assert [one.fields for one in seen(made)] == [period.fields]


def test_many_requests_at_one_moment_leave_two_events(lms: Moodle) -> None:
    made, _ = sent(lms)
    lms.events.clear()
    (action,) = (one for one in planned(made, placement(), {}) if one.part == PERIOD)
    with ThreadPoolExecutor(6) as workers:
        told = set(workers.map(lambda _: moodle.apply(made, action, "key").remote_id, range(6)))
    assert (len(told), len(lms.events)) == (1, 2)


def test_an_event_that_another_request_deletes_meanwhile_is_well(lms: Moodle) -> None:
    made, links = sent(lms)

    def meanwhile(function: str) -> None:
        if function == TAKES:
            lms.events.clear()

    lms.before = meanwhile
    (delete,) = planned(made, None, {PERIOD: links[PERIOD]})
    moodle.apply(made, delete, "key")
    assert lms.events == {}


def test_what_somebody_changes_or_deletes_there_is_seen_and_their_own_events_are_not_told(
    lms: Moodle,
) -> None:
    made, links = sent(lms)
    group = int(links[PART].remote_id)
    lms.events[50] = Event(50, group, "Bring your shoes", f"About {KEY}", 0, 0)
    lms.events[1].starts += 86_400
    del lms.events[2]
    (period,) = seen(made)
    assert period.fields == {
        "idnumber": KEY,
        "begin": "Begin stage: Bakkerij De Ster é",
        "begin_on": "2027-02-02",
        "end": "",
        "end_on": "",
    }
    sent(lms, named("Zorg & Zo"), links)
    assert lms.events[50].name == "Bring your shoes"


def test_a_second_event_of_ours_is_told_as_a_stray_and_goes_with_the_next_change(lms: Moodle) -> None:
    """As a lost request that arrives late leaves it."""
    made, links = sent(lms)
    lms.events[9] = replace(lms.events[1], id=9)
    assert [(one.remote_id, one.object_id) for one in seen(made)] == [
        ("event/9", ""),
        ("period/1", "placement-7"),
    ]
    sent(lms, named("Zorg & Zo"), links)
    assert len(lms.events) == 2


def test_a_mark_in_the_group_of_another_placement_is_not_ours(lms: Moodle) -> None:
    made, links = sent(lms)
    other = lms.add("Stage 8", f"{KEY[:-1]}8")
    lms.events[1].group = other.id
    (period,) = seen(made)
    assert (period.object_id, dict(period.fields or {})["begin_on"]) == ("placement-7", "")
    moodle.apply(made, planned(made, None, {PERIOD: links[PERIOD]})[0], "key")
    assert list(lms.events) == [1]


def test_events_that_somebody_deleted_are_not_made_again(lms: Moodle) -> None:
    made, links = sent(lms)
    lms.events.clear()
    assert seen(made) == []
    with pytest.raises(Rejected, match="deleted"):
        sent(lms, named("Zorg & Zo"), links)
    assert lms.events == {}


def test_without_the_group_there_is_no_event(lms: Moodle) -> None:
    made, _ = sent(lms)
    lms.drop(1)
    (action,) = (one for one in planned(made, placement(), {}) if one.part == PERIOD)
    with pytest.raises(Rejected, match="send the group first"):
        moodle.apply(made, action, "key")
    assert lms.events == {}


@pytest.mark.parametrize("off", [False, True])
def test_the_events_go_with_the_placement_or_the_setting_and_twice_is_well(lms: Moodle, off: bool) -> None:
    made, links = sent(lms)
    lms.events[50] = Event(50, 99, "Of the school", "", 0, 0)
    made = at(lms, calendar=not off)
    deletes = planned(made, placement() if off else None, links)
    assert [one.part for one in deletes] == ([PERIOD] if off else [PART, PERIOD])
    assert {one.verb for one in deletes} == {Verb.DELETE}
    for action in [*deletes, *deletes]:
        moodle.apply(made, action, "key")
    assert list(lms.events) == [50]


def test_an_account_that_may_not_manage_the_calendar_of_the_site_is_told(lms: Moodle) -> None:
    lms.rights.discard("calendar")
    assert moodle.check(at(lms)).ok
    assert "moodle/calendar:manageentries" in moodle.check(at(lms, calendar=True)).nl
    with pytest.raises(AuthFailed, match="does not show"):
        sent(lms)
    assert lms.events == {}


def test_an_account_to_which_moodle_does_not_show_its_own_events_leaves_none(lms: Moodle) -> None:
    """As the real one does for an account that manages categories of courses."""
    lms.rights.add("categories")
    with pytest.raises(AuthFailed, match="that we made"):
        sent(lms)
    assert lms.events == {}


def test_off_needs_nothing_of_the_calendar_and_on_names_what_is_missing(lms: Moodle) -> None:
    lms.offered -= set(FUNCTIONS)
    assert moodle.check(at(lms)).ok
    told: Any = moodle.check(at(lms, calendar=True))
    assert not told.ok
    assert all(one in told.nl and one in told.en for one in FUNCTIONS)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31)))
def test_an_event_lasts_from_midnight_to_the_last_second_of_its_day(day: dt.date) -> None:
    span = _span(day.isoformat())
    starts, ends = span["timestart"], span["timestart"] + span["timeduration"]
    assert dt.datetime.fromtimestamp(starts, AMSTERDAM).replace(tzinfo=None) == dt.datetime.combine(
        day, dt.time()
    )
    assert dt.datetime.fromtimestamp(ends, AMSTERDAM).date() == day
    assert dt.datetime.fromtimestamp(ends + 1, AMSTERDAM).date() == day + dt.timedelta(days=1)
