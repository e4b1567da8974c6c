"""Placements in a real calendar server: one event each, changed, deleted, looked at; those of others left alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from icalendar import Calendar

from tests.board.world import World, edit
from tests.connectors.calendars.radicale import OTHER, PASSWORD, USER, Radicale
from tests.connectors.conftest import Clock
from tests.connectors.contexts import context
from winternship_connectors import api
from winternship_connectors.calendars.caldav import CaldavConnector
from winternship_connectors.contract import Context, Cursor, Link, Observed, Verb
from winternship_connectors.digesting import digest
from winternship_connectors.errors import Conflict, Rejected, Retry
from winternship_connectors.records import Period, Record, State, Visit
from winternship_connectors.testing.placements import placement

VISIT = Visit("4", "midway", dt.datetime(2027, 3, 30, 8, 0, tzinfo=dt.UTC), 45, "visit")
EVENT = "placement-7@winternship.test.ics"
TALK = "placement-7.visit-4@winternship.test.ics"
FOREIGN = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//other//EN\r\nBEGIN:VEVENT\r\nUID:mine@elsewhere\r\n"
    "DTSTAMP:20260101T000000Z\r\nDTSTART:20270101T100000Z\r\nDTEND:20270101T110000Z\r\nSUMMARY:Private\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)
ALARM = b"BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Soon\r\nTRIGGER:-PT1H\r\nEND:VALARM\r\nEND:VEVENT"
caldav = CaldavConnector()


def at(server: Radicale, path: str, user: str = USER, password: str = PASSWORD, **more: Any) -> Context:
    config = {"url": f"{server.origin}{path}", "user": user, **more}
    jsonschema.Draft202012Validator(caldav.config_schema).validate({**config, "password": password})
    return context(config, {"password": password})


def deliver(made: Context, record: Record | None, links: dict[str, Link] | None = None) -> dict[str, Link]:
    """What the frame does: plan, apply, remember."""
    links = dict(links or {})
    for action in caldav.plan(made.settings, record, links, "placement-7"):
        receipt = caldav.apply(made, action, "key")
        if action.verb is Verb.DELETE:
            del links[action.part]
        else:
            links[action.part] = Link(receipt.remote_id, receipt.etag, action.rev, digest(action.fields))
    return links


def look(made: Context, cursor: str = "") -> tuple[list[Observed], str]:
    *seen, last = caldav.observe(made, cursor)
    assert isinstance(last, Cursor)
    return [one for one in seen if isinstance(one, Observed)], last.value


def event(data: bytes) -> Any:
    (found,) = Calendar.from_ical(data).walk("VEVENT")
    return found


@pytest.fixture
def path(server: Radicale) -> str:
    return server.calendar()


def test_a_placement_becomes_whole_days_and_a_visit_an_hour(server: Radicale, path: str) -> None:
    deliver(at(server, path), placement(visits=(VISIT,)))
    files = server.files(path)
    assert set(files) == {EVENT, TALK}
    period, talk = event(files[EVENT]), event(files[TALK])
    assert (period.start, period.end) == (dt.date(2027, 2, 1), dt.date(2027, 7, 2))
    assert str(period["summary"]) == "Stage: Bakkerij De Ster é"
    assert (period["status"], period["uid"], period["sequence"]) == (
        "CONFIRMED",
        EVENT.removesuffix(".ics"),
        1,
    )
    assert "Student: 1234567" in period["description"]
    assert talk.start.isoformat() == "2027-03-30T10:00:00+02:00"
    assert talk.end - talk.start == dt.timedelta(minutes=45)
    assert str(talk["summary"]) == "Gesprek (halverwege): Bakkerij De Ster é"
    assert "METHOD" not in Calendar.from_ical(files[EVENT])


def test_a_change_stays_one_event_with_a_higher_sequence(server: Radicale, path: str) -> None:
    made = at(server, path)
    links = deliver(made, placement(state=State.PROPOSED))
    assert event(server.files(path)[EVENT])["status"] == "TENTATIVE"
    later = Period(dt.date(2027, 2, 1), dt.date(2027, 7, 1), dt.date(2027, 5, 3))
    links = deliver(made, placement(rev=5, period=later, state=State.ENDED), links)
    ((name, data),) = server.files(path).items()
    told = event(data)
    assert (name, told["sequence"], told["status"]) == (EVENT, 5, "CONFIRMED")
    assert told.end == dt.date(2027, 5, 4)
    assert (
        caldav.plan(made.settings, placement(rev=9, period=later, state=State.ENDED), links, "placement-7")
        == []
    )


def test_an_alarm_that_somebody_added_stays(server: Radicale, path: str) -> None:
    made = at(server, path)
    links = deliver(made, placement())
    changed = server.files(path)[EVENT].replace(b"END:VEVENT", ALARM)
    server.call("PUT", path + EVENT, changed)
    (seen,), _ = look(made)
    links["placement"] = replace(links["placement"], etag=seen.etag)
    deliver(made, placement(company=replace(placement().company, name="De Maan")), links)
    told = event(server.files(path)[EVENT])
    assert (str(told["summary"]), len(told.walk("VALARM"))) == ("Stage: De Maan", 1)


def test_the_same_key_twice_leaves_one_event(server: Radicale, path: str) -> None:
    made = at(server, path)
    (create,) = caldav.plan(made.settings, placement(), {}, "placement-7")
    first, second = (caldav.apply(made, create, "key") for _ in range(2))
    assert (first.remote_id, first.etag) == (second.remote_id, second.etag)
    link = {"placement": Link(first.remote_id, first.etag, 1, digest(create.fields))}
    (update,) = caldav.plan(made.settings, placement(state=State.AGREED, rev=2), link, "placement-7")
    third, fourth = (caldav.apply(made, update, "key-2") for _ in range(2))
    assert third.etag == fourth.etag != first.etag
    assert list(server.files(path)) == [EVENT]


def test_an_event_of_an_earlier_connection_is_taken_over(server: Radicale, path: str) -> None:
    made = at(server, path)
    deliver(made, placement())
    server.call("PUT", path + EVENT, server.files(path)[EVENT].replace(b"END:VEVENT", ALARM))
    deliver(made, placement(state=State.AGREED))
    ((_, data),) = server.files(path).items()
    assert (event(data)["status"], len(event(data).walk("VALARM"))) == ("TENTATIVE", 1)


def test_a_visit_that_is_off_goes_and_all_go_with_a_cancelled_placement(server: Radicale, path: str) -> None:
    made = at(server, path)
    links = deliver(made, placement(visits=(VISIT,)))
    links = deliver(made, placement(), links)
    assert list(server.files(path)) == [EVENT]
    assert deliver(made, placement(state=State.CANCELLED), links) == {}
    assert server.files(path) == {}


def test_what_somebody_changed_there_is_a_conflict_that_tells_their_fields(
    server: Radicale, path: str
) -> None:
    made = at(server, path)
    links = deliver(made, placement())
    theirs = server.files(path)[EVENT].replace(b"Stage:", b"Internship of ours:")
    server.call("PUT", path + EVENT, theirs)
    (update,) = caldav.plan(made.settings, placement(state=State.AGREED), links, "placement-7")
    with pytest.raises(Conflict) as failure:
        caldav.apply(made, update, "key")
    assert failure.value.remote["summary"] == "Internship of ours: Bakkerij De Ster é"
    assert event(server.files(path)[EVENT])["status"] == "CONFIRMED"
    again = replace(update, link=replace(links["placement"], etag=failure.value.etag))
    caldav.apply(made, again, "key:again")
    assert event(server.files(path)[EVENT])["status"] == "TENTATIVE"


def test_an_event_that_somebody_deleted_comes_back_with_the_next_change(server: Radicale, path: str) -> None:
    made = at(server, path)
    links = deliver(made, placement())
    server.call("DELETE", path + EVENT)
    deliver(made, placement(state=State.AGREED), links)
    assert list(server.files(path)) == [EVENT]


def test_events_of_others_are_left_alone_and_not_read(server: Radicale, path: str) -> None:
    made = at(server, path)
    assert server.call("PUT", f"{path}mine.ics", FOREIGN)[0] == 201
    links = deliver(made, placement())
    seen, _ = look(made)
    assert [(one.remote_id, one.fields) for one in seen if not one.object_id] == [("mine.ics", {})]
    deliver(made, None, links)
    assert list(server.files(path)) == ["mine.ics"]


def test_another_event_at_our_address_is_never_overwritten(server: Radicale, path: str) -> None:
    server.call("PUT", path + EVENT, FOREIGN)
    with pytest.raises(Rejected):
        deliver(at(server, path), placement())
    assert str(event(server.files(path)[EVENT])["summary"]) == "Private"


def test_our_event_moved_to_another_address_is_not_doubled(server: Radicale, path: str) -> None:
    made = at(server, path)
    links = deliver(made, placement())
    moved = server.files(path)[EVENT]
    server.call("DELETE", path + EVENT)
    server.call("PUT", f"{path}elsewhere.ics", moved)
    with pytest.raises(Rejected, match="another address"):
        deliver(made, placement(state=State.AGREED), links)
    (seen,), _ = look(made)
    assert (seen.remote_id, seen.object_id, seen.part) == ("elsewhere.ics", "placement-7", "placement")


def test_check_changes_nothing_and_names_what_is_wrong(server: Radicale, path: str) -> None:
    assert caldav.check(at(server, path)).ok
    assert caldav.check(at(server, path.rstrip("/"))).ok
    for wrong in (f"/{USER}/", f"{path}none/", "/"):
        assert "no calendar" in caldav.check(at(server, wrong)).en, wrong
    assert "no events" in caldav.check(at(server, server.calendar("VTODO"))).en
    assert "not write" in caldav.check(at(server, path, *OTHER)).en
    assert server.files(path) == {}


def test_a_calendar_that_was_removed_is_tried_later(server: Radicale, path: str) -> None:
    made = at(server, path)
    server.call("DELETE", path)
    with pytest.raises(Retry):
        deliver(made, placement())


def test_a_placement_of_the_board_arrives_in_the_calendar(
    server: Radicale, path: str, world: World, moment: Clock, settings: Any
) -> None:
    settings.ALLOW_PRIVATE_NETWORKS = True
    config = {"url": f"{server.origin}{path}", "user": USER, "password": PASSWORD}
    connection = api.create(world.carla, world.ids["college"], "caldav", "Agenda", config, language="en")
    assert api.test(world.carla, connection).ok
    world.student("mies", "college", student_number="4711")
    number = world.placed("mies")
    api.drain(connection)
    assert server.files(path) == {}, "a trial sends nothing"

    api.set_mode(world.carla, connection, "live")
    api.drain(connection)
    ((name, data),) = server.files(path).items()
    assert name.startswith(f"placement-{number}@")
    told = event(data)
    assert (str(told["summary"]).startswith("Internship: "), told["status"]) == (True, "TENTATIVE")
    assert "4711" in told["description"]
    assert b"Mies" not in data

    edit(world.carla, "placement", number, {"ends_on": (told.end + dt.timedelta(6)).isoformat()})
    moment.step(seconds=60)
    api.work_once()
    ((_, data),) = server.files(path).items()
    assert event(data).end == told.end + dt.timedelta(7)
    assert event(data)["sequence"] > told["sequence"]
    assert api.look(world.carla, connection) == {}
