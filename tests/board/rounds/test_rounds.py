"""A round from its beginning to the proposals: dry runs, decisions, release, and who may do what."""

from __future__ import annotations

import pytest

from tests.board.rounds.region import FROM, UNTIL, a_round, agree, on_the_map
from tests.board.world import World, edit, state_of, step
from winternship_board import api
from winternship_board.models import Application, Round, RoundRow
from winternship_board.rounds import changing, deciding, opening, releasing, reporting, running
from winternship_core.placements import Said


def placed(run: int) -> dict[int, int | None]:
    return dict(RoundRow.objects.filter(run=run).values_list("student", "vacancy"))


@pytest.fixture
def region(world: World) -> World:
    on_the_map(world)
    world.ids["one"] = world.vacancy(places=1)
    world.ids["two"] = world.vacancy("garage", "gus", places=1)
    return world


def test_a_dry_run_places_nobody_and_explains_to_everyone_of_the_school(region: World) -> None:
    made = a_round(region)
    told: list[tuple[int, int]] = []

    run = running.run_round(region.carla, made.id, progress=lambda done, total: told.append((done, total)))

    assert (run.students, run.placed, run.seats) == (3, 2, 2)
    assert set(placed(run.id)) == {region.ids[name] for name in ("sam", "noor", "ida")}
    assert told[-1] == (3, 3)
    assert not Application.objects.exists()
    for pk, vacancy in placed(run.id).items():
        why = reporting.explain(region.carla, run.id, pk)
        assert 2 <= len(why.lines) <= 5
        assert all(line.nl and line.en and line.nl != line.en for line in why.lines)
        assert bool(why.parts) == (vacancy is not None)
        assert sum(points for _, points, _ in why.parts) == (why.points or 0)
        assert all(0 <= points <= most for _, points, most in why.parts)


def test_the_same_facts_give_the_same_run_and_another_seed_another_lottery(region: World) -> None:
    made = a_round(region)
    runs = [running.run_round(region.carla, made.id) for _ in range(2)]
    assert runs[0].digest == runs[1].digest

    digests = set()
    for seed in range(8):
        version = opening.see_round(region.carla, made.id).version
        opening.set_round(region.carla, made.id, version=version, seed=f"seed{seed}", weights={})
        digests.add(running.run_round(region.carla, made.id).digest)
    assert len(digests) > 1


def test_a_pair_that_is_frozen_stays_and_one_that_is_excluded_never_comes(region: World) -> None:
    made = a_round(region)
    first = running.run_round(region.carla, made.id)
    loser = next(pk for pk, vacancy in placed(first.id).items() if vacancy is None)
    place = region.ids["one"]

    deciding.decide(region.carla, made.id, loser, place, "freeze")
    second = running.run_round(region.carla, made.id)
    compared = reporting.compare_runs(region.carla, first.id, second.id)

    assert placed(second.id)[loser] == place
    assert (
        reporting.explain(region.carla, second.id, loser).lines[0].en.startswith("Your placement coordinator")
    )
    assert (compared.gained, compared.lost) == (1, 1)
    assert {one.student for one in compared.moves} >= {loser}
    assert compared.same + len(compared.moves) == 3

    deciding.undo_decision(region.carla, made.id, loser, place)
    for vacancy in (region.ids["one"], region.ids["two"]):
        deciding.decide(region.carla, made.id, loser, vacancy, "exclude", reason="They know each other.")
    third = running.run_round(region.carla, made.id)
    assert placed(third.id)[loser] is None
    assert {one.reason for one in deciding.decisions(region.carla, made.id)} == {"They know each other."}


def test_more_pairs_than_fit_cannot_be_frozen_and_reasons_are_about_the_work(region: World) -> None:
    made = a_round(region)
    sam, ida, place = region.ids["sam"], region.ids["ida"], region.ids["one"]
    deciding.decide(region.carla, made.id, sam, place, "freeze")
    with pytest.raises(api.NoPlaceLeft):
        deciding.decide(region.carla, made.id, ida, place, "freeze")
    with pytest.raises(api.BadValue, match="settled"):
        deciding.decide(region.carla, made.id, sam, region.ids["two"], "freeze")
    with pytest.raises(api.BadValue, match="write why"):
        deciding.decide(region.carla, made.id, ida, place, "exclude")
    with pytest.raises(api.BadValue, match="who somebody is"):
        deciding.decide(
            region.carla, made.id, ida, place, "exclude", reason="They want a Dutch native speaker"
        )
    with pytest.raises(api.BadValue, match="freeze, exclude"):
        deciding.decide(region.carla, made.id, ida, place, "punish")
    with pytest.raises(api.NotFound):
        deciding.decide(region.carla, made.id, region.ids["finn"], place, "freeze")


