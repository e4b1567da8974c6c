"""The seats of a round that goes on: who sits where, one placement at a time, with the bars kept up to date."""

from __future__ import annotations

import numpy as np

from winternship_core.matching.lists import FREE, SHUT, Bars
from winternship_core.matching.outcome import Outcome
from winternship_core.matching.rounds import PRIORITY_SHIFT, Round
from winternship_core.matching.tail import Held, Table, open_table


class LiveSeats:
    """Tables are opened when they are first touched; the outcome they came from stays as it was.

    ``fallen`` gathers the placements whose bar fell, for whoever keeps lists by the bars to take away.
    """

    def __init__(self, game: Round, outcome: Outcome) -> None:
        self.game = game
        self.fallen: list[int] = []
        self.bars = Bars(outcome.seats.bars.open.copy(), outcome.seats.bars.reserved.copy())
        self._from = outcome.seats
        self._tables: dict[int, Table] = {}
        self._signed: dict[int, list[int]] = {}
        for student in np.flatnonzero(game.students.signed >= 0).tolist():
            self._signed.setdefault(int(game.students.signed[student]), []).append(student)

    def table(self, placement: int) -> Table:
        """The table of a placement."""
        return self._tables.get(placement) or open_table(self.game, self._from, self._tables, placement)

    def seat(self, placement: int, student: int, work: int) -> int:
        """Seat a student above the bar; returns who loses the seat for it, or -1."""
        who = ((work << PRIORITY_SHIFT) + int(self.game.tie[student]), student)
        loser = self.table(placement).seat(who, self._entitled(student, placement))
        self._set_bars(placement)
        return loser

    def unseat(self, placement: int, student: int) -> None:
        """Take a student from the table."""
        self._lay(placement, [who for who in self._seated(placement) if who[1] != student])

    def sign(self, placement: int, student: int) -> None:
        """Take a student from the table together with the seat."""
        self._signed.setdefault(placement, []).append(student)
        self._seats_more(placement, -1, [who for who in self._seated(placement) if who[1] != student])

    def unsign(self, placement: int, student: int) -> None:
        """The signed student leaves; the seat is open again."""
        self._signed[placement].remove(student)
        self._seats_more(placement, 1, self._seated(placement))

    def add_seat(self, placement: int) -> None:
        """One seat more, open to all."""
        self._seats_more(placement, 1, self._seated(placement))

    def close(self, placement: int) -> list[int]:
        """No seats any more; returns who sat there, signed or not."""
        left = [student for _, student in self._seated(placement)] + self._signed.pop(placement, [])
        self._seats_more(placement, -int(self.game.seats[placement]), [])
        return left

    def _seats_more(self, placement: int, more: int, seated: list[Held]) -> None:
        """Another number of seats; signed agreements use up reserved seats first, as in a full round."""
        self.game.seats[placement] += more
        entitled = sum(self._entitled(student, placement) for student in self._signed.get(placement, ()))
        reserved = max(int(self.game.placements.reserved[placement]) - entitled, 0)
        self.game.reserved[placement] = min(reserved, int(self.game.seats[placement]))
        self._lay(placement, seated)

    def vacant(self, placement: int) -> bool:
        """Whether a seat is empty."""
        table = self.table(placement)
        return len(table.open) + len(table.reserved) < table.seats

    def reserved_vacant(self, placement: int) -> bool:
        """Whether a reserved seat has nobody entitled on it."""
        table = self.table(placement)
        return len(table.reserved) < table.reserved_seats

    def _seated(self, placement: int) -> list[Held]:
        table = self.table(placement)
        return table.open + table.reserved

    def _lay(self, placement: int, seated: list[Held]) -> None:
        table = Table(int(self.game.seats[placement]), int(self.game.reserved[placement]))
        for who in sorted(seated, reverse=True):
            table.seat(who, self._entitled(who[1], placement))
        self._tables[placement] = table
        self._set_bars(placement)

    def _entitled(self, student: int, placement: int) -> bool:
        return bool(self.game.students.groups[student] & self.game.placements.reserved_for[placement])

    def _set_bars(self, placement: int) -> None:
        table, bars = self._tables[placement], self.bars
        before = bars.open[placement], bars.reserved[placement]
        bars.open[placement] = table.bar(entitled=False)
        reserved = SHUT
        if table.reserved_seats:
            reserved = FREE if self.reserved_vacant(placement) else table.reserved[0][0]
        bars.reserved[placement] = reserved
        if bars.open[placement] < before[0] or reserved < before[1]:
            self.fallen.append(placement)
