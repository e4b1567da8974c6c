"""A round is a market made ready: seats counted, lots drawn, weights turned into whole-number rates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from winternship_core.matching.arrays import Flags, Ints, Longs, Masks, Rows, count_bits, offsets
from winternship_core.matching.errors import RankingInBlindMode
from winternship_core.matching.lottery import BITS, draw
from winternship_core.matching.market import MASK_BITS, Market, Placements, Recognitions, Students
from winternship_core.matching.rules import Rules
from winternship_core.matching.vocabulary import Part

# A share "points x n // d" is taken as "n * rate >> shift" with rate = ceil(points << shift / d): the same whole
# number as long as n * d < 2 ** shift, and several times faster than a division.
COARSE: Final = 20  # counts of codes: n, d up to 64
FINE: Final = 22  # days and hundreds of metres: n, d up to 2000
LONGEST_WAIT: Final = 255
PRIORITY_SHIFT: Final = BITS + 8


@dataclass(frozen=True, slots=True)
class Entries:
    """The recognitions, sorted by programme; within one the placement that wins a tie comes last.

    Positions and days repeat those of the placement, so that the first sieve runs over adjoining memory.
    """

    placement: Ints
    work: Masks
    safe: Masks
    x: NDArray[np.float32]
    y: NDArray[np.float32]
    start: NDArray[np.int16]
    end: NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Notes:
    """What is said about single pairs, sorted by student: points for a wish or a choice, or a block."""

    student: Ints
    placement: Ints
    wish: Ints
    choice: Ints
    blocked: Flags


@dataclass(frozen=True, slots=True)
class Rates:
    """Per student (``cover travel span period least_work``) and per placement (``skills``); see ``COARSE``."""

    cover: Ints
    travel: Ints
    span: Ints
    period: Ints
    least_work: NDArray[np.uint8]
    skills: Ints


@dataclass(frozen=True, slots=True)
class Round:
    """All that deciding needs. ``tie`` orders students with equal points: longest waiting, then lottery.

    ``first_entry[programme]`` and ``first_note[student]`` say where rows start; ``seats`` and ``reserved`` are those
    left beside signed agreements; ``maxima`` holds the most points of each part.
    """

    students: Students
    placements: Placements
    entries: Entries
    first_entry: Rows
    notes: Notes
    first_note: Rows
    rates: Rates
    tie: Longs
    seats: Ints
    reserved: Ints
    learning: Ints
    maxima: dict[Part, int]
    structure: np.uint64

    def priority(self, rows: Rows, work: NDArray[np.integer]) -> Longs:
        """The place in a placement's order of students with these points for the work; higher goes first."""
        tie = self.tie[rows]
        return (work.astype(np.int64) << PRIORITY_SHIFT) + (tie if work.ndim == 1 else tie[:, None])

    def entitled(self, rows: Rows, placements: Ints) -> Flags:
        """Whether each student may take a reserved seat of the placement(s)."""
        groups = self.students.groups[rows]
        if placements.ndim == 2:
            groups = groups[:, None]
        entitled: Flags = (groups & self.placements.reserved_for[placements]) != 0
        return entitled


def prepare(market: Market, rules: Rules) -> Round:
    """Draw the lots and count the seats. Raises :class:`RankingInBlindMode`."""
    if rules.mode == "blind" and len(market.rankings):
        raise RankingInBlindMode(len(np.unique(market.rankings.placement)))
    students, placements = _narrowed(market)
    maxima = {part: rules.points(part) for part in Part}
    order_of_placements = draw(rules.seed, market.placement_ids)
    entries, first_entry = _entries(market, placements, order_of_placements)
    notes = _notes(market, maxima)
    seats, reserved = _seats_left(students, placements)
    return Round(
        students=students,
        placements=placements,
        entries=entries,
        first_entry=first_entry,
        notes=notes,
        first_note=offsets(notes.student, len(students)),
        rates=rates_of(students, placements, maxima, rules.needed_percent),
        tie=ties(students, draw(rules.seed, market.student_ids)),
        seats=seats,
        reserved=reserved,
        learning=_learning(maxima[Part.LEARNING]),
        maxima=maxima,
        structure=_structure(market),
    )


def ties(students: Students, numbers: Longs) -> Longs:
    """Who goes first among students with equal points: higher first."""
    waiting = np.clip(students.waiting, 0, LONGEST_WAIT).astype(np.int64)
    return (waiting << BITS) + ((1 << BITS) - 1 - numbers)