def test_weights_have_limits_and_an_earlier_run_keeps_its_own(region: World) -> None:
    with pytest.raises(api.NotPossible, match="from 20 to 60"):
        a_round(region, weights={"coverage": 90, "preference": 10, "travel": 0})
    with pytest.raises(api.BadValue, match="coverage"):
        a_round(region, weights={"grades": 10})
    made = a_round(region)
    first = running.run_round(region.carla, made.id)
    other = {"coverage": 50, "preference": 10}
    seen = opening.set_round(region.carla, made.id, version=made.version, seed="2027", weights=other)
    second = running.run_round(region.carla, made.id)

    assert (seen.weights["coverage"], second.weights["coverage"]) == (50, 50)
    assert reporting.see_run(region.carla, first.id).weights["coverage"] == 40
    with pytest.raises(api.StaleVersion):
        opening.set_round(region.carla, made.id, version=made.version, seed="2027", weights={})


def test_release_makes_proposals_of_who_agreed_and_drafts_of_who_did_not(region: World) -> None:
    agree(region, "sam")
    made = a_round(region)
    deciding.decide(region.carla, made.id, region.ids["sam"], region.ids["one"], "freeze")
    deciding.decide(region.carla, made.id, region.ids["ida"], region.ids["two"], "freeze")
    run = running.run_round(region.carla, made.id)

    done = releasing.release_round(region.carla, made.id, run.id, version=made.version)

    assert (done.proposed, done.drafts, done.left_out) == (1, 1, 0)
    by_student = {one.student_id: one for one in Application.objects.all()}
    assert by_student[region.ids["sam"]].state == "proposed"
    assert by_student[region.ids["ida"]].state == "draft"
    lines = by_student[region.ids["sam"]].explanation
    assert lines
    assert all(line["nl"] and line["en"] for line in lines)
    assert reporting.explain(region.sam, run.id, region.ids["sam"]).vacancy == region.ids["one"]
    with pytest.raises(api.NotFound):
        reporting.explain(region.sam, run.id, region.ids["ida"])
    seen = opening.see_round(region.carla, made.id)
    assert (seen.state, seen.is_busy) == ("released", False)
    with pytest.raises(api.NotPossible):
        running.run_round(region.carla, made.id)
    with pytest.raises(api.NotPossible):
        opening.withdraw_round(region.carla, made.id, version=seen.version)
    step(region.sam, "application", by_student[region.ids["sam"]].pk, "student agrees")


def test_what_the_run_did_not_know_is_left_out_of_the_release(region: World) -> None:
    agree(region, "sam", "ida")
    made = a_round(region)
    deciding.decide(region.carla, made.id, region.ids["sam"], region.ids["one"], "freeze")
    deciding.decide(region.carla, made.id, region.ids["ida"], region.ids["two"], "freeze")
    run = running.run_round(region.carla, made.id)
    step(region.gus, "vacancy", region.ids["two"], "pause")

    done = releasing.release_round(region.carla, made.id, run.id, version=made.version)

    assert (done.proposed, done.left_out) == (1, 1)
    assert {one.vacancy_id for one in Application.objects.all()} == {region.ids["one"]}


