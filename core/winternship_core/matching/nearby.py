"""Who lives near what: squares on the map, so that one student need not look at a whole country."""

from __future__ import annotations

from typing import Final

import numpy as np

from winternship_core.matching.arrays import Flags, Floats, Ints, Longs, Rows, spans
from winternship_core.matching.rounds import Round

SIDE: Final = 150  # of a square, in hundreds of metres


class Squares:
    """Points on a map by programme and square; what lies close on the map lies close in memory."""

    def __init__(self, programme: Ints, x: Floats, y: Floats) -> None:
        self._west, self._south = (int(a.min()) if len(a) else 0 for a in (x, y))
        column = (x.astype(np.int64) - self._west) // SIDE
        line = (y.astype(np.int64) - self._south) // SIDE
        self._columns = int(column.max(initial=0)) + 1
        self._lines = int(line.max(initial=0)) + 1
        keys: Longs = (programme.astype(np.int64) * self._lines + line) * self._columns + column
        self.order = np.argsort(keys, kind="stable")
        self._keys = keys[self.order]
        self.x, self.y = x[self.order], y[self.order]

    def around(self, programme: int, x: float, y: float, reach: float) -> Rows:
        """Places in ``order`` of all points of the programme whose square touches this square reach."""
        low = _clip(x - reach, self._west, self._columns)
        high = _clip(x + reach, self._west, self._columns)
        down, up = _clip(y - reach, self._south, self._lines), _clip(y + reach, self._south, self._lines)
        lines = (programme * self._lines + np.arange(down, up + 1)) * self._columns
        start, end = self._keys.searchsorted(np.concatenate([lines + low, lines + high + 1])).reshape(2, -1)
        return spans(start, end - start)


def _clip(value: float, origin: int, count: int) -> int:
    return min(max(int(value - origin) // SIDE, 0), count - 1)


class Nearby:
    """Both ways: the entries around a student, and the students around an entry."""

    def __init__(self, game: Round) -> None:
        students, entries = game.students, game.entries
        sizes = np.diff(game.first_entry)
        self._programme = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
        self._entries = Squares(self._programme, entries.x, entries.y)
        self._known = np.flatnonzero(students.programme >= 0)
        known = self._known
        self._students = Squares(students.programme[known], students.x[known], students.y[known])
        self._known = known[self._students.order]
        # Copies in the order of the squares, so that a look around reads adjoining memory.
        self._reach = students.reach[self._known] + 1
        self._furthest = float(self._reach.max(initial=0))
        self._start, self._end = students.start[self._known], students.end[self._known]
        self._least = students.least_days[self._known]
        self._opens, self._shuts = entries.start[self._entries.order], entries.end[self._entries.order]
        self._joined: dict[int, list[int]] = {}

    def add(self, student: int, programme: int) -> None:
        """A student joined."""
        self._joined.setdefault(programme, []).append(student)

    def entries(self, game: Round, student: int) -> Rows:
        """The entries of the student's programme that are near, in time and put up no obstacle."""
        students, squares = game.students, self._entries
        programme = int(students.programme[student])
        if programme < 0:
            return np.empty(0, np.intp)
        x, y, reach = students.x[student], students.y[student], students.reach[student] + 1
        spot = squares.around(programme, float(x), float(y), float(reach))
        dx, dy = squares.x[spot] - x, squares.y[spot] - y
        days = np.minimum(self._shuts[spot], students.end[student])
        days -= np.maximum(self._opens[spot], students.start[student])
        near = (dx * dx + dy * dy < reach * reach) & (days + 1 >= students.least_days[student])
        found: Rows = squares.order[spot[near]]
        put_up = game.placements.obstacles[:, game.entries.placement[found]]
        free: Flags = ((put_up & students.hindered[:, student, None]) == 0).all(axis=0)
        open_to: Rows = found[free]
        return open_to

    def students(self, game: Round, entry: int) -> Rows:
        """The students of the entry's programme who take part, are near, in time and not hindered."""
        students, entries, squares = game.students, game.entries, self._students
        programme, x, y = int(self._programme[entry]), entries.x[entry], entries.y[entry]
        spot = squares.around(programme, float(x), float(y), self._furthest)
        dx, dy, reach = squares.x[spot] - x, squares.y[spot] - y, self._reach[spot]
        days = np.minimum(self._end[spot], entries.end[entry]) - np.maximum(
            self._start[spot], entries.start[entry]
        )
        near = (dx * dx + dy * dy < reach * reach) & (days + 1 >= self._least[spot])
        rows: Rows = self._known[spot[near]]
        if programme in self._joined:
            rows = np.append(rows, self._joined[programme])
        put_up = game.placements.obstacles[:, entries.placement[entry], None]
        free: Flags = ((put_up & students.hindered[:, rows]) == 0).all(axis=0)
        rows = rows[free]
        suited: Rows = rows[(students.signed[rows] < 0) & (students.programme[rows] == programme)]
        return suited
