"""A calendar that a program can subscribe to: the right dates, stable ids, no names, and gone when revoked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.board.world import END, START, World, edit, step
from winternship_board import api
from winternship_board.models import CalendarFeed
from winternship_core.placements import Role, Said

icalendar = pytest.importorskip("icalendar")
SetDay = Callable[[dt.date], None]


@pytest.fixture(autouse=True)
def address(settings: Any) -> None:
    settings.PUBLIC_URL = "https://placements.example"


def path_of(actor: api.Actor, language: str = "en") -> str:
    return api.digests.new_calendar(actor, language=language).removeprefix("https://placements.example")


def read(path: str) -> dict[str, Any]:
    """The events behind an address, by UID, as any calendar program would read them."""
    answer = Client().get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]
    book = icalendar.Calendar.from_ical(answer.content)
    assert book["VERSION"] == "2.0"
    events = {str(one["UID"]): one for one in book.walk("VEVENT")}
    assert len(events) == len(book.walk("VEVENT"))
    return events


def test_a_placement_and_its_talks_are_in_the_calendar_of_those_it_belongs_to(world: World) -> None:
    world.vacancy()
    placement = world.confirmed()
    talk = api.create(
        world.tess,
        "contact_moment",
        {"placement": placement, "kind": "midway", "planned_on": dt.date(2027, 4, 1), "mode": "visit"},
    )
    for name in ("sam", "tess", "wim", "bo", "carla"):
        events = read(path_of(world.people[name]))
        start = events[f"placement-{placement}-start@winternship.board"]
        assert (start["DTSTART"].dt, start["DTEND"].dt) == (START, START + dt.timedelta(1))
        assert events[f"placement-{placement}-end@winternship.board"]["DTSTART"].dt == END
        assert str(events[f"talk-{talk.id}@winternship.board"]["SUMMARY"]).startswith(
            "Talk (midway, visit): bakery"
        )
    for name in ("noor", "gus", "cas", "tom", "finn"):
        assert read(path_of(world.people[name])) == {}


def test_no_name_of_a_person_leaves_the_board(world: World) -> None:
    world.vacancy()
    world.confirmed()
    for name in ("sam", "tess", "wim", "bo", "carla"):
        content = Client().get(path_of(world.people[name])).content.decode()
        for secret in ("Sam", "Jansen", "example.nl", "Wim", "Contact of"):
            assert secret not in content


def test_a_change_keeps_the_id_and_raises_the_sequence(world: World) -> None:
    world.vacancy()
    placement = world.confirmed()
    talk = api.create(
        world.tess,
        "contact_moment",
        {"placement": placement, "kind": "start", "planned_on": START, "mode": "phone"},
    )
    path, uid = path_of(world.sam), f"talk-{talk.id}@winternship.board"
    before = read(path)[uid]
    assert read(path)[uid].to_ical() == before.to_ical(), "the same dates are the same bytes"

    step(world.tess, "contact_moment", talk.id, "move", Said(on=dt.date(2027, 2, 8)))
    after = read(path)[uid]

    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["DTSTART"].dt == dt.date(2027, 2, 8)
    assert after["DTSTAMP"].dt >= before["DTSTAMP"].dt


def test_what_is_over_is_cancelled_so_that_programs_remove_it(world: World) -> None:
    world.vacancy()
    application = world.applied("sam")
    company, student = path_of(world.bo), path_of(world.sam)
    answer, offer = f"answer-{application}@winternship.board", f"offer-{application}@winternship.board"
    assert read(company)[answer]["STATUS"] == "CONFIRMED"

    step(world.bo, "application", application, "offer")
    assert read(company)[answer]["STATUS"] == "CANCELLED"
    assert read(student)[offer]["STATUS"] == "CONFIRMED"
    step(world.sam, "application", application, "decline")
    assert read(student)[offer]["STATUS"] == "CANCELLED"


def test_a_revoked_address_and_one_that_never_was_are_told_alike(world: World) -> None:
    path, other = path_of(world.sam), path_of(world.sam, "nl")
    assert len(api.digests.calendars(world.sam)) == 2
    first = api.digests.calendars(world.sam)[0]
    with pytest.raises(api.NotFound):
        api.digests.revoke_calendar(world.noor, first.id)
    api.digests.revoke_calendar(world.sam, first.id)

    for gone in (path, "/board/calendar/never-was.ics"):
        answer = Client().get(gone)
        assert (answer.status_code, answer.content) == (404, b"")
    assert Client().get(other).status_code == 200
    assert Client().post(other).status_code == 405
    with pytest.raises(api.NotFound):
        api.digests.revoke_calendar(world.sam, first.id)


def test_the_calendar_goes_with_the_role(world: World) -> None:
    world.vacancy()
    world.confirmed()
    path = path_of(world.tess)
    assert read(path)
    api.end_role(api.SYSTEM, world.tess.membership_id or 0)
    assert Client().get(path).status_code == 404


def test_the_secret_is_not_kept_and_a_link_holder_has_no_calendar(world: World) -> None:
    world.vacancy()
    application = world.applied("sam")
    path = path_of(world.sam)
    secret = path.rpartition("/")[2].removesuffix(".ics")
    row = CalendarFeed.objects.get()
    assert len(secret) >= 40
    assert secret not in str(vars(row))

    link = api.personal_link(world.carla, Role.COMPANY, "application", application)
    with pytest.raises(api.NotAllowed):
        api.digests.new_calendar(api.actor_by_link(link))
    with pytest.raises(api.NotAllowed):
        api.digests.new_calendar(api.SYSTEM)


def test_there_is_an_end_to_how_many_one_person_makes(world: World) -> None:
    for _ in range(10):
        path_of(world.sam)
    with pytest.raises(api.BadValue):
        path_of(world.sam)


def test_dutch_is_dutch(world: World) -> None:
    world.vacancy()
    placement = world.confirmed()
    events = read(path_of(world.sam, "nl"))
    assert str(events[f"placement-{placement}-start@winternship.board"]["SUMMARY"]).startswith(
        "Stage begint: bakery"
    )
    edit(world.carla, "placement", placement, {"day_one_sent_on": START})
    again = read(path_of(world.sam, "nl"))
    assert again[f"placement-{placement}-start@winternship.board"]["SEQUENCE"] > 0
