"""A person sees all that is kept, it goes when it may, what must stay stays, and who looked at a minor is known."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable

import pytest

from tests.board.world import World, edit, state_of, step
from winternship_board import api
from winternship_board.models import (
    AccessEntry,
    Application,
    ContactPerson,
    Event,
    EventWords,
    Person,
    Placement,
    RetentionMark,
    SearchWord,
    Signature,
    StudentProfile,
)
from winternship_core.placements import Said

SetDay = Callable[[dt.date], None]


def test_the_export_of_a_student_holds_theirs_and_nobody_elses(world: World) -> None:
    world.vacancy(places=3)
    world.confirmed()
    world.applied("noor")
    api.give_consent(world.sam, world.ids["sam"], "be_proposed", given=True, text_version="1")

    told = api.export_person(world.sam, world.sam.person_id or 0)
    words = json.dumps(told)

    assert "Sam Jansen" in words
    assert "Noor" not in words
    assert {"student", "application", "placement", "agreement", "signature", "consent", "events"} <= set(told)


def test_the_export_of_a_trainer_does_not_tell_of_students(world: World) -> None:
    world.vacancy()
    world.confirmed()

    assert "Sam" not in json.dumps(api.export_person(world.wim, world.wim.person_id or 0))


def test_nobody_exports_or_erases_another(world: World) -> None:
    for who in (world.noor, world.carla, world.bo, world.wim):
        with pytest.raises(api.NotAllowed):
            api.export_person(who, world.sam.person_id or 0)
        with pytest.raises(api.NotAllowed):
            api.erase_person(who, world.sam.person_id or 0)
    with pytest.raises(api.NotFound):
        api.erase_person(world.admin, 10**9)


def test_erasing_a_student_without_a_file_leaves_nothing(world: World) -> None:
    world.vacancy()
    application = world.applied()
    step(world.sam, "application", application, "withdraw", Said(reason="I found another place."))
    person = world.sam.person_id

    done = api.erase_person(world.admin, person or 0)

    assert done["students erased"] == 1
    assert not StudentProfile.objects.filter(pk=world.ids["sam"]).exists()
    assert not Application.objects.filter(pk=application).exists()
    assert not EventWords.objects.filter(reason__contains="another place").exists()
    assert not SearchWord.objects.filter(kind="student", object_id=world.ids["sam"]).exists()
    assert not Person.objects.filter(pk=person).exists()
    assert Event.objects.filter(by_person=person).exists()  # a number that leads to nobody
    assert StudentProfile.objects.filter(pk=world.ids["noor"]).exists()


def test_erasing_a_student_with_a_signed_agreement_keeps_the_file_and_nothing_else(world: World) -> None:
    world.vacancy(places=2)
    placement = world.confirmed()

    done = api.erase_person(world.admin, world.sam.person_id or 0)

    assert (done["files kept"], done["students erased"]) == (1, 0)
    row = StudentProfile.objects.get(pk=world.ids["sam"])
    assert (row.name, row.email, row.person_id) == ("Sam Jansen", "", None)
    assert Placement.objects.filter(pk=placement).exists()
    assert Signature.objects.filter(agreement__placement=placement).count() == 3


def test_an_application_that_came_to_nothing_goes_after_four_weeks_and_thirty_days(
    world: World, on_day: SetDay
) -> None:
    world.vacancy()
    application = world.applied()
    step(world.sam, "application", application, "withdraw")
    ended = dt.date(2026, 11, 25)

    on_day(ended + dt.timedelta(27))
    assert api.run_retention() == {}
    on_day(ended + dt.timedelta(28))
    assert api.run_retention() == {"application marked": 1}
    assert api.run_retention() == {}
    assert api.retention_report(world.admin) == (("application", application, ended + dt.timedelta(58), ""),)
    api.hold(world.admin, "application", application, "a complaint")
    on_day(ended + dt.timedelta(58))
    assert api.run_retention() == {}
    api.hold(world.admin, "application", application, "")
    assert api.run_retention() == {"application erased": 1}
    assert not Application.objects.filter(pk=application).exists()


def test_a_student_may_keep_an_application_for_a_year(world: World, on_day: SetDay) -> None:
    world.vacancy()
    application = world.applied()
    step(world.sam, "application", application, "withdraw")
    edit(world.sam, "application", application, {"keep_longer": True})

    on_day(dt.date(2027, 11, 24))
    assert "application marked" not in api.run_retention()
    on_day(dt.date(2027, 11, 25))
    assert api.run_retention()["application marked"] == 1


def test_who_comes_back_within_thirty_days_is_kept(world: World, on_day: SetDay) -> None:
    edit(world.carla, "student", world.ids["sam"], {"enrolled_until": dt.date(2026, 7, 1)})
    assert api.run_retention()["student marked"] == 1
    edit(world.carla, "student", world.ids["sam"], {"enrolled_until": dt.date(2028, 7, 1)})

    on_day(dt.date(2027, 1, 1))

    assert api.run_retention()["student kept"] == 1
    assert StudentProfile.objects.filter(pk=world.ids["sam"]).exists()
    assert not RetentionMark.objects.filter(kind="student").exists()


def test_a_file_stays_until_the_schools_own_period_is_over(world: World, on_day: SetDay) -> None:
    world.vacancy()
    placement = world.placed()
    step(world.sam, "placement", placement, "cancel", Said(code="personal"))
    on_day(dt.date(2040, 1, 1))
    assert "placement marked" not in api.run_retention()

    edit(world.carla, "organisation", world.ids["college"], {"keep_file_months": 12})

    assert api.run_retention()["placement marked"] == 1
    on_day(dt.date(2040, 2, 1))
    api.run_retention()
    assert not Placement.objects.filter(pk=placement).exists()


def test_a_quiet_company_is_archived_and_its_people_go(world: World, on_day: SetDay) -> None:
    on_day(dt.date(2028, 12, 1))
    assert api.run_retention()["organisation marked"] == 3
    on_day(dt.date(2029, 1, 1))
    api.run_retention()

    assert state_of("organisation", world.ids["garage"]) == "archived"
    assert not ContactPerson.objects.filter(organisation=world.ids["garage"]).exists()
    assert state_of("organisation", world.ids["college"]) == "verified"


def test_a_look_at_a_minor_is_noted_and_the_student_can_read_it(world: World) -> None:
    api.see(world.carla, "student", world.ids["noor"])
    api.see(world.carla, "student", world.ids["sam"])
    api.see(world.noor, "student", world.ids["noor"])
    api.search(world.carla, "student")

    log = api.access_log(world.noor, world.ids["noor"])
    assert [entry[1:] for entry in log] == [("SC", "student", world.ids["noor"])] * 2
    assert not AccessEntry.objects.filter(student=world.ids["sam"]).exists()
    with pytest.raises(api.NotFound):
        api.access_log(world.sam, world.ids["noor"])


def test_an_administrator_sees_content_only_behind_broken_glass_and_for_an_hour(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.utils import timezone

    from winternship_board import clock

    student = world.ids["sam"]
    with pytest.raises(api.NotFound):
        api.see(world.admin, "student", student)
    with pytest.raises(api.NotAllowed):
        api.break_glass(world.admin, "student", student, "  ")
    with pytest.raises(api.NotAllowed):
        api.break_glass(world.carla, "student", student, "curious")

    api.break_glass(world.admin, "student", student, "a report of abuse")
    assert api.see(world.admin, "student", student).fields["name"] == "Sam Jansen"
    assert [row.id for row in api.search(world.admin, "student").rows] == [student]

    later = timezone.now() + dt.timedelta(hours=2)
    monkeypatch.setattr(clock, "now", lambda: later)
    with pytest.raises(api.NotFound):
        api.see(world.admin, "student", student)


def test_a_citizen_number_comes_in_nowhere(world: World) -> None:
    world.vacancy()
    with pytest.raises(api.PersonalNumber) as caught:
        edit(world.sam, "student", world.ids["sam"], {"wish_text": "My number is 111.222.333"})
    assert "111" not in str(caught.value)
    with pytest.raises(api.PersonalNumber):
        edit(world.sam, "student", world.ids["sam"], {"interests": ["baking", "111222333"]})
    application = world.applied()
    with pytest.raises(api.PersonalNumber):
        step(world.sam, "application", application, "withdraw", Said(reason="111222333"))


def test_errors_never_repeat_what_a_person_filled_in(world: World) -> None:
    with pytest.raises(api.BadValue) as caught:
        edit(world.sam, "student", world.ids["sam"], {"email": "secret-not-an-address"})
    assert "secret" not in str(caught.value)


def test_a_support_wish_is_seen_by_those_it_names_and_never_by_the_matcher(world: World) -> None:
    wish = api.create(
        world.sam,
        "support_wish",
        {"student": world.ids["sam"], "text": "I need quiet.", "shared_with": ["SC"]},
    )

    assert api.see(world.carla, "support_wish", wish.id).fields["text"] == "I need quiet."
    for who in (world.tess, world.bo, world.wim, world.cas, world.noor, world.admin):
        with pytest.raises(api.NotFound):
            api.see(who, "support_wish", wish.id)
    rows = list(api.matching_students(world.system, world.ids["college"]))
    assert "quiet" not in str(rows)
