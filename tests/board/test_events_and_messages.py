"""Messages, events and their readers: who takes part, who is told why, and that no change is without its event."""

from __future__ import annotations

from typing import Any

import pytest

from tests.board.world import World, state_of, step, version_of
from winternship_board import api
from winternship_board.models import Application, Event, Organisation, Vacancy
from winternship_core.placements import Role, Said


def test_messages_are_read_by_those_who_take_part_and_nobody_else(world: World) -> None:
    world.vacancy(places=2)
    placement = world.confirmed()
    wim = world.wim.person_id or 0
    thread = api.start_thread(world.sam, "placement", placement, [wim], "When do I begin?")
    assert api.unread(world.wim) == (thread,)
    api.write(world.wim, thread, "At eight.")

    letters = api.read(world.sam, thread)
    assert [one.text for one in letters] == ["When do I begin?", "At eight."]
    assert api.unread(world.sam) == ()
    assert api.unread(world.wim) == ()  # who answers has read
    for who in (world.bo, world.carla, world.pat, world.admin, world.tess):
        with pytest.raises(api.NotFound):
            api.read(who, thread)
        with pytest.raises(api.NotFound):
            api.write(who, thread, "Hello")
    with pytest.raises(api.NotAllowed):
        api.start_thread(world.sam, "placement", placement, [world.gus.person_id or 0], "Hello")
    api.report_message(world.sam, letters[1].id)
    assert [one.is_reported for one in api.read(world.wim, thread)] == [False, True]


def test_two_parties_have_one_conversation_whoever_begins_it(world: World) -> None:
    world.someone("bea", Role.COMPANY, "bakery")
    world.vacancy()
    pk = world.applied()
    letter = api.tell(world.sam, "application", pk, Role.COMPANY, "I bake at home.")
    assert api.tell(world.bo, "application", pk, Role.STUDENT, "What do you bake?") == letter
    assert api.tell(world.sam, "application", pk, Role.COMPANY, "Rye bread.") == letter
    world.someone("ben", Role.COMPANY, "bakery")  # came after the letter: joins by writing
    assert api.tell(world.ben, "application", pk, Role.STUDENT, "Come on Tuesday.") == letter
    for who in (world.sam, world.bo, world.bea, world.ben):
        assert len(api.read(who, letter)) == 4
        assert api.conversations(who, "application", pk) == (letter,)


def test_a_third_party_has_its_own_conversation_and_reads_no_other(world: World) -> None:
    world.vacancy()
    pk = world.placed()
    letter = api.tell(world.bo, "placement", pk, Role.STUDENT, "Bring your shoes.")
    school = api.tell(world.carla, "placement", pk, Role.STUDENT, "How is it?")
    houses = api.tell(world.bo, "placement", pk, Role.COORDINATOR, "Sam is on time.")
    assert len({letter, school, houses}) == 3
    assert api.tell(world.sam, "placement", pk, Role.COORDINATOR, "Fine.") == school
    assert api.tell(world.carla, "placement", pk, Role.COMPANY, "Good to hear.") == houses
    for who, thread in ((world.carla, letter), (world.bo, school), (world.sam, houses), (world.gus, letter)):
        with pytest.raises(api.NotFound):
            api.read(who, thread)
    with pytest.raises(api.NotFound):
        api.tell(world.gus, "placement", pk, Role.STUDENT, "Hello")


def test_an_event_is_written_with_the_change_or_not_at_all(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.vacancy()
    application = world.applied()
    step(world.bo, "application", application, "offer")
    events, vacancy = Event.objects.count(), Vacancy.objects.get(pk=world.ids["vacancy"])

    def broken(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("the power went out")

    monkeypatch.setattr("winternship_board.effects.recording.created", broken)
    with pytest.raises(RuntimeError):
        step(world.sam, "application", application, "accept")

    assert Event.objects.count() == events
    assert Application.objects.get(pk=application).state == "offered"
    assert Vacancy.objects.get(pk=vacancy.pk).places_taken == 0


def test_a_consumer_gets_every_event_in_order_until_it_confirms(world: World) -> None:
    api.subscribe("calendar")
    vacancy = world.vacancy()
    told = [
        one for one in api.pending_events("calendar") if one.object_id == vacancy and one.kind == "vacancy"
    ]
    assert [one.action for one in told] == ["create", "submit", "publish"]
    assert [one.sequence for one in told] == [1, 2, 3]
    assert api.pending_events("calendar")[0].id == told[0].id

    assert api.confirm_events("calendar", [one.id for one in told]) == 3
    assert not {one.id for one in told} & {one.id for one in api.pending_events("calendar")}
    with pytest.raises(api.NotFound):
        api.pending_events("nobody")


def test_why_something_was_done_is_told_to_who_may_know(world: World) -> None:
    world.vacancy()
    placement = world.placed()
    step(world.carla, "placement", placement, "reject", Said(reason="too little baking"))

    def reasons(who: api.Actor) -> list[str]:
        return [one.reason for one in api.history(who, "placement", placement) if one.reason]

    assert reasons(world.carla) == ["too little baking"]
    assert reasons(world.bo) == []
    with pytest.raises(api.NotFound):
        api.history(world.gus, "placement", placement)
    assert len(api.timeline(world.carla, "placement", placement)) == 2
    with pytest.raises(api.NotFound):
        api.timeline(world.sam, "placement", placement)


def test_the_organisation_in_another_region_is_not_verified_from_here(world: World) -> None:
    made = world.organisation("smithy", "company", "west", verified=False)
    step(world.people["broker west"], "organisation", made, "submit")
    said = Said(confirmed=frozenset({"registry_checked", "contact_checked"}), evidence="seen")
    with pytest.raises(api.NotFound):
        step(world.people["broker east"], "organisation", made, "verify", said)
    with pytest.raises(api.GuardUnmet):
        step(world.people["broker west"], "organisation", made, "verify")
    step(world.people["broker west"], "organisation", made, "verify", said)
    assert Organisation.objects.get(pk=made).verified_by_id == world.people["broker west"].person_id


def test_who_suspended_does_not_reinstate_when_there_are_two(world: World) -> None:
    bakery = world.ids["bakery"]
    step(world.carla, "organisation", bakery, "suspend", Said(reason="no safety plan"))
    with pytest.raises(api.GuardUnmet):
        step(world.carla, "organisation", bakery, "reinstate", Said(reason="mended"))

    step(world.cas, "organisation", bakery, "reinstate", Said(reason="mended"))

    assert state_of("organisation", bakery) == "verified"
    assert version_of("organisation", bakery) == 5