def rates_of(students: Students, placements: Placements, maxima: dict[Part, int], percent: int) -> Rates:
    """The rates of these students and placements for these weights."""
    span = np.maximum(students.reach - students.reach // 4, 1)
    plan = np.maximum(students.end.astype(np.int32) - students.start + 1, 1)
    needed = count_bits(students.needs).astype(np.int32)
    return Rates(
        cover=_rate(maxima[Part.COVERAGE], count_bits(students.wished), COARSE),
        travel=_rate(maxima[Part.TRAVEL], span, FINE),
        span=span.astype(np.int32),
        period=_rate(maxima[Part.PERIOD], plan, FINE),
        least_work=(-(-needed * percent // 100)).astype(np.uint8),
        skills=_rate(maxima[Part.WORK_WISH], count_bits(placements.skills), COARSE),
    )


def _rate(points: int, denominators: NDArray[np.integer], shift: int) -> Ints:
    # Nothing asked is nothing missed; that rate (0) is replaced by full points where it is used.
    d = np.maximum(denominators.astype(np.int64), 1)
    return np.where(denominators > 0, -(-(points << shift) // d), 0).astype(np.int32)


def _learning(points: int) -> Ints:
    """Half for work as independent as the year asks, half for guidance made to measure when asked for."""
    table = np.zeros((8, 8), np.int32)
    for student in range(8):
        for placement in range(8):
            gap = abs(student % 4 - placement % 4)
            guided = placement >= 4 or student < 4
            table[student, placement] = (points * max(0, 2 - gap)) // 4 + guided * (points // 2)
    return table


def _structure(market: Market) -> np.uint64:
    numbers = market.vocabulary.obstacles.number
    bits = [bit for word, bit in numbers.items() if word.startswith(("level:", "route:")) and bit < MASK_BITS]
    return np.uint64(sum(1 << bit for bit in bits))


def _narrowed(market: Market) -> tuple[Students, Placements]:
    return market.students, market.placements


def _entries(market: Market, placements: Placements, numbers: Longs) -> tuple[Entries, Rows]:
    table: Recognitions = market.recognitions
    order = np.lexsort((-numbers[table.placement], table.programme))
    placement = table.placement[order]
    entries = Entries(
        placement=placement,
        work=table.work[order],
        safe=table.safe[order],
        x=placements.x[placement],
        y=placements.y[placement],
        start=placements.start[placement],
        end=placements.end[placement],
    )
    return entries, offsets(table.programme, len(market.vocabulary.programmes.number))


def _notes(market: Market, maxima: dict[Part, int]) -> Notes:
    """Wishes, choices and blocks in one table, a row each."""
    tables = (market.wishes, market.rankings, market.blocked)
    student = np.concatenate([table.student for table in tables]).astype(np.int32)
    points = [
        maxima[part] * (table.length - table.rank) // np.maximum(table.length, 1)
        for part, table in zip((Part.PREFERENCE, Part.CHOICE), tables, strict=False)
    ]
    sizes = [len(table) for table in tables]
    zeros = [np.zeros(size, np.int32) for size in sizes]
    order = np.argsort(student, kind="stable")
    return Notes(
        student=student[order],
        placement=np.concatenate([table.placement for table in tables]).astype(np.int32)[order],
        wish=np.concatenate([points[0], zeros[1], zeros[2]]).astype(np.int32)[order],
        choice=np.concatenate([zeros[0], points[1], zeros[2]]).astype(np.int32)[order],
        blocked=np.repeat([False, False, True], sizes)[order],
    )


def _seats_left(students: Students, placements: Placements) -> tuple[Ints, Ints]:
    """Seats beside those of signed agreements; who may sit on a reserved seat is taken to sit there."""
    signed = students.signed
    rows = np.flatnonzero(signed >= 0)
    entitled = rows[(students.groups[rows] & placements.reserved_for[signed[rows]]) != 0]
    count = len(placements)
    seats = placements.seats - np.bincount(signed[rows], minlength=count)
    reserved = placements.reserved - np.bincount(signed[entitled], minlength=count)
    seats = np.maximum(seats, 0).astype(np.int32)
    return seats, np.clip(reserved, 0, seats).astype(np.int32)
