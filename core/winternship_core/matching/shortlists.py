"""What each student likes best after the placement it has, kept at hand so that losing a seat costs microseconds.

A list holds the first placements that would have taken the student when it was made. Bars that rise only refuse more,
which the list survives; a placement whose bar has fallen since is looked at beside it.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from winternship_core.matching.arrays import Rows
from winternship_core.matching.blocks import blocks
from winternship_core.matching.fits import candidates
from winternship_core.matching.lists import BLOCK, SHUT, Bars, Found, best_of, reachable
from winternship_core.matching.nearby import Nearby
from winternship_core.matching.pairs import EntryIndex
from winternship_core.matching.rounds import PRIORITY_SHIFT, Round

LENGTH: Final = 16
MOST_FALLEN: Final = 64  # then a new list costs less than looking at all of them
Choice = tuple[int, int, int]  # points the student goes by, entry, points for the work


class Shortlists:
    """One list a student; ``asked`` is what :func:`.features.asks_of_all` gave and may be written to from outside."""

    def __init__(
        self, game: Round, bars: Bars, asked: NDArray[np.int16], index: EntryIndex, nearby: Nearby
    ) -> None:
        count = len(game.students)
        self._asked, self._index, self._nearby = asked, index, nearby
        self._entry = np.full((count, LENGTH), -1, np.int32)
        self._work = np.zeros((count, LENGTH), np.int16)
        self._total = np.zeros((count, LENGTH), np.int16)
        self._fallen: dict[int, list[int]] = {}
        self._seen = np.zeros(count, np.int32)  # how many of its programme's fallen bars a list knows of
        asking = np.flatnonzero(game.students.programme >= 0)
        for block in blocks(game, asking):
            entries = candidates(game, block)
            step = max(1, BLOCK // max(len(entries), 1))
            for start in range(0, len(block) if len(entries) else 0, step):
                self._write(game, bars, block[start : start + step], entries)

    def fall(self, placement: int) -> None:
        """The placement takes students now that it would have refused before."""
        for entry, programme in self._index.served_by(placement):
            self._fallen.setdefault(programme, []).append(entry)

    def first(self, game: Round, bars: Bars, student: int) -> Choice | None:
        """What the student likes best of all that would take it now."""
        fallen = self._fallen.get(int(game.students.programme[student]), [])
        news = fallen[int(self._seen[student]) :]
        choice, ended = self._on_list(game, bars, student)
        if not ended or len(news) > MOST_FALLEN:
            self.renew(game, bars, student)
            return self._on_list(game, bars, student)[0]
        near = self._near(game, student, news)
        if near:
            rows = np.array([student])
            found = self._reachable(game, bars, rows, np.array(sorted(near), np.intp))
            for column, work, total in zip(found.column, found.work, found.total, strict=True):
                one = (int(total), sorted(near)[column], int(work))
                choice = max(choice, one) if choice else one
        return choice

    def renew(self, game: Round, bars: Bars, student: int) -> None:
        """Make the student's list again, of what would take it now."""
        rows = np.array([student])
        self._entry[rows] = -1
        self._seen[student] = len(self._fallen.get(int(game.students.programme[student]), ()))
        entries = self._nearby.entries(game, student)
        if len(entries):
            self._write(game, bars, rows, entries)

    def _on_list(self, game: Round, bars: Bars, student: int) -> tuple[Choice | None, bool]:
        """The first that would take the student; and whether there is none, or one, beyond doubt."""
        tie = int(game.tie[student])
        columns = (self._entry[student], self._work[student], self._total[student])
        for entry, work, total in zip(*(column.tolist() for column in columns), strict=True):
            if entry < 0:
                return None, True
            if (work << PRIORITY_SHIFT) + tie > _bar(game, bars, student, int(game.entries.placement[entry])):
                return (total, entry, work), True
        return None, False

    def _near(self, game: Round, student: int, entries: list[int]) -> set[int]:
        students, table = game.students, game.entries
        x, y = float(students.x[student]), float(students.y[student])
        limit = (float(students.reach[student]) + 1) ** 2
        return {e for e in entries if (float(table.x[e]) - x) ** 2 + (float(table.y[e]) - y) ** 2 < limit}

    def _reachable(self, game: Round, bars: Bars, rows: Rows, entries: Rows) -> Found:
        return reachable(game, rows, entries, bars, self._asked[rows].astype(np.float32))

    def _write(self, game: Round, bars: Bars, rows: Rows, entries: Rows) -> None:
        found = self._reachable(game, bars, rows, entries)
        best, rank = best_of(found, len(rows), len(entries), LENGTH)
        where = rows[found.place[best]], rank
        self._entry[where] = entries[found.column[best]]
        self._work[where], self._total[where] = found.work[best], found.total[best]


def _bar(game: Round, bars: Bars, student: int, placement: int) -> int:
    """As :meth:`.Bars.of`, for one pair."""
    bar, reserved = int(bars.open[placement]), int(bars.reserved[placement])
    if reserved != SHUT and game.students.groups[student] & game.placements.reserved_for[placement]:
        return min(bar, reserved)
    return bar
