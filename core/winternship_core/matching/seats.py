"""A placement's choice: reserved seats to the best of those entitled, every other seat to the best of the rest.

Such a choice never takes back a refusal when more students come (reserved seats nobody may use are open to all), and
that is what keeps the outcome stable and the best stable one for students.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winternship_core.matching.arrays import Flags, Ints, Longs, Rows, distinct, spans
from winternship_core.matching.lists import FREE, SHUT, Bars
from winternship_core.matching.rounds import Round


@dataclass(frozen=True, slots=True)
class Choice:
    """Rows sorted by placement, then priority: who stays, and who of those sits on a reserved seat."""

    student: Rows
    placement: Ints
    priority: Longs
    stays: Flags
    on_reserved: Flags


def choose(game: Round, student: Rows, placement: Ints, priority: Longs) -> Choice:
    """Every placement chooses among the students given for it (those it held and those who ask)."""
    order = np.lexsort((-priority, placement))
    student, placement, priority = student[order], placement[order], priority[order]
    first = np.flatnonzero(np.diff(placement, prepend=-1))
    size = np.diff(np.append(first, len(placement)))
    on_reserved = np.zeros(len(placement), np.bool_)
    reserved = game.reserved[placement]
    if reserved.any():
        entitled = game.entitled(student, placement)
        on_reserved = entitled & (_count_before(entitled, first, size) < reserved)
    others = ~on_reserved
    taken = np.add.reduceat(on_reserved.astype(np.int32), first) if len(first) else np.zeros(0, np.int32)
    open_seats = game.seats[placement] - np.repeat(taken, size)
    stays = on_reserved | (_count_before(others, first, size) < open_seats)
    return Choice(student, placement, priority, stays, on_reserved)


def _count_before(flags: Flags, first: Rows, size: Rows) -> Rows:
    """For each row, how many flagged rows of the same placement come before it."""
    before: Rows = np.cumsum(flags) - flags
    counted: Rows = before - np.repeat(before[first], size)
    return counted


class Seats:
    """Who sits where while a round runs, and the bars that follow from it."""

    def __init__(self, game: Round) -> None:
        self.game = game
        self.first = np.concatenate([[0], np.cumsum(game.seats)]).astype(np.intp)
        self.student = np.full(self.first[-1], -1, np.int32)
        self.priority = np.zeros(self.first[-1], np.int64)
        self.filled = np.zeros(len(game.seats), np.int32)
        # One more place at the end: an empty place on a list (-1) finds it and is never taken.
        self.bars = Bars(
            np.append(np.where(game.seats > 0, FREE, SHUT), SHUT),
            np.append(np.where(game.reserved > 0, FREE, SHUT), SHUT),
        )

    def held(self, placements: Ints) -> tuple[Rows, Ints, Longs]:
        """The students that these placements hold: row, placement and priority of each."""
        counts = self.filled[placements]
        where = spans(self.first[placements], counts)
        return self.student[where].astype(np.intp), np.repeat(placements, counts), self.priority[where]

    def offer(self, student: Rows, placement: Ints, priority: Longs) -> Rows:
        """Each student asks one placement for a seat; returns who is left without, asker or displaced."""
        asked = distinct(placement)
        held = self.held(asked)
        choice = choose(
            self.game,
            np.concatenate([held[0], student]),
            np.concatenate([held[1], placement]),
            np.concatenate([held[2], priority]),
        )
        self.write(asked, choice)
        return choice.student[~choice.stays]

    def write(self, placements: Ints, choice: Choice) -> None:
        """Seat those who stay and raise the bars of these (sorted, different) placements."""
        stays = choice.stays
        local = np.searchsorted(placements, choice.placement[stays])
        counts = np.bincount(local, minlength=len(placements)).astype(np.int32)
        where = spans(self.first[placements], counts)
        self.student[where] = choice.student[stays]
        self.priority[where] = choice.priority[stays]
        self.filled[placements] = counts
        self._raise_bars(placements, local, counts, choice.priority[stays], choice.on_reserved[stays])

    def _raise_bars(
        self, placements: Ints, local: Rows, counts: Ints, priority: Longs, on_reserved: Flags
    ) -> None:
        game = self.game
        full = counts >= game.seats[placements]
        lowest = np.full((2, len(placements)), SHUT, np.int64)
        for kind, rows in enumerate((~on_reserved, on_reserved)):
            # Rows come in falling priority, so the last write of a placement is its lowest.
            lowest[kind, local[rows]] = priority[rows]
        self.bars.open[placements] = np.where(full, lowest[0], FREE)
        seated = np.bincount(local[on_reserved], minlength=len(placements))
        reserved = game.reserved[placements]
        bar = np.where(seated < reserved, FREE, lowest[1])
        self.bars.reserved[placements] = np.where(reserved > 0, bar, SHUT)

    def outcome(self) -> Ints:
        """The placement of every student, -1 for none."""
        placed = np.full(len(self.game.students), -1, np.int32)
        everyone = np.arange(len(self.filled), dtype=np.int32)
        students, placements, _ = self.held(everyone)
        placed[students] = placements
        return placed
