"""The rules written down a second time, pair by pair, for :mod:`.verify` alone: masks and whole-number division."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winternship_core.matching.market import Pairs, Placements, Recognitions, Students
from winternship_core.matching.vocabulary import Part

Array = NDArray[Any]
NEVER = 1 << 62  # no priority reaches it
WAIT, LOT = 255, 1 << 44
_SET = np.array([bin(number).count("1") for number in range(1 << 16)], np.int64)


@dataclass(frozen=True, slots=True)
class Case:
    """All that is needed to judge pairs, small enough to send to another process.

    ``turn`` orders students with equal points and ``charm`` placements; ``own`` is how much each student likes the
    place it got; ``bar`` is what a student must exceed at a placement, ``bar_entitled`` at its reserved seats.
    """

    students: Students
    placements: Placements
    table: Recognitions
    points: dict[Part, int]
    turn: Array
    charm: Array
    own: Array
    bar: Array
    bar_entitled: Array
    wishes: tuple[Array, Array]
    choices: tuple[Array, Array]
    blocked: Array


def sorted_by_programme(table: Recognitions) -> Recognitions:
    """The recognitions in order of programme, then placement."""
    order = np.lexsort((table.placement, table.programme))
    return Recognitions(table.placement[order], table.programme[order], table.work[order], table.safe[order])


def noted(pairs: Pairs, most: int, placements: int) -> tuple[Array, Array]:
    """Sorted keys of pairs, and the points that the rank in the list is worth."""
    keys = pairs.student.astype(np.int64) * placements + pairs.placement
    points = most * (pairs.length.astype(np.int64) - pairs.rank) // np.maximum(pairs.length, 1)
    order = np.argsort(keys, kind="stable")
    return keys[order], points[order]


def keys_of(case: Case, student: Array, entry: Array) -> Array:
    """One number per pair of student and placement."""
    return student.astype(np.int64) * len(case.placements) + case.table.placement[entry]


def fit(case: Case, student: Array, entry: Array) -> Array:
    """Whether each pair meets every hard criterion; student and entry may be shaped to make a block."""
    s, p, place = case.students, case.placements, case.table.placement[entry]
    east, north = s.x[student].astype(np.float64) - p.x[place], s.y[student].astype(np.float64) - p.y[place]
    # floor(distance) <= reach, asked of the squares
    good = east * east + north * north < (s.reach[student].astype(np.float64) + 1) ** 2
    first, last = np.maximum(s.start[student], p.start[place]), np.minimum(s.end[student], p.end[place])
    good &= last - first + 1 >= s.least_days[student]
    for own, put_up in zip(s.hindered, p.obstacles, strict=True):
        good &= (own[student] & put_up[place]) == 0
    for kind, offered in ((False, case.table.work), (True, case.table.safe)):
        needs = np.where(s.minor[student] == kind, s.needs[student], np.uint64(0))
        if needs.any():
            good &= (needs & ~offered[entry]) == 0
    return good


def work_points(case: Case, student: Array, entry: Array) -> Array:
    """The points that a placement goes by."""
    s, p, place = case.students, case.placements, case.table.placement[entry]
    wished, wanted = s.wished[student], p.skills[place]
    points = _each(wished, wished & case.table.work[entry], case.points[Part.COVERAGE])
    points += _each(wanted, wanted & s.skills[student], case.points[Part.WORK_WISH])
    points += _learning(s.profile[student], p.profile[place], case.points[Part.LEARNING])
    start, end = s.start[student].astype(np.int64), s.end[student].astype(np.int64)
    first, last = (
        np.maximum(start, p.start[place].astype(np.int64)),
        np.minimum(end, p.end[place].astype(np.int64)),
    )
    points += (last - first + 1) * case.points[Part.PERIOD] // (end - start + 1)
    return points + _look_up(case.choices, keys_of(case, student, entry))


def liking(case: Case, student: Array, entry: Array, work: Array) -> Array:
    """How a student ranks a placement: points for the work (without the company's choice), travel, preference, lot."""
    s, p, place = case.students, case.placements, case.table.placement[entry]
    keys = keys_of(case, student, entry)
    east = (s.x[student] - p.x[place]).astype(np.int64)
    north = (s.y[student] - p.y[place]).astype(np.int64)
    reach = s.reach[student].astype(np.int64)
    span = np.maximum(reach - reach // 4, 1)
    left = np.minimum(reach - np.floor(np.sqrt(east * east + north * north)).astype(np.int64), span)
    kinds = _count(s.kinds[student] & p.kinds[place]) * (case.points[Part.PREFERENCE] // 4)
    total = work - _look_up(case.choices, keys) + np.maximum(kinds, _look_up(case.wishes, keys))
    total += left * case.points[Part.TRAVEL] // span
    liked: Array = total * LOT + case.charm[place]
    return liked


def _each(asked: Array, found: Array, whole: int) -> Array:
    number = _count(asked)
    points: Array = np.where(number == 0, whole, _count(found) * (whole // np.maximum(number, 1)))
    return points


def _learning(student: Array, placement: Array, whole: int) -> Array:
    gap = np.abs(student % 4 - placement % 4).astype(np.int64)
    guided = (placement // 4 == 1) | (student // 4 == 0)
    points: Array = whole * np.maximum(2 - gap, 0) // 4 + np.where(guided, whole // 2, 0)
    return points


def _count(masks: Array) -> Array:
    counted: Array
    if hasattr(np, "bitwise_count"):
        counted = np.bitwise_count(masks)
        return counted.astype(np.int64)
    pieces = [(masks >> np.uint64(shift) & np.uint64(0xFFFF)).astype(np.int64) for shift in (0, 16, 32, 48)]
    counted = np.sum([_SET[piece] for piece in pieces], axis=0)
    return counted.astype(np.int64)


def _look_up(noted_points: tuple[Array, Array], keys: Array) -> Array:
    known, points = noted_points
    if not len(known):
        return np.zeros(len(keys), np.int64)
    spot = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    return np.where(known[spot] == keys, points[spot], 0)
