"""One placement from the first draft of a vacancy to the last evaluation, by everyone who has a part in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from tests.board.world import END, START, World, edit, sign, state_of, step
from winternship_board import api
from winternship_board.models import Evaluation, Event, Organisation
from winternship_core.placements import Said

SetDay = Callable[[dt.date], None]


def test_a_placement_of_an_adult_from_vacancy_to_evaluation(world: World, on_day: SetDay) -> None:
    vacancy = world.vacancy()
    placement = world.confirmed()
    assert state_of("placement", placement) == "confirmed"
    assert state_of("vacancy", vacancy) == "filled"
    assert api.see(world.carla, "student", world.ids["sam"]).fields["is_placed"]

    on_day(START)
    edit(world.carla, "placement", placement, {"day_one_sent_on": START})
    step(world.tess, "placement", placement, "start")

    week = api.create(world.sam, "hour_week", {"placement": placement, "iso_year": 2027, "iso_week": 5})
    edit(world.sam, "hour_week", week.id, {"days": [8, 8, 8, 0, 0, 0, 0]})
    step(world.sam, "hour_week", week.id, "submit week")
    step(world.wim, "hour_week", week.id, "approve")

    moment = api.create(
        world.tess,
        "contact_moment",
        {"placement": placement, "kind": "start", "planned_on": START, "mode": "visit"},
    )
    step(world.tess, "contact_moment", moment.id, "hold")
    edit(
        world.tess,
        "contact_moment",
        moment.id,
        {"agreements": "More time at the oven.", "private_note": "Ask again."},
    )
    step(world.tess, "contact_moment", moment.id, "report")

    on_day(END)
    step(world.tess, "placement", placement, "end date reached")
    assert state_of("agreement", world.ids["agreement"]) == "ended"

    judgement = {"B1-K1-W1": {"scale": "good", "words": "Bakes alone since March."}}
    assessment = api.create(world.wim, "assessment", {"placement": placement, "judgements": judgement})
    step(world.wim, "assessment", assessment.id, "submit")
    edit(world.sam, "assessment", assessment.id, {"student_view": "I learned a lot."})
    step(world.tess, "assessment", assessment.id, "discuss with student")
    edit(world.tess, "assessment", assessment.id, {"feedback_to_company": "Well guided."})
    step(world.tess, "assessment", assessment.id, "confirm", Said(confirmed=frozenset({"school_decides"})))
    step(world.tess, "placement", placement, "assessment confirmed")
    step(world.carla, "placement", placement, "close")

    assert state_of("placement", placement) == "closed"
    assert state_of("hour_week", week.id) == "locked"
    assert {one.party for one in Evaluation.objects.filter(placement=placement)} == {"ST", "CO", "SC"}
    numbers = list(
        Event.objects.filter(stream=f"placement:{placement}")
        .order_by("sequence")
        .values_list("sequence", flat=True)
    )
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) > 25


def test_under_18_a_guardian_signs_too_and_only_then_it_counts(world: World) -> None:
    world.vacancy()
    placement, agreement = world.signing("noor")
    for who in (world.noor, world.carla, world.bo):
        sign(who, agreement)
    assert state_of("agreement", agreement) == "signing"
    assert state_of("placement", placement) == "agreement"

    sign(world.pat, agreement)

    assert state_of("agreement", agreement) == "active"
    assert state_of("placement", placement) == "confirmed"


def test_a_cancelled_placement_gives_its_place_back_and_stops_the_signing(world: World) -> None:
    vacancy = world.vacancy()
    placement, agreement = world.signing()
    assert state_of("vacancy", vacancy) == "filled"

    step(world.sam, "placement", placement, "cancel", Said(code="personal"))

    assert state_of("placement", placement) == "cancelled"
    assert state_of("agreement", agreement) == "void"
    assert state_of("vacancy", vacancy) == "published"
    assert api.see(world.bo, "vacancy", vacancy).fields["places_open"] == 1


def test_the_company_changes_only_its_own_data_in_the_agreement(world: World) -> None:
    world.vacancy()
    placement = world.prepared()
    made = api.create(world.carla, "agreement", {"placement": placement})
    step(world.carla, "agreement", made.id, "send to company to check data")
    contents = dict(api.see(world.bo, "agreement", made.id).fields["contents"])  # type: ignore[call-overload]

    edit(world.bo, "agreement", made.id, {"contents": {**contents, "company_contact": "Bo, bo@example.nl"}})
    with pytest.raises(api.BadValue, match="company_contact"):
        edit(world.bo, "agreement", made.id, {"contents": {**contents, "student_name": "Somebody"}})


def test_nobody_can_change_what_is_being_signed(world: World) -> None:
    world.vacancy()
    _, agreement = world.signing()

    for who in (world.carla, world.bo, world.system):
        with pytest.raises(api.BadValue):
            edit(who, "agreement", agreement, {"contents": {"student_name": "Somebody"}})


def test_an_amendment_is_a_version_of_its_own_and_ends_the_one_before(world: World) -> None:
    world.vacancy()
    placement = world.confirmed()
    first = world.ids["agreement"]
    second = api.create(world.carla, "agreement", {"placement": placement})
    step(world.carla, "agreement", second.id, "send to company to check data")
    step(world.carla, "agreement", second.id, "send for signing")
    with pytest.raises(api.AlreadyThere):
        api.create(world.carla, "agreement", {"placement": placement})
    for who in (world.sam, world.carla, world.bo):
        sign(who, second.id)

    assert state_of("agreement", second.id) == "active"
    assert state_of("agreement", first) == "ended"
    assert api.see(world.carla, "agreement", second.id).fields["amends"] == first
    assert state_of("placement", placement) == "confirmed"


def test_a_signature_on_paper_needs_a_scan_and_every_party(world: World) -> None:
    world.vacancy()
    placement, agreement = world.signing()
    parties = [world.sam.role, world.bo.role, world.carla.role]

    def record(who: api.Actor, roles: list[object]) -> api.Moved:
        version = api.see(world.system, "agreement", agreement).version
        return api.record_paper_signing(
            who, agreement, version=version, parties=roles, on=dt.date(2026, 11, 20)
        )  # type: ignore[arg-type]

    with pytest.raises(api.BadValue, match="scan"):
        record(world.carla, parties)  # type: ignore[arg-type]
    scan = api.create(
        world.carla,
        "document",
        {
            "placement": placement,
            "kind": "agreement",
            "name": "scan.pdf",
            "storage_key": "k",
            "digest": "0" * 64,
        },
    )
    edit(world.carla, "agreement", agreement, {"scan": scan.id})
    with pytest.raises(api.GuardUnmet) as caught:
        record(world.carla, parties[:2])  # type: ignore[arg-type]
    assert [one.block for one in caught.value.unmet] == ["signature"]
    with pytest.raises(api.NotAllowed):
        record(world.bo, parties)  # type: ignore[arg-type]

    record(world.carla, parties)  # type: ignore[arg-type]

    assert state_of("agreement", agreement) == "active"
    assert state_of("placement", placement) == "confirmed"


def test_suspending_a_company_pauses_what_it_offers_and_asks_for_a_review(world: World) -> None:
    vacancy = world.vacancy()
    world.vacancy(places=2)
    placement = world.confirmed()
    step(world.admin, "organisation", world.ids["bakery"], "suspend", Said(reason="no safety plan"))

    assert state_of("vacancy", world.ids["vacancy"]) == "paused"
    assert state_of("vacancy", vacancy) in ("published", "paused")
    tasks = api.tasks(world.carla)
    assert [(task.kind, task.object_id) for task in tasks] == [("review_placement", placement)]
    with pytest.raises(api.GuardUnmet):
        step(world.bo, "vacancy", world.ids["vacancy"], "resume")


def test_what_the_company_does_with_applications_makes_its_reply_rate(world: World) -> None:
    world.vacancy(places=3)
    application = world.applied()
    step(world.bo, "application", application, "invite", Said(confirmed=frozenset({"same_questions"})))
    step(world.bo, "application", application, "offer")

    bakery = Organisation.objects.get(pk=world.ids["bakery"])
    assert (bakery.answered, bakery.unanswered) == (1, 0)
