"""A student's list holds the next few placements that could still take that student; it grows on demand.

Nobody's result depends on how long the lists are: who runs out gets the next piece, and what is left out was beyond
reach already, because a placement's last admitted student only ever gets better.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from winternship_core.matching.arrays import Flags, Ints, Longs, Rows, spans, take
from winternship_core.matching.blocks import blocks
from winternship_core.matching.fits import Fits, candidates, evaluate
from winternship_core.matching.rounds import Round

LENGTH: Final = 16
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
        if game.reserved.any():
            reserved = np.where(game.entitled(rows, placements), self.reserved[placements], SHUT)
            bar = np.minimum(bar, reserved)
        return bar


@dataclass(frozen=True, slots=True)
class Lists:
    """``placement[row, k]`` is the k-th placement (-1 past the end), ``work[row, k]`` the points it goes by."""

    placement: Ints
    work: NDArray[np.int16]

    @classmethod
    def empty(cls, count: int, length: int) -> Lists:
        """Lists of ``count`` students with nothing on them."""
        return cls(np.full((count, length), -1, np.int32), np.zeros((count, length), np.int16))


def fill(game: Round, lists: Lists, rows: Rows, bars: Bars | None) -> None:
    """Give these students the best placements that could still take them (all, while there are no bars)."""
    lists.placement[rows] = -1
    for block in blocks(game, rows):
        entries = candidates(game, block)
        fits = evaluate(game, block, entries)
        if bars is not None:
            fits = take(fits, _reachable(game, fits, bars))
        if len(fits):
            _write_best(game, lists, block, fits)


def _reachable(game: Round, fits: Fits, bars: Bars) -> Flags:
    bar = bars.of(game, fits.student, game.entries.placement[fits.entry])
    reachable: Flags = game.priority(fits.student, fits.work) > bar
    return reachable


def _write_best(game: Round, lists: Lists, block: Rows, fits: Fits) -> None:
    """Write the best of a block into the lists: most points first, on a tie the later entry."""
    count = np.bincount(fits.place, minlength=len(block))
    width = int(count.max())
    column = spans(np.zeros(len(block), np.intp), count)
    bits = max(width - 1, 1).bit_length()
    key = np.full((len(block), width), -1, np.int64)
    key[fits.place, column] = (fits.total.astype(np.int64) << bits) | column
    length = min(lists.placement.shape[1], width)
    if width > length:
        key = np.partition(key, width - length, axis=1)[:, width - length :]
    key = np.sort(key, axis=1)[:, ::-1]
    first = np.cumsum(count) - count
    chosen = np.where(key < 0, 0, (key & ((1 << bits) - 1)) + first[:, None])
    chosen = np.minimum(chosen, len(fits) - 1)
    placement = game.entries.placement[fits.entry[chosen]]
    lists.placement[block, :length] = np.where(key < 0, -1, placement)
    lists.work[block, :length] = fits.work[chosen]
