"""How many placements were left for a student after each question; nothing of it is stored while a round runs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winternship_core.matching.arrays import Flags, Longs, Rows
from winternship_core.matching.blocks import blocks
from winternship_core.matching.fits import Fits, candidates, distances, evaluate, shared_days
from winternship_core.matching.lists import FREE, SHUT, Bars
from winternship_core.matching.rounds import PRIORITY_SHIFT, Round

NO_BAR = -1


@dataclass(frozen=True, slots=True)
class Funnels:
    """One row per student. ``short``: the fewest points a student fell short of the last admitted, -1 when nothing
    was considered; 0 when the points were equal and waiting time or the lottery decided.
    """

    rows: Rows
    programme: Longs
    within_reach: Longs
    right_period: Longs
    considered: Longs
    short: Longs


def everyone(game: Round, bars: Bars, rows: Rows) -> Funnels:
    """The funnels of these students, who got no placement, in the order of ``rows``."""
    place = np.empty(len(game.students), np.intp)
    place[rows] = np.arange(len(rows))
    columns = np.zeros((5, len(rows)), np.int64)
    columns[4] = NO_BAR
    for block in blocks(game, rows):
        columns[:, place[block]] = _block(game, bars, block)
    return Funnels(rows, *columns)


def _block(game: Round, bars: Bars, rows: Rows) -> Longs:
    columns = np.zeros((5, len(rows)), np.int64)
    columns[4] = NO_BAR
    programme = int(game.students.programme[rows[0]])
    if programme < 0:
        return columns
    entries = np.arange(game.first_entry[programme], game.first_entry[programme + 1])
    near, timely = within(game, rows, entries)
    columns[0] = len(entries)
    columns[1] = near.sum(axis=1)
    columns[2] = timely.sum(axis=1)
    fits = evaluate(game, rows, candidates(game, rows))
    if len(fits.entries):
        columns[3] = (fits.total >= 0).sum(axis=1)
        columns[4] = np.where(columns[3] > 0, shortages(game, bars, fits).min(axis=1, initial=SHUT), NO_BAR)
    return columns


def within(game: Round, rows: Rows, entries: Rows) -> tuple[Flags, Flags]:
    """Which entries lie within each student's limit, and which of those also in the right period."""
    near: Flags = distances(game, rows[:, None], entries) <= game.students.reach[rows, None]
    timely: Flags = shared_days(game, rows[:, None], entries) >= game.students.least_days[rows, None]
    return near, near & timely


def shortages(game: Round, bars: Bars, fits: Fits) -> Longs:
    """By how many points each student falls short at each placement; huge where it cannot be."""
    placements = game.entries.placement[fits.entries]
    bar = np.broadcast_to(bars.open[placements], fits.work.shape).copy()
    special = np.flatnonzero(bars.reserved[placements] != SHUT)
    if len(special):
        groups = game.students.groups[fits.rows, None] & game.placements.reserved_for[placements[special]]
        reserved = np.broadcast_to(bars.reserved[placements[special]], groups.shape)
        bar[:, special] = np.where(groups != 0, np.minimum(bar[:, special], reserved), bar[:, special])
    points = np.where(bar == FREE, 0, bar >> PRIORITY_SHIFT)
    short: Longs = np.where(bar == SHUT, SHUT - 1, points - fits.work.astype(np.int64))
    short[fits.total < 0] = SHUT
    return short
