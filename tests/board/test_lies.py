"""People who claim what is not so, look where they should not, and try what is not theirs: each call has its answer."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from tests.board.world import ISSUER, START, World, edit, sign, state_of, step
from winternship_board import api, clock
from winternship_board.models import Membership, Placement, Signature
from winternship_core.placements import Role, Said


def test_a_made_up_actor_stands_nowhere(world: World) -> None:
    sam = world.sam.person_id
    lies = [
        api.Actor(sam, Role.COORDINATOR),
        api.Actor(sam, Role.COORDINATOR, world.carla.membership_id),
        api.Actor(world.carla.person_id, Role.ADMIN, world.carla.membership_id),
        api.Actor(None, Role.STUDENT),
        api.Actor(world.pat.person_id, Role.STUDENT),
        api.Actor(sam, Role.GUARDIAN),
        api.Actor(sam, Role.COMPANY, link_id=1),
    ]
    for actor in lies:
        with pytest.raises(api.NotAllowed):
            api.search(actor, "vacancy")
        with pytest.raises(api.NotAllowed):
            api.create(actor, "organisation", {"name": "x", "kind": "company"})


def test_a_role_that_ended_counts_no_longer(world: World) -> None:
    api.end_role(world.admin, world.carla.membership_id or 0)

    with pytest.raises(api.NotAllowed):
        api.see(world.carla, "student", world.ids["sam"])


def test_a_guardian_is_one_until_the_eighteenth_birthday(world: World, on_day: Any) -> None:
    assert api.see(world.pat, "student", world.ids["noor"]).fields["name"] == "Noor Jansen"
    on_day(dt.date(2028, 1, 1))

    with pytest.raises(api.NotAllowed):
        api.see(world.pat, "student", world.ids["noor"])


def test_nobody_gives_a_role_beyond_their_own_house(world: World) -> None:
    someone = api.person(ISSUER, "someone")
    allowed = [
        (world.carla, Role.SUPERVISOR, "college"),
        (world.carla, Role.COMPANY, "garage"),  # she brings in companies of her region
        (world.bo, Role.TRAINER, "bakery"),
        (world.people["broker east"], Role.COMPANY, "bakery"),
        (world.admin, Role.COORDINATOR, "academy"),
    ]
    refused = [
        (world.carla, Role.COORDINATOR, "academy"),
        (world.carla, Role.COMPANY, "harbour"),
        (world.carla, Role.COMPANY, "college"),
        (world.bo, Role.TRAINER, "garage"),
        (world.bo, Role.COORDINATOR, "college"),
        (world.wim, Role.TRAINER, "bakery"),
        (world.sam, Role.COMPANY, "bakery"),
        (world.vera, Role.CONFIDANT, "college"),
        (world.people["broker west"], Role.COMPANY, "bakery"),
        (world.carla, Role.ADMIN, "college"),
        (world.admin, Role.SYSTEM, "college"),
    ]
    for actor, role, place in allowed:
        assert api.grant(actor, someone, role, organisation=world.ids[place]).role is role
    before = Membership.objects.count()
    for actor, role, place in refused:
        with pytest.raises(api.NotAllowed):
            api.grant(actor, someone, role, organisation=world.ids[place])
    with pytest.raises(api.NotAllowed):
        api.first_administrator(someone)
    assert Membership.objects.count() == before


def test_an_invitation_is_taken_once_and_in_time(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    first, late = (api.invite(world.bo, Role.TRAINER, organisation=world.ids["bakery"]) for _ in range(2))
    actor = api.accept(first, api.person(ISSUER, "new trainer"))
    assert api.see(actor, "organisation", world.ids["bakery"]).fields["name"] == "bakery"
    with pytest.raises(api.NotFound):
        api.accept(first, api.person(ISSUER, "thief"))

    later = timezone.now() + dt.timedelta(15)
    monkeypatch.setattr(clock, "now", lambda: later)
    with pytest.raises(api.NotFound):
        api.accept(late, api.person(ISSUER, "latecomer"))
    with pytest.raises(api.NotFound):
        api.accept("guess", api.person(ISSUER, "guesser"))


def test_a_personal_link_opens_one_placement_and_nothing_else(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.vacancy(places=2)
    placement = world.confirmed()
    other = world.placed("finn")
    secret = api.personal_link(world.carla, Role.TRAINER, "placement", placement)
    guest = api.actor_by_link(secret)

    assert api.see(guest, "placement", placement).fields["student_name"] == "Sam Jansen"
    assert [row.id for row in api.search(guest, "placement").rows] == [placement]
    assert api.actor_by_link(secret) == guest
    for kind, pk in (
        ("placement", other),
        ("student", world.ids["sam"]),
        ("organisation", world.ids["bakery"]),
    ):
        with pytest.raises(api.NotFound):
            api.see(guest, kind, pk)
    with pytest.raises(api.NotAllowed):
        api.personal_link(world.sam, Role.TRAINER, "placement", placement)
    with pytest.raises(api.NotAllowed):
        api.personal_link(world.carla, Role.COORDINATOR, "placement", placement)
    with pytest.raises(api.NotFound):
        api.accept(secret, api.person(ISSUER, "thief"))

    later = timezone.now() + dt.timedelta(15)
    monkeypatch.setattr(clock, "now", lambda: later)
    with pytest.raises(api.NotFound):
        api.actor_by_link(secret)
    with pytest.raises(api.NotAllowed):
        api.see(guest, "placement", placement)


def test_a_trainer_with_a_link_approves_hours(world: World, on_day: Any) -> None:
    world.vacancy()
    placement = world.confirmed()
    on_day(START)
    edit(world.carla, "placement", placement, {"day_one_sent_on": START})
    step(world.tess, "placement", placement, "start")
    week = api.create(
        world.sam,
        "hour_week",
        {"placement": placement, "iso_year": 2027, "iso_week": 5, "days": [8, 8, 0, 0, 0, 0, 0]},
    )
    step(world.sam, "hour_week", week.id, "submit week")
    guest = api.actor_by_link(api.personal_link(world.tess, Role.TRAINER, "placement", placement))

    step(guest, "hour_week", week.id, "approve")

    assert state_of("hour_week", week.id) == "approved"


def test_an_object_of_another_is_not_told_from_one_that_is_not_there(world: World) -> None:
    world.vacancy()
    application = world.applied()

    def words(pk: int) -> str:
        with pytest.raises(api.NotFound) as caught:
            api.see(world.gus, "application", pk)
        return str(caught.value)

    assert words(application) == words(10**9)
    with pytest.raises(api.NotFound):
        api.move(world.gus, "application", application, "offer", version=2)
    with pytest.raises(api.NotFound):
        api.change(world.noor, "student", world.ids["sam"], {"limits": []}, version=1)
    with pytest.raises(api.NotFound):
        api.see(world.admin, "no such kind", 1)


def test_a_step_of_another_role_is_refused_by_name(world: World) -> None:
    world.vacancy()
    application = world.applied()

    with pytest.raises(api.NotAllowed) as caught:
        step(world.sam, "application", application, "offer")
    assert (caught.value.role, caught.value.action, caught.value.kind) == ("ST", "offer", "application")
    with pytest.raises(api.NotPossible) as impossible:
        step(world.bo, "application", application, "accept")
    assert "offer" in impossible.value.possible


@pytest.mark.parametrize(
    ("who", "kind", "values"),
    [
        ("sam", "application", {"student": "noor", "vacancy": "vacancy"}),
        ("finn", "application", {"student": "sam", "vacancy": "vacancy"}),
        ("bo", "vacancy", {"title": "x", "location": "garage location"}),
        ("gus", "vacancy", {"title": "x", "location": "bakery location"}),
        ("bo", "location", {"organisation": "garage"}),
        ("cas", "placement", {"student": "sam", "location": "bakery location"}),
        ("carla", "student", {"school": "academy", "programme": "programme"}),
        ("carla", "plan", {"school": "academy", "programme": "programme", "route": "BOL"}),
    ],
)
def test_nobody_makes_something_in_anothers_name(
    world: World, who: str, kind: str, values: dict[str, Any]
) -> None:
    world.vacancy()
    named = {name: world.ids.get(value, value) for name, value in values.items()}

    with pytest.raises((api.NotFound, api.NotAllowed)):
        api.create(world.people[who], kind, named)


@pytest.mark.parametrize(
    ("who", "kind", "name", "values"),
    [
        ("sam", "student", "sam", {"adult_on": None}),
        ("sam", "student", "sam", {"school": 1}),
        ("sam", "student", "sam", {"is_placed": True}),
        ("bo", "organisation", "bakery", {"state": "verified"}),
        ("bo", "organisation", "bakery", {"name": "Another bakery"}),
        ("bo", "organisation", "bakery", {"company_check": False}),
        ("bo", "vacancy", "vacancy", {"places_taken": 0}),
        ("bo", "vacancy", "vacancy", {"text": "For girls only."}),
        ("bo", "vacancy", "vacancy", {"state": "published"}),
        ("bo", "application", "application", {"score": 100}),
        ("sam", "application", "application", {"state": "accepted"}),
        ("sam", "application", "application", {"waived_because": "please"}),
        ("carla", "vacancy", "vacancy", {"organisation": 1}),
    ],
)
def test_nobody_fills_in_what_is_not_theirs(
    world: World, who: str, kind: str, name: str, values: dict[str, Any]
) -> None:
    world.vacancy()
    world.applied()

    with pytest.raises((api.NotAllowed, api.BadValue, api.NotFound)):
        edit(world.people[who], kind, world.ids[name], values)


def test_a_stale_version_is_refused_with_both_numbers(world: World) -> None:
    edit(world.carla, "student", world.ids["sam"], {"help_first": True})

    with pytest.raises(api.StaleVersion) as caught:
        api.change(world.carla, "student", world.ids["sam"], {"help_first": False}, version=1)
    assert (caught.value.received, caught.value.current) == (1, 3)
    assert "look again" in caught.value.text.en.lower()


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("student", {"travel_modes": ["rocket"]}),
        ("student", {"languages": {"nl:speak": "native"}}),
        ("student", {"languages": ["nl"]}),
        ("student", {"days": "mo"}),
        ("student", {"starts_on": "soon"}),
        ("student", {"max_minutes": -1}),
        ("student", {"max_minutes": 2**15}),
        ("student", {"x_m": 2**31}),
        ("student", {"no_such_field": 1}),
        ("student", {"wish_text": "x" * 20_001}),
        ("student", {"plan": "first"}),
        ("student", {"plan": True}),
    ],
)
def test_a_wrong_value_is_refused_with_the_name_of_its_field(
    world: World, kind: str, values: dict[str, Any]
) -> None:
    with pytest.raises(api.BadValue) as caught:
        edit(world.system, kind, world.ids["sam"], values)
    assert caught.value.field in values
    assert caught.value.text.nl != caught.value.text.en


def test_a_company_asks_a_language_only_for_a_reason_in_the_work(world: World) -> None:
    values = {"title": "x", "location": world.ids["bakery location"]}
    with pytest.raises(api.BadValue):
        api.create(world.bo, "vacancy", {**values, "languages": {"nl:speak": {"level": "B1"}}})
    asked = {"nl:speak": {"level": "B1", "reason": "safety"}}
    assert api.create(world.bo, "vacancy", {**values, "languages": asked}).state == "draft"


def test_there_is_one_open_application_for_a_student_and_a_vacancy(world: World) -> None:
    vacancy = world.vacancy(places=2)
    first = world.applied()
    with pytest.raises(api.AlreadyThere):
        world.applied()
    step(world.sam, "application", first, "withdraw")

    assert world.applied(vacancy=vacancy) != first


def test_only_a_member_of_staff_can_be_named_on_a_placement(world: World) -> None:
    world.vacancy()
    placement = world.placed()
    for values in (
        {"trainer": world.gus.person_id},
        {"trainer": world.sam.person_id},
        {"supervisor": world.wim.person_id},
        {"coordinator": world.cas.person_id},
    ):
        with pytest.raises(api.BadValue, match="does not have that role"):
            edit(world.carla, "placement", placement, values)


def test_places_cannot_go_below_what_is_taken(world: World) -> None:
    vacancy = world.vacancy(places=2)
    world.placed()
    with pytest.raises(api.BadValue):
        edit(world.bo, "vacancy", vacancy, {"places": 0})
    edit(world.bo, "vacancy", vacancy, {"places": 1})

    assert state_of("vacancy", vacancy) == "filled"


def test_a_coordinator_makes_a_placement_without_an_application_and_it_takes_a_place(world: World) -> None:
    vacancy = world.vacancy()
    values = {"student": world.ids["sam"], "vacancy": vacancy, "location": world.ids["bakery location"]}
    made = api.create(world.carla, "placement", values)

    assert Placement.objects.get(pk=made.id).organisation_id == world.ids["bakery"]
    assert state_of("vacancy", vacancy) == "filled"
    with pytest.raises(api.NoPlaceLeft):
        api.create(world.carla, "placement", {**values, "student": world.ids["noor"]})


def test_a_coordinator_sets_a_criterion_aside_with_a_reason_in_the_work(world: World) -> None:
    vacancy = world.vacancy(level="4")
    draft = api.create(world.sam, "application", {"student": world.ids["sam"], "vacancy": vacancy})
    seen = Said(confirmed=frozenset({"profile_seen"}))
    with pytest.raises(api.GuardUnmet) as caught:
        step(world.sam, "application", draft.id, "apply", seen)
    assert [one.code for one in caught.value.unmet] == ["criteria"]
    with pytest.raises(api.NotAllowed):
        api.waive_criteria(world.sam, draft.id, "I want it", version=1)
    with pytest.raises(api.BadValue):
        api.waive_criteria(world.carla, draft.id, "they want a native speaker", version=1)

    api.waive_criteria(world.carla, draft.id, "agreed with the teacher", version=1)

    assert step(world.sam, "application", draft.id, "apply", seen).state == "submitted"


def test_only_the_work_is_a_reason_to_decline(world: World) -> None:
    world.vacancy()
    application = world.applied()
    for said in (
        Said(),
        Said(code="no match"),
        Said(code="other"),
        Said(code="other", reason="no native speaker"),
    ):
        with pytest.raises(api.GuardUnmet):
            step(world.bo, "application", application, "decline", said)

    step(world.bo, "application", application, "decline", Said(code="other", reason="the oven is broken"))

    assert api.see(world.sam, "application", application).fields["decline_text"] == "the oven is broken"


def test_nobody_stands_for_two_parties(world: World) -> None:
    carla, bakery = world.carla.person_id or 0, world.ids["bakery"]
    with pytest.raises(api.NotAllowed):
        api.grant(world.carla, carla, Role.COMPANY, organisation=bakery)
    with pytest.raises(api.NotFound):
        api.accept(api.invite(world.carla, Role.COMPANY, organisation=bakery), carla)
    made = api.create(
        world.carla,
        "student",
        {"school": world.ids["college"], "programme": world.ids["programme"], "name": "New"},
    )
    for person in (carla, world.bo.person_id or 0):
        with pytest.raises(api.NotAllowed):
            api.know_student(world.carla, made.id, person)
    api.know_student(world.carla, made.id, api.person(ISSUER, "new"))
    with pytest.raises(api.NotAllowed):
        api.know_student(world.system, made.id, api.person(ISSUER, "another"))

    # Even when the board's administrator gave both roles to one person, that person signs once.
    world.vacancy()
    _, agreement = world.signing()
    both = api.grant(world.admin, carla, Role.COMPANY, organisation=bakery)
    sign(world.carla, agreement)
    with pytest.raises(api.NotAllowed):
        sign(both, agreement)


def test_a_signature_through_a_link_says_so(world: World) -> None:
    world.vacancy()
    placement, agreement = world.signing()
    guest = api.actor_by_link(api.personal_link(world.carla, Role.COMPANY, "placement", placement))

    sign(guest, agreement)

    assert Signature.objects.get(agreement=agreement).method == "link"


def test_a_company_names_its_trainers_and_not_the_schools_people(world: World) -> None:
    world.vacancy()
    placement = world.placed()
    edit(world.bo, "placement", placement, {"trainer": world.wes.person_id})
    for values in ({"supervisor": world.tom.person_id}, {"coordinator": world.carla.person_id}):
        with pytest.raises(api.NotAllowed):
            edit(world.bo, "placement", placement, values)
