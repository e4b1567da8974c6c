"""What time does by itself, and what the matching engine is fed with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.board.world import END, START, World, edit, state_of, step
from winternship_board import api
from winternship_board.models import Application, ContactMoment, Event, Organisation
from winternship_core.placements import Said

SetDay = Callable[[dt.date], None]
TODAY = dt.date(2026, 11, 25)  # a Wednesday


def test_a_company_is_reminded_twice_and_then_the_application_lapses(world: World, on_day: SetDay) -> None:
    world.vacancy()
    application = world.applied()

    def on(day: dt.date) -> tuple[dict[str, int], object, int]:
        on_day(day)
        made = {name: count for name, count in api.tick().items() if "check expires" not in name}
        return made, state_of("application", application), Application.objects.get(pk=application).reminders

    assert on(TODAY + dt.timedelta(6)) == ({}, "submitted", 0)  # four working days
    assert on(TODAY + dt.timedelta(7)) == ({"remind": 1}, "submitted", 1)
    assert on(TODAY + dt.timedelta(7)) == ({}, "submitted", 1)
    assert on(TODAY + dt.timedelta(14)) == ({"remind": 1}, "submitted", 2)
    assert on(TODAY + dt.timedelta(20))[1] == "submitted"
    assert on(TODAY + dt.timedelta(21))[1] == "lapsed"
    assert Organisation.objects.get(pk=world.ids["bakery"]).unanswered == 1
    with pytest.raises(api.NotPossible):
        step(world.bo, "application", application, "offer")


def test_a_system_that_slept_for_a_month_reminds_before_it_lets_lapse(world: World, on_day: SetDay) -> None:
    world.vacancy()
    application = world.applied()
    on_day(TODAY + dt.timedelta(40))
    api.tick()

    actions = Event.objects.filter(kind="application", object_id=application).order_by("sequence")
    assert list(actions.values_list("action", flat=True))[-2:] == ["remind", "no answer"]


def test_an_offer_and_a_vacancy_end_on_their_day(world: World, on_day: SetDay) -> None:
    vacancy = world.vacancy(places=2, publish_until=dt.date(2026, 12, 1))
    application = world.applied()
    step(world.bo, "application", application, "offer")
    on_day(dt.date(2026, 12, 1))
    api.tick()
    assert (state_of("vacancy", vacancy), state_of("application", application)) == ("published", "offered")

    on_day(dt.date(2026, 12, 10))
    api.tick()

    assert (state_of("vacancy", vacancy), state_of("application", application)) == ("expired", "lapsed")


def test_a_vacancy_without_a_sign_of_life_ends_unless_the_company_says_it_is_open(
    world: World, on_day: SetDay
) -> None:
    vacancy = world.vacancy()
    on_day(TODAY + dt.timedelta(59))
    seen = api.see(world.bo, "vacancy", vacancy)
    api.still_open(world.bo, vacancy, version=seen.version)
    on_day(TODAY + dt.timedelta(60))
    api.tick()
    assert state_of("vacancy", vacancy) == "published"

    on_day(TODAY + dt.timedelta(119))
    api.tick()

    assert state_of("vacancy", vacancy) == "expired"


def test_a_check_of_the_register_grows_old_and_then_nothing_is_confirmed(
    world: World, on_day: SetDay
) -> None:
    world.vacancy()
    placement, _ = world.signing()
    on_day(TODAY + dt.timedelta(31))
    api.tick()

    assert state_of("accreditation", world.ids["bakery recognition"]) == "recheck_due"
    assert state_of("placement", placement) == "agreement"
    with pytest.raises(api.GuardUnmet) as caught:
        step(world.carla, "placement", placement, "all signatures in", Said(override="it will be fine"))
    assert "recognition" in {one.block for one in caught.value.unmet}


def test_a_placement_starts_and_ends_by_itself_when_all_is_in_order(world: World, on_day: SetDay) -> None:
    world.vacancy()
    placement = world.confirmed()
    on_day(START)
    api.tick()
    assert state_of("placement", placement) == "confirmed"  # the day-1 list was not sent
    step(world.carla, "accreditation", world.ids["bakery recognition"], "record check")
    edit(world.carla, "placement", placement, {"day_one_sent_on": START})
    api.tick()
    assert state_of("placement", placement) == "active"

    on_day(END + dt.timedelta(1))
    api.tick()

    assert state_of("placement", placement) == "ended"
    assert state_of("agreement", world.ids["agreement"]) == "ended"


def test_a_talk_that_was_never_held_shows_as_missed(world: World, on_day: SetDay) -> None:
    world.vacancy()
    placement = world.confirmed()
    values = {"placement": placement, "kind": "start", "planned_on": TODAY}
    moment = api.create(world.tess, "contact_moment", values)
    on_day(TODAY + dt.timedelta(13))
    api.tick()
    assert state_of("contact_moment", moment.id) == "planned"

    on_day(TODAY + dt.timedelta(14))
    api.tick()

    assert ContactMoment.objects.get(pk=moment.id).state == "missed"


def test_a_round_of_the_matching_engine_runs_on_the_feed_and_comes_back_as_drafts(world: World) -> None:
    matching = pytest.importorskip("winternship_core.matching")
    vacancy = world.vacancy(places=2)
    edit(world.system, "location", world.ids["bakery location"], {"x_m": 1000, "y_m": 1000})
    for name in ("sam", "noor"):
        place = {"x_m": 2000, "y_m": 1000, "travel_modes": ["bicycle"], "max_minutes": 30}
        edit(world.system, "student", world.ids[name], place)
    api.set_wishes(world.sam, world.ids["sam"], [vacancy])
    college = world.ids["college"]

    students = [matching.Student(**row) for row in api.matching_students(world.carla, college)]
    places = [matching.Placement(**row) for row in api.matching_vacancies(world.carla)]
    outcome = matching.match(matching.market_of(students, places), matching.Rules(seed="2026-11"))

    assert {one.id for one in students} == {str(world.ids["sam"]), str(world.ids["noor"])}
    assert [one.wishes for one in students if one.id == str(world.ids["sam"])] == [(str(vacancy),)]
    assert places[0].not_for_minors == {"B1-K1-W2"}
    assert outcome is not None
    proposals = [
        {"student": one.id, "vacancy": str(vacancy), "score": 80, "explanation": ["5 of 6"]}
        for one in students
    ]
    assert api.store_proposals(world.carla, college, proposals) == 2
    assert api.store_proposals(world.carla, college, proposals) == 0
    for who in (world.cas, world.bo, world.sam, world.admin):
        with pytest.raises(api.NotAllowed):
            next(iter(api.matching_students(who, college)))
    draft = Application.objects.get(student=world.ids["sam"])
    with pytest.raises(api.GuardUnmet):
        step(world.carla, "application", draft.pk, "propose match")
    api.give_consent(world.sam, world.ids["sam"], "be_proposed", given=True, text_version="1")
    assert step(world.carla, "application", draft.pk, "propose match").state == "proposed"


def test_a_list_asks_the_same_number_of_queries_whatever_its_length(world: World) -> None:
    vacancy = world.vacancy(places=50)

    def queries(actor: api.Actor, kind: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            api.search(actor, kind, limit=200)
        return len(caught)

    lists = [
        (world.carla, "student"),
        (world.carla, "application"),
        (world.bo, "application"),
        (world.sam, "vacancy"),
        (world.carla, "placement"),
        (world.people["broker east"], "application"),
        (world.tess, "placement"),
        (world.admin, "organisation"),
    ]
    world.confirmed("sam", vacancy)
    world.placed("noor", vacancy)
    edit(world.carla, "placement", world.ids["placement"], {"supervisor": world.tess.person_id})
    api.give_consent(world.sam, world.ids["sam"], "be_proposed", given=True, text_version="1")
    before = [queries(*one) for one in lists]
    for number in range(6):
        world.student(f"more{number}", "college", adult_on=dt.date(2028, 1, 1) if number % 2 else None)
        world.applied(f"more{number}", vacancy)
        if not number % 2:
            student = world.people[f"more{number}"]
            api.give_consent(student, world.ids[f"more{number}"], "be_proposed", given=True, text_version="1")
        world.placed(f"more{number}", world.vacancy())

    assert [queries(*one) for one in lists] == before


@pytest.mark.parametrize("sort", ["newest", "name", "waiting"])
def test_pages_follow_each_other_without_a_gap_or_a_double(world: World, sort: str) -> None:
    for number in range(7):
        world.student(f"s{number % 3}{number}", "college")
    found: list[int] = []
    after = ""
    while True:
        page = api.search(world.carla, "student", sort=sort, after=after, limit=2)
        found += [one.id for one in page.rows]
        after = page.next
        if not after:
            break

    assert len(found) == len(set(found)) == 9
    for wrong in ("x", "WzFd", "bnVsbA=="):
        with pytest.raises(api.BadValue):
            api.search(world.carla, "student", sort=sort, after=wrong)


def test_a_search_finds_beginnings_of_words_in_any_spelling(world: World) -> None:
    first = world.vacancy(title="Café Zoë: ober worden")
    world.vacancy(title="Bakery with a view")

    def found(text: str) -> set[int]:
        return {one.id for one in api.search(world.sam, "vacancy", text=text).rows}

    assert found("cafe zoe") == found("CAFÉ") == found("ober wor") == {first}
    assert found("bakery zoe") == {first}  # the company's own name counts too
    assert found("afe") == set()
    assert found("zutphen") >= {first}
    with pytest.raises(api.BadValue):
        api.search(world.sam, "vacancy", where={"password": "x"})
    with pytest.raises(api.BadValue):
        api.search(world.sam, "vacancy", sort="money")
    for where in ({"organisation": "x"}, {"starts_from": "soon"}, {"state": ["published"]}):
        with pytest.raises(api.BadValue):
            api.search(world.sam, "vacancy", where=where)


def test_a_coordinator_finds_a_student_by_name_within_the_own_school_only(world: World) -> None:
    assert [one.fields["name"] for one in api.search(world.carla, "student", text="jan sam").rows] == [
        "Sam Jansen"
    ]
    assert api.search(world.carla, "student", text="finn").rows == ()
