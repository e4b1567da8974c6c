"""Who lives near what: squares on the map, so that one student need not look at a whole country."""

from __future__ import annotations

from typing import Final

import numpy as np

from winternship_core.matching.arrays import Flags, Floats, Ints, Longs, Rows, spans
from winternship_core.matching.fits import shared_days
from winternship_core.matching.rounds import Round

SIDE: Final = 100  # of a square, in hundreds of metres


class Squares:
    """Points on a map by programme and square; finds those around a point without missing any."""

    def __init__(self, programme: Ints, x: Floats, y: Floats) -> None:
        self._west, self._south = (int(a.min()) if len(a) else 0 for a in (x, y))
        column = (x.astype(np.int64) - self._west) // SIDE
        line = (y.astype(np.int64) - self._south) // SIDE
        self._columns = int(column.max()) + 1 if len(x) else 1
        self._lines = int(line.max()) + 1 if len(x) else 1
        keys: Longs = (programme.astype(np.int64) * self._lines + line) * self._columns + column
        self._order = np.argsort(keys, kind="stable")
        self._keys = keys[self._order]

    def around(self, programme: int, x: float, y: float, reach: float) -> Rows:
        """All points of the programme in squares that touch the square of this reach."""
        low, high = (
            self._clip(x - reach, self._west, self._columns),
            self._clip(x + reach, self._west, self._columns),
        )
        down, up = (
            self._clip(y - reach, self._south, self._lines),
            self._clip(y + reach, self._south, self._lines),
        )
        lines = (programme * self._lines + np.arange(down, up + 1)) * self._columns
        start = np.searchsorted(self._keys, lines + low)
        size = np.searchsorted(self._keys, lines + high, side="right") - start
        return self._order[spans(start, size)]

    @staticmethod
    def _clip(value: float, origin: int, count: int) -> int:
        return min(max(int(value - origin) // SIDE, 0), count - 1)


class Nearby:
    """Both ways: the entries around a student, and the students around an entry."""

    def __init__(self, game: Round) -> None:
        programme = np.repeat(np.arange(len(game.first_entry) - 1), np.diff(game.first_entry))
        self._entries = Squares(programme.astype(np.int32), game.entries.x, game.entries.y)
        self._known = np.flatnonzero(game.students.programme >= 0)
        students = game.students
        self._students = Squares(
            students.programme[self._known], students.x[self._known], students.y[self._known]
        )
        self._furthest = float(students.reach.max(initial=0)) + 1
        self._joined: dict[int, list[int]] = {}
        self._programme = programme

    def add(self, student: int, programme: int) -> None:
        """A student joined."""
        self._joined.setdefault(programme, []).append(student)

    def entries(self, game: Round, student: int) -> Rows:
        """The entries of the student's programme that are near, in time and put up no obstacle."""
        students, entries = game.students, game.entries
        programme = int(students.programme[student])
        if programme < 0:
            return np.empty(0, np.intp)
        x, y, reach = students.x[student], students.y[student], students.reach[student] + 1
        found: Rows = self._entries.around(programme, float(x), float(y), float(reach))
        dx, dy = entries.x[found] - x, entries.y[found] - y
        found = found[dx * dx + dy * dy < reach * reach]
        found = found[shared_days(game, np.array(student), found) >= students.least_days[student]]
        put_up = game.placements.obstacles[:, entries.placement[found]]
        free: Flags = ((put_up & students.hindered[:, student, None]) == 0).all(axis=0)
        open_to: Rows = found[free]
        return open_to

    def students(self, game: Round, entry: int) -> Rows:
        """The students of the entry's programme who take part, are near, in time and not hindered."""
        students, entries = game.students, game.entries
        programme = int(self._programme[entry])
        x, y = entries.x[entry], entries.y[entry]
        around = self._students.around(programme, float(x), float(y), self._furthest)
        rows: Rows = np.concatenate([self._known[around], np.array(self._joined.get(programme, []), np.intp)])
        dx, dy = students.x[rows] - x, students.y[rows] - y
        reach = students.reach[rows] + 1
        near = (dx * dx + dy * dy < reach * reach) & (students.signed[rows] < 0)
        rows = rows[near & (students.programme[rows] == programme)]
        rows = rows[shared_days(game, rows, np.array(entry)) >= students.least_days[rows]]
        put_up = game.placements.obstacles[:, entries.placement[entry], None]
        free: Flags = ((put_up & students.hindered[:, rows]) == 0).all(axis=0)
        suited: Rows = rows[free]
        return suited
