"""A student's list holds the next few placements that could still take that student; it grows on demand.

Nobody's result depends on how long the lists are: who runs out gets the next piece, and what is left out was beyond
reach already, because a placement's last admitted student only ever gets better.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from winternship_core.matching.arrays import Floats, Ints, Longs, Rows, spans, where
from winternship_core.matching.blocks import blocks
from winternship_core.matching.features import asks_of_all
from winternship_core.matching.fits import (
    Fits,
    candidates,
    evaluate,
    judge_work,
    notes_on,
    totals,
    wish,
    within_reach,
)
from winternship_core.matching.rounds import PRIORITY_SHIFT, Round

LENGTH: Final = 16
BLOCK: Final = 1 << 19  # pairs judged at once: enough that a call costs little beside its work
POINT_BITS, ENTRY_BITS = 12, 24
FREE: Final = -1  # the bar of a placement with an empty seat: every priority is higher
SHUT: Final = np.iinfo(np.int64).max  # the bar of a placement that takes nobody


@dataclass(frozen=True, slots=True)
class Bars:
    """What a student's priority must exceed: at open seats, and at seats reserved for a group (placements wide)."""

    open: Longs
    reserved: Longs

    def of(self, game: Round, rows: Rows, placements: Ints) -> Longs:
        """The bar each student meets: the lower of the two for those entitled to a reserved seat."""
        bar: Longs = self.open[placements]
        where = np.nonzero(self.reserved[placements] != SHUT)
        if len(where[0]):
            there = placements[where]
            entitled = game.entitled(rows[where[0]], there)
            bar[where] = np.where(entitled, np.minimum(bar[where], self.reserved[there]), bar[where])
        return bar


@dataclass(frozen=True, slots=True)
class Lists:
    """``placement[row, k]`` is the k-th placement (-1 past the end), ``work[row, k]`` the points it goes by.

    ``asked[row]`` is what the student asks of any placement, worked out once for all the times the list grows.
    """

    placement: Ints
    work: NDArray[np.int16]
    asked: NDArray[np.int16]

    @property
    def length(self) -> int:
        """How many placements a list can hold."""
        return int(self.placement.shape[1])

    @classmethod
    def empty(cls, game: Round, length: int) -> Lists:
        """Lists of all students with nothing on them yet."""
        count = len(game.students)
        return cls(
            np.full((count, length), -1, np.int32),
            np.zeros((count, length), np.int16),
            asks_of_all(game.layout, game.students, game.maxima),
        )


@dataclass(frozen=True, slots=True)
class Found:
    """Pairs, sorted by ``place`` (in the rows of a block), then ``column`` (in its entries), with their points."""

    place: Rows
    column: Rows
    work: Floats
    total: Floats


def fill(game: Round, lists: Lists, rows: Rows, bars: Bars | None) -> None:
    """Give these students the best placements that could still take them (all, while there are no bars)."""
    lists.placement[rows] = -1
    for block in blocks(game, rows):
        entries = candidates(game, block)
        step = max(1, BLOCK // max(len(entries), 1))
        for start in range(0, len(block) if len(entries) else 0, step):
            some = block[start : start + step]
            asked = lists.asked[some].astype(np.float32)
            if bars is None:
                found = _promising(evaluate(game, some, entries, asked), lists.length)
            else:
                found = reachable(game, some, entries, bars, asked)
            _write_best(game, lists, some, entries, found)


def _promising(fits: Fits, length: int) -> Found:
    """Pairs among which each student's best are: those not below the least of the best of ``length`` pieces."""
    piece, width = 4 * length, fits.total.shape[1]
    wanted = fits.total >= 0
    if width >= 2 * piece:
        best = fits.total[:, :piece].copy()
        for start in range(piece, width - piece + 1, piece):
            np.maximum(best, fits.total[:, start : start + piece], out=best)
        least = np.partition(best, piece - length, axis=1)[:, piece - length]
        wanted &= fits.total >= least[:, None]
    place, column = where(wanted)
    return Found(place, column, fits.work[place, column], fits.total[place, column])


def reachable(game: Round, rows: Rows, entries: Rows, bars: Bars, asked: Floats) -> Found:
    """Pairs of these students (of one programme) and entries whose placement would take the student now.

    Few bars are passed, so all else is judged of those few only.
    """
    split = game.layout.about_the_work
    work = judge_work(game, rows, entries, asked[:, :split], game.entries.offers.T[entries, :split])
    note = notes_on(game, rows, entries)
    np.add.at(work, note[:2], game.notes.choice[note[2]])
    placements = game.entries.placement[entries]
    least = np.minimum(bars.open[placements], bars.reserved[placements]) >> PRIORITY_SHIFT
    wanted = work >= np.maximum(least, 0).astype(np.float32)
    wanted &= within_reach(game, rows, entries)
    place, column = where(wanted)
    points = work[place, column]
    student = rows[place]
    taken = game.priority(student, points.astype(np.int64)) > bars.of(game, student, placements[column])
    found = Found(place[taken], column[taken], points[taken], points[taken])
    return _with_totals(game, rows, entries, found, note)


def _with_totals(
    game: Round, rows: Rows, entries: Rows, found: Found, note: tuple[Rows, Rows, Rows]
) -> Found:
    """The same pairs with the points a student goes by, less those that break a rule after all."""
    row, column, number = note
    total = totals(game, rows[found.place], entries[found.column], found.work)
    flat = found.place * len(entries) + found.column
    spot = np.searchsorted(flat, row * len(entries) + column)
    there = np.flatnonzero(np.append(flat, -1)[spot] == row * len(entries) + column)
    added = wish(game, rows[row[there]], entries[column[there]], number[there])
    np.add.at(total, spot[there], added - game.notes.choice[number[there]])
    fits = total >= 0
    return Found(found.place[fits], found.column[fits], found.work[fits], total[fits])


def _write_best(game: Round, lists: Lists, rows: Rows, entries: Rows, found: Found) -> None:
    best, rank = best_of(found, len(rows), len(entries), lists.length)
    where = rows[found.place[best]], rank
    lists.placement[where] = game.entries.placement[entries[found.column[best]]]
    lists.work[where] = found.work[best]


def best_of(found: Found, rows: int, entries: int, length: int) -> tuple[Rows, Rows]:
    """The first ``length`` pairs of each row, and their rank: most points first, on a tie the later entry."""
    points = found.total.astype(np.int64)
    order = np.argsort((found.place << POINT_BITS) - points << ENTRY_BITS | entries - found.column)
    count = np.bincount(found.place, minlength=rows)
    rank = spans(np.zeros(len(count), np.intp), count)
    first = rank < length
    return order[first], rank[first]
