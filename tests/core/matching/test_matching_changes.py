"""One change at a time ends where a full round ends, or at least in a stable outcome that harms nobody."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matching_markets import RULES, placement, placements, student, students
from matching_oracles import Preferences, is_stable, no_worse_for_anyone

from tests.depth import examples
from winternship_core.matching.building import market_of
from winternship_core.matching.engine import match
from winternship_core.matching.errors import DuplicateId, MatchingError, NeedsFullRound, UnknownId
from winternship_core.matching.live import LiveRound, Move
from winternship_core.matching.records import Placement, Student

ALL_WORK = student(99, programme="25180", work_wished=frozenset({"W1", "W2", "W3"}))
ALL_WORK_TOO = replace(ALL_WORK, id="s98", programme="25181")


def live(people: list[Student], places: list[Placement]) -> LiveRound:
    return LiveRound(match(market_of(people, places), RULES))


def full(people: list[Student], places: list[Placement]) -> dict[str, str]:
    return dict(match(market_of(people, places), RULES).pairs())


@settings(max_examples=examples(200))
@given(students(most=10), placements(), st.data())
def test_closing_placements_ends_where_a_full_round_ends(
    people: list[Student], places: list[Placement], data: st.DataObject
) -> None:
    round_ = live(people, places)
    closing = data.draw(
        st.lists(st.sampled_from([p.id for p in places]), unique=True) if places else st.just([])
    )
    for placement_id in closing:
        assert round_.close(placement_id).same_as_full_round
    left = [replace(p, seats=0, reserved_seats=0) if p.id in closing else p for p in places]
    assert dict(round_.pairs()) == full(people, left)


@settings(max_examples=examples(200))
@given(students(most=10), placements(), st.integers(1, 4))
def test_joining_late_ends_where_a_full_round_ends(
    people: list[Student], places: list[Placement], late: int
) -> None:
    there = [*people[late:], ALL_WORK, ALL_WORK_TOO]
    round_ = live(there, places)
    for one in people[:late]:
        assert round_.join(one).same_as_full_round
    assert dict(round_.pairs()) == full([*there, *people[:late]], places)


@settings(max_examples=examples(200))
@given(students(most=10), placements(), st.data())
def test_leaving_and_new_seats_leave_a_stable_outcome_that_harms_nobody(
    people: list[Student], places: list[Placement], data: st.DataObject
) -> None:
    round_ = live(people, places)
    before = dict(round_.pairs())
    leaving = data.draw(
        st.lists(st.sampled_from([s.id for s in people]), unique=True) if people else st.just([])
    )
    opening = data.draw(st.lists(st.sampled_from([p.id for p in places])) if places else st.just([]))
    for student_id in leaving:
        round_.leave(student_id)
    for placement_id in opening:
        round_.open_seat(placement_id)
    left = [s for s in people if s.id not in leaving]
    wider = [replace(p, seats=p.seats + opening.count(p.id)) for p in places]
    game, after = Preferences(left, wider, RULES.seed), dict(round_.pairs())
    assert is_stable(game, after)
    assert no_worse_for_anyone(game, after, {s: p for s, p in before.items() if s not in leaving})
    assert no_worse_for_anyone(game, full(left, wider), after)
    if round_.same_as_full_round:
        assert after == full(left, wider)


@settings(max_examples=examples(150))
@given(students(most=10), placements(), st.data())
def test_signed_students_and_their_seats_are_left_alone(
    people: list[Student], places: list[Placement], data: st.DataObject
) -> None:
    people = [*people, ALL_WORK, ALL_WORK_TOO]
    newcomer = replace(people[0], id="s0", waiting_weeks=9)
    round_ = live(people, places)
    placed = dict(round_.pairs())
    signing = data.draw(st.lists(st.sampled_from(sorted(placed)), unique=True) if placed else st.just([]))
    for student_id in signing:
        round_.sign(student_id)
    round_.join(newcomer)
    signed = [replace(s, signed=placed[s.id]) if s.id in signing else s for s in people]
    assert dict(round_.pairs()) == full([*signed, newcomer], places)
    assert all(round_.placement_of(student_id) == placed[student_id] for student_id in signing)


def test_a_change_tells_who_moved() -> None:
    places = [placement(1), placement(2, x_m=9_000)]
    round_ = live([student(1), student(2, waiting_weeks=1)], places)
    assert set(round_.close("p1").moves) == {Move("s2", "p1", "p2"), Move("s1", "p2", None)}


def test_a_seat_that_nobody_wants_moves_nobody_and_stays_exact() -> None:
    round_ = live([student(1)], [placement(1), placement(2, x_m=9_000)])
    change = round_.open_seat("p2")
    assert change.moves == ()
    assert change.same_as_full_round


def test_the_first_in_line_gets_the_seat_that_comes_free() -> None:
    round_ = live([student(1, waiting_weeks=2), student(2, waiting_weeks=1), student(3)], [placement(1)])
    assert round_.leave("s1").moves == (Move("s1", "p1", None), Move("s2", None, "p1"))


def test_a_signed_student_whose_placement_closes_looks_for_another() -> None:
    round_ = live([student(1, signed="p1")], [placement(1), placement(2)])
    assert round_.placement_of("s1") == "p1"
    assert round_.close("p1").moves == (Move("s1", "p1", "p2"),)


def test_the_outcome_a_live_round_came_from_does_not_change() -> None:
    outcome = match(market_of([student(1)], [placement(1), placement(2, x_m=9_000)]), RULES)
    LiveRound(outcome).close("p1")
    assert dict(outcome.pairs()) == {"s1": "p1"}


def test_what_cannot_be_done_is_refused_with_a_reason() -> None:
    round_ = live([student(1), student(2)], [placement(1)])
    free = next(s for s in ("s1", "s2") if round_.placement_of(s) is None)
    with pytest.raises(MatchingError, match="no placement to sign"):
        round_.sign(free)
    with pytest.raises(DuplicateId, match="'s1'"):
        round_.join(student(1))
    with pytest.raises(UnknownId, match="no student 's9'"):
        round_.leave("s9")
    with pytest.raises(UnknownId, match="no placement 'p9'"):
        round_.close("p9")
    with pytest.raises(NeedsFullRound, match="'W9' is new"):
        round_.join(student(3, work_needed=frozenset({"W9"})))
