"""The outcome is the student-best stable one, on any market, whatever way it is computed."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matching_markets import RULES, placement, placements, student, students
from matching_oracles import Preferences, all_stable, deferred_acceptance, is_stable, no_worse_for_anyone

from tests.depth import examples
from winternship_core.matching import acceptance
from winternship_core.matching.building import market_of
from winternship_core.matching.engine import match
from winternship_core.matching.records import Placement, Student
from winternship_core.matching.rounds import prepare
from winternship_core.matching.verify import verify

SEEDS = st.sampled_from(("1", "2", "2026"))


def matched(people: list[Student], places: list[Placement], seed: str = RULES.seed) -> dict[str, str]:
    return dict(match(market_of(people, places), replace(RULES, seed=seed)).pairs())


@settings(max_examples=examples(300))
@given(students(), placements(), SEEDS)
def test_the_engine_gives_what_plain_deferred_acceptance_gives(
    people: list[Student], places: list[Placement], seed: str
) -> None:
    assert matched(people, places, seed) == deferred_acceptance(Preferences(people, places, seed))


@settings(max_examples=examples(60))
@given(students(most=4), placements(most=3))
def test_no_stable_matching_is_better_for_any_student(people: list[Student], places: list[Placement]) -> None:
    game = Preferences(people, places, RULES.seed)
    ours = matched(people, places)
    assert is_stable(game, ours)
    assert all(no_worse_for_anyone(game, ours, other) for other in all_stable(game))


@settings(max_examples=examples(40))
@given(students(most=20), placements(), st.integers(1, 5), st.sampled_from((0, 3, 10_000)), st.randoms())
def test_list_length_crowd_and_order_of_input_change_nothing(
    people: list[Student], places: list[Placement], length: int, crowd: int, chance: random.Random
) -> None:
    before = matched(people, places)
    market = market_of(chance.sample(people, len(people)), chance.sample(places, len(places)))
    seats = acceptance.accept(prepare(market, RULES), length, crowd=crowd)
    placed = seats.outcome()
    after = {
        market.student_ids[row]: market.placement_ids[place]
        for row, place in enumerate(placed.tolist())
        if place >= 0
    }
    assert after == before


@settings(max_examples=examples(150))
@given(students(most=12), placements())
def test_the_verifier_agrees_with_the_oracle(people: list[Student], places: list[Placement]) -> None:
    market = market_of(people, places)
    outcome = match(market, RULES)
    checked = verify(market, RULES, outcome.placed)
    game = Preferences(people, places, RULES.seed)
    assert checked.stable
    assert checked.admissible_pairs == sum(map(len, game.orders.values()))


@settings(max_examples=examples(150))
@given(students(), placements(), st.data())
def test_the_verifier_sees_whether_any_matching_is_stable(
    people: list[Student], places: list[Placement], data: st.DataObject
) -> None:
    game = Preferences(people, places, RULES.seed)
    market = market_of(people, places)
    chosen = {s: data.draw(st.sampled_from([None, *order])) for s, order in game.orders.items()}
    matching = {s: p for s, p in chosen.items() if p}
    placed = [market.placement_row(chosen[s]) if chosen[s] else -1 for s in market.student_ids]  # type: ignore[arg-type]
    seated = [sum(place == p.id for place in matching.values()) for p in places]
    kept = all(count <= p.seats for count, p in zip(seated, places, strict=True))
    assert verify(market, RULES, placed).stable == (kept and is_stable(game, matching))


def test_the_verifier_names_a_misfit_and_a_full_placement() -> None:
    market = market_of([student(1), student(2, max_m=500)], [placement(1)])
    checked = verify(market, RULES, [0, 0])
    assert not checked.stable
    assert checked.mistakes == (
        "placement p1 has 1 seats and 2 students",
        "student s2 does not fit placement p1",
    )


def test_the_verifier_names_the_pair_that_would_rather_have_each_other() -> None:
    market = market_of([student(1)], [placement(1)])
    assert verify(market, RULES, [-1]).blocking == (("s1", "p1"),)


@pytest.mark.parametrize(
    ("people", "places"),
    [
        ([], []),
        ([student(1)], []),
        ([], [placement(1)]),
        ([student(1)], [placement(1, seats=0)]),
        ([student(n) for n in range(1, 4)], [placement(1, programmes=frozenset({"99999"}))]),
        ([student(1, programme="99999")], [placement(1)]),
    ],
    ids=["nobody", "no placements", "no students", "no seats", "no admissible pair", "unknown programme"],
)
def test_an_empty_market_of_any_kind_places_nobody(people: list[Student], places: list[Placement]) -> None:
    market = market_of(people, places)
    outcome = match(market, RULES)
    assert list(outcome.pairs()) == []
    assert verify(market, RULES, outcome.placed).stable


def test_one_student_and_one_placement_find_each_other() -> None:
    assert matched([student(1)], [placement(1)]) == {"s1": "p1"}
