"""Who sees what, field by field (domain D.3): the table was written from the domain, not from the code's own one.

Everything is about **noor**, 17, of the college in the east, placed at the bakery. The people stand for a role and how
near they are:

=========  =====================  =======================  ==========================  ====================
role       own                    same school or company   same region                 elsewhere
=========  =====================  =======================  ==========================  ====================
student    noor                   sam                      finn                        wout
guardian   pat                    -                        pia                         -
company    -                      bo                       gus                         hans
trainer    wim                    wes                      gert                        hugo
coordin.   -                      carla                    cas                         wendy
supervis.  tess                   tom                      tim                         will
broker     -                      -                        broker_east                 broker_west
partner    -                      -                        pim                         pam
confid.    -                      vera                     vic                         viv
admin      -                      -                        -                           admin
=========  =====================  =======================  ==========================  ====================
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from tests.board.conftest import TODAY
from tests.board.world import ISSUER, START, World, build, edit, step
from winternship_board import api, clock
from winternship_board.models import Evaluation, Person
from winternship_board.policy import POLICY
from winternship_core.placements import Role, Said

STUDENTS = "noor sam finn wout"
COORDINATORS = "carla cas wendy"
SUPERVISORS = "tess tom tim will"
PARTIES = "noor bo wim carla tess"

# kind → rows of "fields | who sees them"; whoever is not named must not.
TABLE = {
    "student": """
        person school name student_number | noor pat carla tess
        email phone | noor carla tess
        adult_on | noor carla
        pc4 x_m y_m | noor carla
        programme plan route year | noor carla tess
        starts_on ends_on days travel_modes max_minutes | noor carla tess
        wish_text work_wished interests languages licences wants_guidance | noor carla tess
        limits | noor carla
        under18 | noor carla tess
        enrolled_until waiting_since is_placed help_first | noor carla tess""",
    "support_wish": "student text shared_with | noor",
    "guardian": "student person name email phone | noor pat carla tess",
    "vacancy": f"""
        organisation organisation_name location title text language crebo level route places places_open starts_on \
        ends_on days hours_per_week allowance_from allowance_to expenses languages licences features sector region pc4 \
        recognition_requested published_on publish_until tasks other_crebos \
        | {STUDENTS} bo wim wes {COORDINATORS} {SUPERVISORS} broker_east broker_west
        contact state places_taken sign_of_life | bo wim wes carla cas broker_east""",
    "application": """
        vacancy vacancy_title organisation origin state submitted_on waiting_since reply_due_on reminders \
        offer_expires_on ended_on created_on is_revealed | noor bo wim wes carla tess
        programme level year route work_wished starts_on ends_on hours languages | noor bo wim wes carla
        student student_name school | noor bo wim wes carla tess
        score explanation | noor carla
        decline_code decline_text | noor bo carla
        waived_by waived_because keep_longer | noor carla""",
    "placement": f"""
        school organisation location programme route starts_on ends_on planned_hours state created_on | {PARTIES} pat
        student student_name trainer stand_in supervisor coordinator | {PARTIES} pat
        goals work_processes day_one_sent_on ended_on closed_on | {PARTIES}
        end_code asked_by | noor bo carla tess
        vacancy application holds_place previous | noor carla tess""",
    "safety_check": f"placement tasks forbidden_left supervised hours_fit checked_by checked_on | {PARTIES}",
    "international": f"""
        placement sending_country host_country mobility_type outcomes programme_text monitoring validation insurance \
        mentor europass | {PARTIES}""",
    "agreement": f"""
        placement number template contents document_hash signing_route signatories minor_when_signing state amends \
        scan frozen_at ended_on | {PARTIES} pat""",
    "document": """
        placement kind name storage_key digest scan_result visible_to added_by added_on delete_on legal_copy \
        | noor carla tess""",
    "hour_week": f"placement iso_year iso_week days school_hours note over approver state submitted_on | {PARTIES}",
    "contact_moment": f"""
        placement kind mode planned_on held_on present agreements state | {PARTIES}
        private_note | carla tess""",
    "plan_week": f"placement week goal tasks evidence | {PARTIES}",
    "assessment": f"placement judgements state student_view school_decision feedback_to_company | {PARTIES}",
    "evaluation": "placement school party answers text visible_to asked_on given_on is_anonymous | noor",
    "organisation": f"""
        kind name trade_name country region size sbi sbi_version sector website answered unanswered \
        | {STUDENTS} bo wim wes {COORDINATORS} {SUPERVISORS} broker_east admin
        registry registry_number registry_none_because | bo carla cas broker_east admin
        state verified_by verified_on suspended_by active_on context_key | bo carla cas broker_east admin
        blind company_check recheck_days keep_file_months | bo admin""",
    "location": f"""
        organisation name city pc4 country region features public_transport \
        | {STUDENTS} bo wim wes {COORDINATORS} {SUPERVISORS} broker_east
        address pc6 x_m y_m | bo wim wes carla cas broker_east""",
    "contact": "organisation person name function email phone language | bo carla cas broker_east",
    "accreditation": f"""
        location organisation crebo name level route state starts_on ends_on checked_on \
        | {STUDENTS} bo wim wes {COORDINATORS} broker_east
        company_id checked_by source evidence | bo carla cas broker_east""",
    "shared_assessment": "organisation instrument_version level summary is_shared made_on | bo",
    "plan": """
        school programme name route year hours_required starts_on ends_on days work_needed contacts assessment_form \
        | carla""",
    "signal": """
        kind state actions created_on closed_on | sam vera
        school company facts handler is_hidden | vera
        reporter | vera""",
}
PEOPLE = (
    f"{STUDENTS} pat pia bo gus hans wim wes gert hugo {COORDINATORS} {SUPERVISORS}"
    " broker_east broker_west pim pam vera vic viv admin"
).split()
EXPECTED = {
    (kind, field): frozenset(who.split())
    for kind, rows in TABLE.items()
    for row in rows.strip().splitlines()
    for fields, who in [row.split("|")]
    for field in fields.split()
}


@pytest.fixture(scope="module")
def seen(django_db_setup: None, django_db_blocker: object) -> dict[tuple[str, str], frozenset[str]]:
    """What each person really sees of each object, asked of the api once; the database is as it was afterwards."""
    from django.db import transaction

    real, clock.today = clock.today, lambda: TODAY
    try:
        with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
            world = everyone()
            objects = objects_of(world)
            found = {
                (kind, name): looked(world.people[name], kind, pk)
                for kind, pk in objects.items()
                for name in PEOPLE
            }
            found |= {(kind, "stranger"): strangers(kind, pk) for kind, pk in objects.items()}
            transaction.set_rollback(True)
    finally:
        clock.today = real
    return found


def everyone() -> World:
    """The region with one more person for every role and distance."""
    world = build()
    for name in ("broker east", "broker west"):
        world.people[name.replace(" ", "_")] = world.people[name]
    world.organisation("lyceum", "school", "west")
    for name, role, place in (
        ("hans", Role.COMPANY, "harbour"),
        ("gert", Role.TRAINER, "garage"),
        ("hugo", Role.TRAINER, "harbour"),
        ("wendy", Role.COORDINATOR, "lyceum"),
        ("tim", Role.SUPERVISOR, "academy"),
        ("will", Role.SUPERVISOR, "lyceum"),
        ("vic", Role.CONFIDANT, "academy"),
        ("viv", Role.CONFIDANT, "lyceum"),
    ):
        world.someone(name, role, place)
    world.someone("pam", Role.PARTNERSHIP, region="west")
    world.student("wout", "lyceum")
    world.student("fay", "academy", adult_on=dt.date(2028, 5, 1))
    world.guardian("pia", "fay")
    return world


def objects_of(world: World) -> dict[str, int]:
    """One object of every kind, all of them noor's or the bakery's."""
    world.vacancy(places=2)
    placement = world.confirmed("noor")
    system, part = world.system, {"placement": placement}

    def make(kind: str, /, **values: object) -> int:
        return api.create(system, kind, values).id

    report = {"school": world.ids["college"], "kind": "payment", "facts": "No expenses were paid."}
    digest = {"storage_key": "k", "digest": "0" * 64, "visible_to": ["ST"]}
    return {
        "student": world.ids["noor"],
        "support_wish": make("support_wish", student=world.ids["noor"], text="Quiet."),
        "guardian": world.ids["pat"],
        "vacancy": world.ids["vacancy"],
        "application": world.ids["application"],
        "placement": placement,
        "safety_check": api.search(system, "safety_check").rows[0].id,
        "international": make("international", **part, host_country="DE"),
        "agreement": world.ids["agreement"],
        "document": make("document", **part, kind="report", name="report.pdf", **digest),
        "hour_week": make("hour_week", **part, iso_year=2027, iso_week=5),
        "contact_moment": make("contact_moment", **part, kind="start", planned_on=START),
        "plan_week": make("plan_week", **part, week=1, goal="Bake."),
        "assessment": make("assessment", **part),
        "evaluation": Evaluation.objects.create(
            placement_id=placement, school_id=world.ids["college"], party=Role.STUDENT
        ).pk,
        "organisation": world.ids["bakery"],
        "location": world.ids["bakery location"],
        "contact": api.search(system, "contact", where={"organisation": world.ids["bakery"]}).rows[0].id,
        "accreditation": world.ids["bakery recognition"],
        "shared_assessment": make("shared_assessment", organisation=world.ids["bakery"], level="ready"),
        "plan": make(
            "plan", school=world.ids["college"], programme=world.ids["programme"], name="Year 2", route="BOL"
        ),
        "signal": api.create(world.sam, "signal", report).id,
    }


def looked(actor: api.Actor, kind: str, pk: int) -> frozenset[str]:
    """The fields a person sees of an object, the same alone and in a list; none when it is not there for them."""
    try:
        alone = frozenset(api.see(actor, kind, pk).fields)
    except api.NotFound:
        alone = frozenset()
    listed = [row for row in api.search(actor, kind, limit=200).rows if row.id == pk]
    assert frozenset(listed[0].fields if listed else ()) == alone, (actor.role, kind)
    return alone


def strangers(kind: str, pk: int) -> frozenset[str]:
    """What someone without any role sees, in whatever role they claim."""
    nobody, _ = Person.objects.get_or_create(key="x", defaults={"issuer": ISSUER, "subject": "nobody"})
    found: set[str] = set()
    for role in set(Role) - {Role.SYSTEM}:
        for membership in (None, 1, 10**6):
            try:
                found |= set(api.see(api.Actor(nobody.pk, role, membership), kind, pk).fields)
            except api.NotAllowed:
                continue
    return frozenset(found)


@pytest.mark.parametrize(("kind", "field"), EXPECTED, ids=lambda one: one)
def test_a_field_is_seen_by_exactly_those_of_the_table(
    seen: dict[tuple[str, str], frozenset[str]], kind: str, field: str
) -> None:
    assert {name for name in PEOPLE if field in seen[kind, name]} == EXPECTED[kind, field]


@pytest.mark.parametrize("kind", TABLE)
def test_a_stranger_sees_nothing_whatever_role_they_claim(
    seen: dict[tuple[str, str], frozenset[str]], kind: str
) -> None:
    assert seen[kind, "stranger"] == frozenset()


def test_the_table_names_every_field_there_is() -> None:
    there_are = {
        (kind, field)
        for kind, groups in POLICY.permissions.groups.items()
        for fields in groups.values()
        for field in fields
    }

    assert set(EXPECTED) == there_are


def test_a_company_is_blind_until_it_talks_and_again_after_it_declined(world: World) -> None:
    world.vacancy()
    draft = api.create(
        world.sam, "application", {"student": world.ids["sam"], "vacancy": world.ids["vacancy"]}
    )
    assert looked(world.bo, "application", draft.id) == frozenset()
    step(world.sam, "application", draft.id, "apply", Said(confirmed=frozenset({"profile_seen"})))
    blind = looked(world.bo, "application", draft.id)
    assert "year" in blind
    assert not blind & {"student", "student_name", "school", "score"}

    step(world.bo, "application", draft.id, "invite", Said(confirmed=frozenset({"same_questions"})))
    assert "student_name" in looked(world.bo, "application", draft.id)
    step(world.bo, "application", draft.id, "decline", Said(code="tasks"))
    assert "student_name" not in looked(world.bo, "application", draft.id)


def test_a_school_that_works_in_the_open_shows_who_applies(world: World) -> None:
    edit(world.carla, "organisation", world.ids["college"], {"blind": False})
    world.vacancy()

    assert "student_name" in looked(world.bo, "application", world.applied())


def test_a_company_never_sees_a_student_who_did_not_apply(world: World) -> None:
    assert api.search(world.bo, "student").rows == ()
    assert looked(world.bo, "student", world.ids["sam"]) == frozenset()


def test_a_draft_vacancy_is_seen_by_nobody_outside(world: World) -> None:
    values = {"title": "Draft", "location": world.ids["bakery location"]}
    draft = api.create(world.bo, "vacancy", values).id

    assert all(not looked(who, "vacancy", draft) for who in (world.sam, world.gus, world.tess, world.pat))


def test_an_emergency_contact_shows_to_the_trainer_during_the_placement_only(
    world: World, on_day: Callable[[dt.date], None]
) -> None:
    world.vacancy()
    placement = world.confirmed("noor")
    card = world.ids["pat"]
    assert looked(world.wim, "guardian", card) == frozenset()
    on_day(START)
    edit(world.carla, "placement", placement, {"day_one_sent_on": START})
    step(world.wim, "placement", placement, "start")

    assert "phone" in looked(world.wim, "guardian", card)
    assert looked(world.wes, "guardian", card) == looked(world.bo, "guardian", card) == frozenset()


def test_a_broker_sees_a_match_only_of_a_student_who_agreed_and_never_who_it_is(world: World) -> None:
    world.vacancy()
    application = world.applied()
    broker = world.people["broker east"]
    assert looked(broker, "application", application) == frozenset()

    api.give_consent(world.sam, world.ids["sam"], "be_proposed", given=True, text_version="1")
    agreed = looked(broker, "application", application)
    assert {"state", "year", "score"} <= agreed
    assert not agreed & {"student", "student_name", "school"}
    api.give_consent(world.sam, world.ids["sam"], "be_proposed", given=False, text_version="1")
    assert looked(broker, "application", application) == frozenset()


def test_a_signal_is_for_the_confidential_contact_and_who_is_put_on_the_case(world: World) -> None:
    report = {"school": world.ids["college"], "kind": "harassment", "facts": "…", "is_hidden": True}
    signal = api.create(world.sam, "signal", report).id

    assert "reporter" not in looked(world.vera, "signal", signal)
    assert looked(world.carla, "signal", signal) == frozenset()
    api.handle_signal(world.vera, signal, world.carla.person_id)
    assert "facts" in looked(world.carla, "signal", signal)
    assert "reporter" not in looked(world.carla, "signal", signal)
    with pytest.raises(api.NotAllowed):
        api.handle_signal(world.carla, signal, None)
