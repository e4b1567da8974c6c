"""One engine, however it is run: processes, parts, peers, the bound, and a machine without numpy."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matching_markets import RULES, placement, placements, student, students
from matching_oracles import Preferences

from tests.depth import examples
from winternship_core.matching import (
    DuplicateId,
    Placement,
    Student,
    TooManyCodes,
    make_sample,
    market_of,
    match,
    most_placed,
    verify,
)
from winternship_core.matching.arrays import count_bits
from winternship_core.matching.fits import distances
from winternship_core.matching.parts import divide, independent
from winternship_core.matching.rounds import prepare

SAMPLE = make_sample(1500, 1000, seed=7)


def test_the_outcome_is_the_same_to_the_bit_for_any_number_of_processes() -> None:
    market = SAMPLE.market()
    alone, told = match(market, RULES), []
    together = match(market, RULES, processes=2, progress=lambda done, total: told.append((done, total)))
    assert together.placed.tobytes() == alone.placed.tobytes()
    assert together.seats.bars.open.tobytes() == alone.seats.bars.open.tobytes()
    assert told[-1][0] <= told[-1][1] == 1500
    assert verify(market, RULES, together.placed, processes=2) == verify(market, RULES, alone.placed)


def test_the_outcome_of_a_known_market_is_known() -> None:
    """A change of this digest is a change of the rules: it belongs in the changelog."""
    chance = Random(7)  # Python promises these numbers for ever; numpy does not promise its own

    def some(words: str, most: int) -> frozenset[str]:
        return frozenset(word for word in words.split() if chance.random() < most / 10)

    people = [
        student(
            number,
            programme=f"2518{int(chance.random() * 3)}",
            x_m=int(chance.random() * 60_000),
            y_m=int(chance.random() * 60_000),
            work_needed=some("W1 W2 W3", 1),
            work_wished=some("W1 W2 W3 W4", 5),
            kinds=some("care shop", 4),
            skills=some("cash cooking", 5),
            waiting_weeks=int(chance.random() * 3),
            school="AB"[int(chance.random() * 2)],
        )
        for number in range(400)
    ]
    places = [
        placement(
            number,
            programmes=frozenset({"25180"}) | some("25181 25182", 4),
            x_m=int(chance.random() * 60_000),
            y_m=int(chance.random() * 60_000),
            seats=1 + int(chance.random() * 4),
            work=some("W1 W2 W3 W4", 8),
            kinds=some("care shop", 4),
            skills=some("cash cooking", 5),
            reserved_seats=1,
            reserved_for=frozenset({"school:A"}),
        )
        for number in range(120)
    ]
    assert match(market_of(people, places), RULES).digest() == DIGEST


@settings(max_examples=examples(80))
@given(students(most=9), placements())
def test_parts_share_no_placement_and_leave_nobody_out(
    people: list[Student], places: list[Placement]
) -> None:
    people = [*people, student(50, programme="30001"), student(51, programme="30002")]
    places = [
        *places,
        placement(60, programmes=frozenset({"30001"})),
        placement(61, programmes=frozenset({"30002"})),
    ]
    game = prepare(market_of(people, places), RULES)
    parts = list(divide(game, 2))
    assert len(parts) == 2
    seen = np.concatenate([students_ for _, students_, _ in parts])
    assert sorted(seen.tolist()) == list(range(len(people)))
    assert not set(parts[0][2].tolist()) & set(parts[1][2].tolist())


def test_programmes_joined_through_others_are_one_part() -> None:
    pairs = [("10001", "10002"), ("10004", "10003"), ("10003", "10002"), ("10005",)]
    places = [placement(n, programmes=frozenset(pair)) for n, pair in enumerate(pairs)]
    label, count = independent(prepare(market_of([], places), RULES))
    assert count == 2
    assert len(set(label[:4].tolist())) == 1


def test_everyone_wanting_the_same_placements_is_no_trouble() -> None:
    places = [placement(n, x_m=0, seats=3, work=frozenset({"W1"})) for n in range(1, 31)]
    people = [
        student(
            n, work_wished=frozenset({"W1"}), wishes=tuple(f"p{k}" for k in range(1, 31)), waiting_weeks=n % 7
        )
        for n in range(1, 121)
    ]
    market = market_of(people, places)
    outcome = match(market, RULES)
    assert (outcome.placed >= 0).sum() == 90
    assert verify(market, RULES, outcome.placed).stable


@settings(max_examples=examples(60))
@given(students(), placements(most=3))
def test_the_bound_is_the_most_that_anyone_can_place(people: list[Student], places: list[Placement]) -> None:
    pytest.importorskip("ortools")
    networkx_free = Preferences(people, places, RULES.seed)
    outcome = match(market_of(people, places), RULES)
    assert most_placed(outcome.game) == _most(networkx_free)
    assert most_placed(outcome.game) >= (outcome.placed >= 0).sum()


def _most(game: Preferences) -> int:
    """Augmenting paths, one student at a time."""
    held: dict[str, list[str]] = {p: [] for p in game.placements}

    def find(s: str, seen: set[str]) -> bool:
        for p in game.orders[s]:
            if p in seen:
                continue
            seen.add(p)
            if len(held[p]) < game.placements[p].seats:
                held[p].append(s)
                return True
            for other in list(held[p]):
                if find(other, seen):
                    held[p][held[p].index(other)] = s
                    return True
        return False

    return sum(find(s, set()) for s in game.students)


@settings(max_examples=examples(25))
@given(students(most=6), placements(most=3), st.sampled_from(("1", "2")))
def test_the_matching_package_agrees_where_it_can(
    people: list[Student], places: list[Placement], seed: str
) -> None:
    """It knows no reserved seats, and no side without a partner, so those are left out."""
    games = pytest.importorskip("matching.games")
    places = [replace(p, reserved_seats=0) for p in places if p.seats]
    game = Preferences(people, places, seed)
    residents = {s: order for s, order in game.orders.items() if order}
    asked = {p: [s for s, order in residents.items() if p in order] for p in game.placements}
    hospitals = {p: sorted(who, key=lambda s, p=p: game.rank(s, p)) for p, who in asked.items() if who}
    ours = dict(match(market_of(people, places), replace(RULES, seed=seed)).pairs())
    if not residents:
        assert ours == {}
        return
    capacities = {p: game.placements[p].seats for p in hospitals}
    solved = games.HospitalResident.create_from_dictionaries(residents, hospitals, capacities).solve(
        optimal="resident"
    )
    assert ours == {
        resident.name: hospital.name for hospital, seated in solved.items() for resident in seated
    }


def test_distances_are_whole_hundreds_of_metres_exactly() -> None:
    far = [placement(n, x_m=100 * n, y_m=700 * n) for n in range(280)]
    market = market_of([student(1, max_m=200_000)], far)
    game = prepare(market, RULES)
    entries = np.arange(len(far))
    found = distances(game, np.zeros(len(far), np.intp), entries)
    numbers = [int(market.placement_ids[p][1:]) for p in game.entries.placement.tolist()]
    assert found.tolist() == [int((n * n + 49 * n * n) ** 0.5) for n in numbers]


@given(st.lists(st.integers(0, 2**64 - 1), max_size=20))
def test_bits_are_counted_the_same_on_any_numpy(masks: list[int]) -> None:
    array = np.array(masks, np.uint64)
    from winternship_core.matching import arrays

    assert count_bits(array).tolist() == [mask.bit_count() for mask in masks]
    real, arrays.np = arrays.np, _Older(np)  # type: ignore[attr-defined]
    try:
        assert count_bits(array).tolist() == [mask.bit_count() for mask in masks]
    finally:
        arrays.np = real  # type: ignore[attr-defined]


class _Older:
    """numpy as it was before it counted bits itself."""

    def __init__(self, numpy: object) -> None:
        self._numpy = numpy

    def __getattr__(self, name: str) -> object:
        if name == "bitwise_count":
            raise AttributeError(name)
        return getattr(self._numpy, name)


def test_two_rows_with_one_id_are_refused() -> None:
    with pytest.raises(DuplicateId, match="'s1' names more than one student"):
        market_of([student(1), student(1)], [])
    with pytest.raises(DuplicateId, match="'p1' names more than one placement"):
        market_of([], [placement(1), placement(1)])


def test_more_work_processes_than_can_be_told_apart_are_refused() -> None:
    many = frozenset(f"W{n}" for n in range(65))
    with pytest.raises(TooManyCodes, match="65 different codes for work processes of 25180; there can be 64"):
        market_of([student(1, work_wished=many)], [])


def test_more_obstacles_than_one_word_holds_are_told_apart() -> None:
    places = [placement(n, features=frozenset({f"f{n}"})) for n in range(1, 131)]
    avoiding = frozenset(f"f{n}" for n in range(1, 130))
    assert dict(match(market_of([student(1, avoids=avoiding)], places), RULES).pairs()) == {"s1": "p130"}


def test_without_numpy_the_core_still_imports_and_matching_says_what_to_install() -> None:
    code = (
        "import sys; sys.modules['numpy'] = None\n"
        "import winternship_core.assessment\n"
        "try:\n    import winternship_core.matching\n"
        "except ImportError as error:\n    print(error)\n"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "pip install winternship[matching]" in told.stdout


DIGEST = "02a58e8e148010753c50f98f6eb7efc00244d7612291150eb2187ff149554064"
