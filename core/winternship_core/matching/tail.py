"""The last few students ask one by one on heaps: thousands of almost empty array rounds would take longer."""

from __future__ import annotations

from heapq import heappop, heappush, heappushpop, heapreplace

import numpy as np

from winternship_core.matching.arrays import Rows
from winternship_core.matching.lists import FREE, SHUT, Lists
from winternship_core.matching.rounds import PRIORITY_SHIFT, Round
from winternship_core.matching.seats import Seats, choose

NOBODY = -1
Held = tuple[int, int]  # priority, student


class Table:
    """One placement's seats: the lowest priority lies on top of either heap."""

    def __init__(self, seats: int, reserved: int) -> None:
        self.seats = seats
        self.reserved_seats = reserved
        self.open: list[Held] = []
        self.reserved: list[Held] = []

    def bar(self, entitled: bool) -> int:
        """What a priority must exceed to get a seat."""
        bar = FREE
        if len(self.open) + len(self.reserved) >= self.seats:
            bar = self.open[0][0] if self.open else SHUT
        if entitled and self.reserved_seats:
            if len(self.reserved) < self.reserved_seats:
                return FREE
            return min(bar, self.reserved[0][0])
        return bar

    def seat(self, who: Held, entitled: bool) -> int:
        """Seat someone above the bar; returns who loses a seat for it, or -1."""
        if entitled and len(self.reserved) < self.reserved_seats:
            heappush(self.reserved, who)
            if len(self.open) + len(self.reserved) <= self.seats:
                return NOBODY
            return heappop(self.open)[1]
        if entitled and self.reserved_seats and who > self.reserved[0]:
            who = heapreplace(self.reserved, who)
        if len(self.open) + len(self.reserved) < self.seats:
            heappush(self.open, who)
            return NOBODY
        return heappushpop(self.open, who)[1]


def ask_one_by_one(game: Round, seats: Seats, lists: Lists, asking: Rows) -> Rows:
    """As the array rounds, for few students; returns those at the end of their list."""
    tables: dict[int, Table] = {}
    finished = []
    stack: list[int] = asking.tolist()
    while stack:
        student = stack.pop()
        loser = _ask(game, seats, lists, tables, student)
        if loser == student:
            finished.append(student)
        elif loser != NOBODY:
            stack.append(loser)
    _write_back(game, seats, tables)
    return np.array(finished, np.intp)


def _ask(game: Round, seats: Seats, lists: Lists, tables: dict[int, Table], student: int) -> int:
    """Ask down the list; returns who is without a seat after it: this student, another, or nobody."""
    tie = int(game.tie[student])
    placements = lists.placement[student]
    # A table is laid only for someone who may get past its bar as it was; most are refused by that alone.
    bars = np.minimum(seats.bars.open[placements], seats.bars.reserved[placements])
    asked = zip(placements.tolist(), lists.work[student].tolist(), bars.tolist(), strict=True)
    for placement, work, bar in asked:
        if placement < 0:
            break
        priority = (work << PRIORITY_SHIFT) + tie
        table = tables.get(placement)
        if table is None:
            if priority <= bar:
                continue
            table = open_table(game, seats, tables, placement)
        entitled = table.reserved_seats > 0 and _entitled(game, student, placement)
        if priority > table.bar(entitled):
            return table.seat((priority, student), entitled)
    return student


def open_table(game: Round, seats: Seats, tables: dict[int, Table], placement: int) -> Table:
    """Lay the table of a placement with those it holds, and keep it in ``tables``."""
    table = Table(int(game.seats[placement]), int(game.reserved[placement]))
    first = int(seats.first[placement])
    held = slice(first, first + int(seats.filled[placement]))
    for who in zip(seats.priority[held].tolist(), seats.student[held].tolist(), strict=True):
        table.seat(who, table.reserved_seats > 0 and _entitled(game, who[1], placement))
    tables[placement] = table
    return table


def _entitled(game: Round, student: int, placement: int) -> bool:
    return bool(game.students.groups[student] & game.placements.reserved_for[placement])


def _write_back(game: Round, seats: Seats, tables: dict[int, Table]) -> None:
    placements = np.array(sorted(tables), np.int32)
    if not len(placements):
        return
    rows = [
        (student, placement, priority)
        for placement in placements.tolist()
        for priority, student in tables[placement].open + tables[placement].reserved
    ]
    table = np.array(rows, np.int64).reshape(-1, 3)
    student, placement = table[:, 0].astype(np.intp), table[:, 1].astype(np.int32)
    seats.write(placements, choose(game, student, placement, table[:, 2]))
