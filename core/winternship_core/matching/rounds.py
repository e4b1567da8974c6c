"""A round is a market made ready: seats counted, lots drawn, what is asked and offered laid out in columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from winternship_core.matching.arrays import Flags, Floats, Ints, Longs, Rows, offsets, take
from winternship_core.matching.errors import RankingInBlindMode
from winternship_core.matching.features import Layout, layout_of, offers
from winternship_core.matching.lottery import BITS, digest, draw
from winternship_core.matching.market import MASK_BITS, Market, Placements, Students
from winternship_core.matching.rules import Rules
from winternship_core.matching.vocabulary import Part

LONGEST_WAIT: Final = 255
PRIORITY_SHIFT: Final = BITS + 8


@dataclass(frozen=True, slots=True)
class Entries:
    """The recognitions, sorted by programme; within one the placement that wins a tie comes last.

    Positions and days repeat those of the placement, so that the first sieve runs over adjoining memory.
    """

    placement: Ints
    offers: NDArray[np.uint8]
    x: Floats
    y: Floats
    start: Floats
    end: Floats


@dataclass(frozen=True, slots=True)
class Notes:
    """What is said about single pairs, sorted by student: points for a wish or a choice, or a block."""

    student: Ints
    placement: Ints
    wish: Ints
    choice: Ints
    blocked: Flags


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
    tie: Longs
    seats: Ints
    reserved: Ints
    layout: Layout
    maxima: dict[Part, int]
    structure: np.uint64

    def priority(self, rows: Rows, work: NDArray[np.integer]) -> Longs:
        """The place in a placement's order of students with these points for the work; higher goes first."""
        tie = self.tie[rows]
        return (work.astype(np.int64) << PRIORITY_SHIFT) + (tie if work.ndim == 1 else tie[:, None])

    def entitled(self, rows: Rows, placements: Ints) -> Flags:
        """Whether each student may take a reserved seat of the placement in the same row."""
        entitled: Flags = (self.students.groups[rows] & self.placements.reserved_for[placements]) != 0
        return entitled


def prepare(market: Market, rules: Rules, run: Callable[..., Iterable[bytes]] = map) -> Round:
    """Draw the lots and count the seats; ``run`` may be the ``map`` of a pool. Raises :class:`RankingInBlindMode`."""
    if rules.mode == "blind" and len(market.rankings):
        raise RankingInBlindMode(len(np.unique(market.rankings.placement)))
    lots = digest(rules.seed, market.student_ids, run)
    students, placements = market.students, market.placements
    maxima = {part: rules.points(part) for part in Part}
    layout = layout_of(students, placements, market.recognitions)
    entries, first_entry = _entries(market, layout, maxima, draw(rules.seed, market.placement_ids))
    notes = _notes(market, maxima)
    seats, reserved = _seats_left(students, placements)
    return Round(
        students=students,
        placements=placements,
        entries=entries,
        first_entry=first_entry,
        notes=notes,
        first_note=offsets(notes.student, len(students)),
        tie=ties(students, draw(rules.seed, market.student_ids, digests=lots)),
        seats=seats,
        reserved=reserved,
        layout=layout,
        maxima=maxima,
        structure=_structure(market),
    )


def ties(students: Students, numbers: Longs) -> Longs:
    """Who goes first among students with equal points: higher first."""
    waiting = np.clip(students.waiting, 0, LONGEST_WAIT).astype(np.int64)
    return (waiting << BITS) + ((1 << BITS) - 1 - numbers)


def _structure(market: Market) -> np.uint64:
    numbers = market.vocabulary.obstacles.number
    bits = [bit for word, bit in numbers.items() if word.startswith(("level:", "route:")) and bit < MASK_BITS]
    return np.uint64(sum(1 << bit for bit in bits))


def _entries(market: Market, layout: Layout, maxima: dict[Part, int], numbers: Longs) -> tuple[Entries, Rows]:
    placements = market.placements
    order = np.lexsort((-numbers[market.recognitions.placement], market.recognitions.programme))
    table = take(market.recognitions, order)
    entries = Entries(
        placement=table.placement,
        offers=offers(layout, placements, table, maxima).T,
        x=placements.x[table.placement],
        y=placements.y[table.placement],
        start=placements.start[table.placement],
        end=placements.end[table.placement],
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
