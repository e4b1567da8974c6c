"""Events hold what the fields say, in summer and winter and for ever, and say no more about a student than was set."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from winternship_connectors.calendars.events import Names, event_of, read, written
from winternship_connectors.calendars.fields import parts
from winternship_connectors.clock import AMSTERDAM
from winternship_connectors.contract import Fields, Settings
from winternship_connectors.records import Company, Period, Record, State, Student, Visit
from winternship_connectors.testing.placements import placement

NOW = dt.datetime(2026, 11, 25, 12, 0, tzinfo=dt.UTC)
SITE = "https://winternship.test"


def told(record: Record, language: str = "nl", **config: Any) -> dict[str, Fields]:
    return dict(parts(record, Settings(config, SITE, language)))


def back(fields: Fields) -> dict[str, Any]:
    event = event_of(written(fields, "uid@host", 3, NOW))
    assert event is not None
    return read(event)


@given(
    name=st.text(max_size=200),
    starts=st.dates(dt.date(1990, 1, 1), dt.date(2200, 1, 1)),
    days=st.integers(0, 900),
    at=st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2200, 1, 1), timezones=st.just(dt.UTC)),
    minutes=st.integers(1, 3000),
    place=st.text(max_size=80),
)
def test_whatever_the_fields_say_is_read_back(
    name: str, starts: dt.date, days: int, at: dt.datetime, minutes: int, place: str
) -> None:
    record = placement(
        company=Company("5", name, street=place),
        period=Period(starts, starts + dt.timedelta(days)),
        visits=(Visit("1", name, at, minutes, place),),
        student=Student("3", place, name),
    )
    for fields in told(record, student="name").values():
        data = written(fields, "uid@host", 3, NOW)
        assert back(fields) == dict(fields)
        assert all(len(line) <= 75 for line in data.split(b"\r\n"))


@pytest.mark.parametrize(
    ("utc", "line"),
    [
        ("2027-03-28T00:59:00", "DTSTART;TZID=Europe/Amsterdam:20270328T015900"),
        ("2027-03-28T01:00:00", "DTSTART;TZID=Europe/Amsterdam:20270328T030000"),
        ("2027-10-31T00:30:00", "DTSTART;TZID=Europe/Amsterdam:20271031T023000"),
        ("2027-10-31T01:30:00", "DTSTART:20271031T013000Z"),
        ("2027-10-31T02:30:00", "DTSTART;TZID=Europe/Amsterdam:20271031T033000"),
        ("2100-07-01T10:00:00", "DTSTART;TZID=Europe/Amsterdam:21000701T120000"),
    ],
)
def test_a_visit_is_at_the_right_hour_around_summer_time(utc: str, line: str) -> None:
    at = dt.datetime.fromisoformat(utc).replace(tzinfo=dt.UTC)
    fields = told(placement(visits=(Visit("1", "start", at),)))["visit-1"]
    assert line in written(fields, "uid@host", 1, NOW).decode().split("\r\n")


@pytest.mark.parametrize("year", [1997, 2026, 2037, 2038, 2100])
def test_the_zone_in_the_event_says_what_the_zone_of_the_world_says(year: int) -> None:
    fields = told(placement(visits=(Visit("1", "start", NOW),)))["visit-1"]
    zone: Any
    (zone,) = Calendar.from_ical(written(fields, "uid@host", 1, NOW)).walk("VTIMEZONE")
    for one in zone.subcomponents:
        rule = rrulestr(one["RRULE"].to_ical().decode(), dtstart=one["DTSTART"].dt)
        at = next(each for each in rule.xafter(dt.datetime(year, 1, 1)) if each.year == year)
        before = (at - one["TZOFFSETFROM"].td).replace(tzinfo=dt.UTC) - dt.timedelta(seconds=1)
        offsets = [(before + dt.timedelta(seconds=more)).astimezone(AMSTERDAM).utcoffset() for more in (0, 1)]
        assert offsets == [one["TZOFFSETFROM"].td, one["TZOFFSETTO"].td]


@pytest.mark.parametrize(
    ("config", "shown", "hidden"),
    [
        ({}, ["1234567"], ["Maartje", "maartje@"]),
        ({"student": "nothing"}, [], ["Maartje", "1234567"]),
        ({"student": "name"}, ["Maartje van Damme 1234567"], ["maartje@"]),
    ],
)
def test_an_event_says_no_more_about_the_student_than_was_set(
    config: dict[str, Any], shown: list[str], hidden: list[str]
) -> None:
    record = placement(visits=(Visit("1", "start", NOW),))
    for fields in told(record, **config).values():
        said = "\n".join(map(str, fields.values()))
        assert all(one in said for one in shown)
        assert not any(one in said for one in [*hidden, "Jan Smit", "Piet", "@school"])


@pytest.mark.parametrize("state", list(State))
def test_a_state_is_tentative_until_all_signed_and_gone_when_cancelled(state: State) -> None:
    expected = {State.PROPOSED: "TENTATIVE", State.AGREED: "TENTATIVE", State.CANCELLED: None}
    fields = told(placement(state=state)).get("placement")
    assert (fields["status"] if fields else None) == expected.get(state, "CONFIRMED")


def test_titles_are_in_the_language_of_the_connection() -> None:
    record = placement(visits=(Visit("1", "end", NOW, 60, "video"),))
    nl, en = told(record), told(record, "en")
    assert [one["summary"] for one in en.values()] == [
        "Internship: Bakkerij De Ster é",
        "Talk (end): Bakkerij De Ster é",
    ]
    assert (nl["visit-1"]["location"], en["visit-1"]["location"]) == ("videogesprek", "video call")


def test_a_placement_that_ended_before_it_began_is_one_day() -> None:
    period = Period(dt.date(2027, 2, 1), dt.date(2027, 7, 1), dt.date(2027, 1, 20))
    assert told(placement(period=period))["placement"]["ends_on"] == "2027-02-01"


@pytest.mark.parametrize(
    "uid",
    [
        "placement-7-start@winternship.test",
        "placement-7@elsewhere.test",
        "placement-@winternship.test",
        "placement-7.other@winternship.test",
        "placement-٧@winternship.test",
        "xplacement-7@winternship.test",
        "placement-7",
        "",
    ],
)
def test_a_uid_that_is_not_ours_is_nobodys(uid: str) -> None:
    assert Names(SITE).whose(uid) == ("", "")


@pytest.mark.parametrize("part", ["placement", "visit-4"])
def test_a_uid_tells_placement_and_part(part: str) -> None:
    names = Names(f"{SITE}:8443/x")
    assert names.whose(names.uid("placement-7", part)) == ("placement-7", part)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"nonsense",
        b"\xff\xfe",
        b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VEVENT\r\nDTSTART:x\r\n",
    ],
)
def test_what_is_no_event_is_none(data: bytes) -> None:
    assert event_of(data) is None


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "DTSTART:20270330T080000Z\r\nDURATION:PT45M",
            {"starts_at": "2027-03-30T10:00:00+02:00", "minutes": 45},
        ),
        ("DTSTART:20270330T100000\r\nDTEND:20270330T110000", {"starts_at": "2027-03-30T10:00:00+02:00"}),
        ("DTSTART;VALUE=DATE:20270330", {"starts_on": "2027-03-30", "ends_on": "2027-03-30"}),
        ("SUMMARY:No start", {"summary": "No start", "status": ""}),
        ("DTSTART:20270330T100000Z\r\nDTEND;VALUE=DATE:20270401", {"summary": ""}),
    ],
)
def test_what_another_program_wrote_is_read(lines: str, expected: dict[str, Any]) -> None:
    event = event_of(
        f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n".encode()
    )
    assert event is not None
    found = read(event)
    assert {name: found.get(name) for name in expected} == expected