def test_a_release_that_broke_off_goes_on_and_proposes_nobody_twice(
    region: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(region, "sam", "ida")
    made = a_round(region)
    deciding.decide(region.carla, made.id, region.ids["sam"], region.ids["one"], "freeze")
    deciding.decide(region.carla, made.id, region.ids["ida"], region.ids["two"], "freeze")
    run = running.run_round(region.carla, made.id)
    monkeypatch.setattr(releasing, "AT_ONCE", 1)

    def power_cut(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        releasing.release_round(region.carla, made.id, run.id, version=made.version, progress=power_cut)
    assert Application.objects.count() == 1
    assert opening.see_round(region.carla, made.id).state == "open"

    done = releasing.release_round(region.carla, made.id, run.id, version=made.version)
    assert done.proposed == 2
    assert Application.objects.count() == 2


def test_who_objects_to_being_proposed_takes_no_part(region: World) -> None:
    api.give_consent(region.sam, region.ids["sam"], "be_proposed", given=False, text_version="1")
    run = running.run_round(region.carla, a_round(region).id)
    assert region.ids["sam"] not in placed(run.id)


def test_a_place_that_a_student_turned_down_is_not_proposed_to_them_again(region: World) -> None:
    agree(region, "sam")
    made = a_round(region)
    deciding.decide(region.carla, made.id, region.ids["sam"], region.ids["one"], "freeze")
    run = running.run_round(region.carla, made.id)
    releasing.release_round(region.carla, made.id, run.id, version=made.version)
    step(region.sam, "application", Application.objects.get(student=region.ids["sam"]).pk, "student declines")

    again = running.run_round(region.carla, a_round(region).id)
    assert placed(again.id)[region.ids["sam"]] != region.ids["one"]


def test_a_placement_that_exists_stays_where_it_is(region: World) -> None:
    application = region.applied("noor", region.ids["one"])
    step(region.bo, "application", application, "offer")
    step(region.noor, "application", application, "accept")
    run = running.run_round(region.carla, a_round(region).id)

    row = RoundRow.objects.get(run=run.id, student=region.ids["noor"])
    assert (row.vacancy_id, row.is_signed) == (region.ids["one"], True)
    assert run.seats == 2
    others = [vacancy for pk, vacancy in placed(run.id).items() if pk != region.ids["noor"]]
    assert sorted(others, key=str) == sorted([region.ids["two"], None], key=str)


def test_a_school_has_one_open_round_and_one_run_at_a_time(region: World) -> None:
    made = a_round(region)
    with pytest.raises(api.AlreadyThere):
        a_round(region)
    a_round(region, "academy", "cas")
    with running.at_work(Round.objects.get(pk=made.id)), pytest.raises(api.AlreadyThere):
        running.run_round(region.carla, made.id)
    withdrawn = opening.withdraw_round(region.carla, made.id, version=made.version)
    assert withdrawn.state == "withdrawn"
    assert a_round(region).id != made.id


def test_a_round_is_for_the_coordinator_of_its_school_and_nobody_else(region: World) -> None:
    made = a_round(region)
    run = running.run_round(region.carla, made.id)
    others = ("cas", "tess", "vera", "bo", "wim", "sam", "pat", "admin", "broker east", "pim")
    for name in others:
        actor = region.people[name]
        with pytest.raises((api.NotAllowed, api.NotFound)):
            opening.start_round(
                actor, region.ids["college"], name="x", starts_from=FROM, starts_until=UNTIL, seed="1"
            )
        for call in (
            lambda a: opening.see_round(a, made.id),
            lambda a: opening.withdraw_round(a, made.id, version=made.version),
            lambda a: running.run_round(a, made.id),
            lambda a: reporting.run_rows(a, run.id),
            lambda a: list(reporting.run_table(a, run.id)),
            lambda a: reporting.explain(a, run.id, region.ids["sam"]),
            lambda a: reporting.compare_runs(a, run.id, run.id),
            lambda a: deciding.decisions(a, made.id),
            lambda a: deciding.decide(a, made.id, region.ids["sam"], region.ids["one"], "freeze"),
            lambda a: releasing.release_round(a, made.id, run.id, version=made.version),
            lambda a: changing.rematch(a, made.id, run.id),
        ):
            with pytest.raises(api.NotFound):
                call(actor)
    assert Round.objects.count() == 1
    assert not Application.objects.exists()


def test_rows_come_in_pages_and_can_be_narrowed(region: World) -> None:
    run = running.run_round(region.carla, a_round(region).id)
    first = reporting.run_rows(region.carla, run.id, limit=2)
    second = reporting.run_rows(region.carla, run.id, limit=2, after=first.next)
    assert (len(first.rows), len(second.rows), second.next) == (2, 1, "")
    assert len(reporting.run_rows(region.carla, run.id, only="not placed").rows) == 1
    assert len(list(reporting.run_table(region.carla, run.id))) == 3
    with pytest.raises(api.BadValue):
        reporting.run_rows(region.carla, run.id, after="x")
    with pytest.raises(api.BadValue):
        reporting.run_rows(region.carla, run.id, only="best")


def test_a_company_kept_apart_from_a_student_is_kept_apart_in_a_round(region: World) -> None:
    api.block_pair(region.carla, region.ids["sam"], region.ids["bakery"], "An uncle works there.")
    made = a_round(region)
    for seed in ("a", "b", "c", "d"):
        version = opening.see_round(region.carla, made.id).version
        opening.set_round(region.carla, made.id, version=version, seed=seed, weights={})
        run = running.run_round(region.carla, made.id)
        assert placed(run.id)[region.ids["sam"]] != region.ids["one"]


def test_a_closed_vacancy_moves_only_those_it_touches(region: World) -> None:
    made = a_round(region)
    run = running.run_round(region.carla, made.id)
    at_two = next(pk for pk, vacancy in placed(run.id).items() if vacancy == region.ids["two"])
    step(region.gus, "vacancy", region.ids["two"], "close", Said(code="other", reason="stopped"))

    compared = changing.rematch(region.carla, made.id, run.id)

    assert compared.second.based_on == run.id
    assert compared.second.exact
    assert [(one.student, one.after) for one in compared.moves if one.before == region.ids["two"]]
    fresh = running.run_round(region.carla, made.id)
    assert fresh.digest == compared.second.digest
    assert at_two in {one.student for one in compared.moves}
    assert state_of("vacancy", region.ids["two"]) == "closed"


def test_after_the_release_a_student_who_found_another_place_frees_the_seat(region: World) -> None:
    made = a_round(region)
    run = running.run_round(region.carla, made.id)
    winner = next(
        name for name in ("sam", "noor", "ida") if placed(run.id)[region.ids[name]] == region.ids["one"]
    )
    loser = next(pk for pk, vacancy in placed(run.id).items() if vacancy is None)
    releasing.release_round(region.carla, made.id, run.id, version=made.version)
    edit(
        api.SYSTEM,
        "student",
        region.ids[winner],
        {"starts_on": UNTIL.replace(year=2028), "ends_on": UNTIL.replace(year=2029)},
    )

    compared = changing.rematch(region.carla, made.id, run.id)

    assert compared.only_first == 1
    assert placed(compared.second.id)[loser] is not None
    assert region.ids[winner] not in placed(compared.second.id)
