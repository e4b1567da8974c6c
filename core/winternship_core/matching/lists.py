"""A student's list holds the next few placements that could still take that student; it grows on demand.

Nobody's result depends on how long the lists are: who runs out gets the next piece, and what is left out was beyond
reach already, because a placement's last admitted student only ever gets better.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from winternship_core.matching.arrays import Ints, Longs, Rows, spans
from winternship_core.matching.blocks import blocks
from winternship_core.matching.fits import Fits, candidates, evaluate
from winternship_core.matching.rounds import PRIORITY_SHIFT, Round

LENGTH: Final = 16
BLOCK: Final = 1 << 18  # pairs judged at once: few enough to stay in the processor's cache
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
    """``placement[row, k]`` is the k-th placement (-1 past the end), ``work[row, k]`` the points it goes by."""

    placement: Ints
    work: NDArray[np.int16]

    @property
    def length(self) -> int:
        """How many placements a list can hold."""
        return int(self.placement.shape[1])

    @classmethod
    def empty(cls, count: int, length: int) -> Lists:
        """Lists of ``count`` students with nothing on them."""
        return cls(np.full((count, length), -1, np.int32), np.zeros((count, length), np.int16))


def fill(game: Round, lists: Lists, rows: Rows, bars: Bars | None) -> None:
    """Give these students the best placements that could still take them (all, while there are no bars)."""
    lists.placement[rows] = -1
    for block in blocks(game, rows):
        entries = candidates(game, block)
        step = max(1, BLOCK // max(len(entries), 1))
        for start in range(0, len(block) if len(entries) else 0, step):
            fits = evaluate(game, block[start : start + step], entries)
            place, column = _promising(fits, lists.length) if bars is None else reachable(game, fits, bars)
            _write_best(game, lists, fits, place, column)


def _promising(fits: Fits, length: int) -> tuple[Rows, Rows]:
    """Pairs among which each student's best are: those not below the least of the best of ``length`` pieces."""
    piece, width = 4 * length, fits.total.shape[1]
    wanted = fits.total >= 0
    if width >= 2 * piece:
        best = fits.total[:, :piece].copy()
        for start in range(piece, width - piece + 1, piece):
            np.maximum(best, fits.total[:, start : start + piece], out=best)
        least = np.partition(best, piece - length, axis=1)[:, piece - length]
        wanted &= fits.total >= least[:, None]
    return np.divmod(np.flatnonzero(wanted), width)


def reachable(game: Round, fits: Fits, bars: Bars) -> tuple[Rows, Rows]:
    """Pairs whose placement would take the student now."""
    placements = game.entries.placement[fits.entries]
    least = np.minimum(bars.open[placements], bars.reserved[placements]) >> PRIORITY_SHIFT
    wanted = (fits.total >= 0) & (fits.work >= least.astype(np.float32))
    place, column = np.divmod(np.flatnonzero(wanted), len(placements))
    student = fits.rows[place]
    priority = game.priority(student, fits.work[place, column].astype(np.int64))
    taken = priority > bars.of(game, student, placements[column])
    return place[taken], column[taken]


def _write_best(game: Round, lists: Lists, fits: Fits, place: Rows, column: Rows) -> None:
    """Write the best of these pairs into the lists: most points first, on a tie the later entry."""
    points = fits.total[place, column].astype(np.int64)
    order = np.argsort((place << POINT_BITS) - points << ENTRY_BITS | len(fits.entries) - column)
    place, column = place[order], column[order]
    count = np.bincount(place, minlength=len(fits.rows))
    rank = spans(np.zeros(len(count), np.intp), count)
    first = rank < lists.length
    place, column, rank = place[first], column[first], rank[first]
    lists.placement[fits.rows[place], rank] = game.entries.placement[fits.entries[column]]
    lists.work[fits.rows[place], rank] = fits.work[place, column]
