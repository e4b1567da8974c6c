"""Who would rather be at a placement, kept at hand: the first few of them by the placement's own order.

While one of them still wants the seat, nobody outside the list comes first. Students who are worse off than when the
list was made are looked at beside it; a list that has run out is made again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from winternship_core.matching.arrays import Flags, Longs, Rows, spans, where
from winternship_core.matching.blocks import blocks
from winternship_core.matching.fits import candidates, evaluate
from winternship_core.matching.lists import BLOCK
from winternship_core.matching.rounds import Round

LENGTH: Final = 12  # of either half of a list
MOST_WORSE: Final = 512  # then a new list costs less than looking at all of them
ENTRY_BITS: Final = 32


@dataclass(frozen=True, slots=True)
class Wanting:
    """Students who would rather be at an entry's placement: a row each, with points for the work, and liking."""

    students: Rows
    work: Longs
    liking: Longs

    def part(self, rows: Flags | slice) -> Wanting:
        """Some of them."""
        return Wanting(self.students[rows], self.work[rows], self.liking[rows])


@dataclass(frozen=True, slots=True)
class Known:
    """Those on the list who still want it, and rows of students who became worse off since and live near.

    ``others``: when none of them wants it, somebody else may; ``other_entitled``: likewise for a reserved seat.
    """

    listed: Wanting
    worse: Rows
    others: bool
    other_entitled: bool


class Suitors:
    """One list an entry: the first of all, then the first of those entitled to a reserved seat, where there are any.

    ``liked`` holds how much each student likes its own placement now.
    """

    def __init__(self, game: Round, asked: NDArray[np.int16], liked: Longs) -> None:
        self._asked, self._liked = asked, liked
        count = len(game.entries.placement)
        self._student = np.full((count, 2 * LENGTH), -1, np.int32)
        self._work = np.zeros((count, 2 * LENGTH), np.int16)
        self._total = np.zeros((count, 2 * LENGTH), np.int16)
        self._seen = np.zeros(count, np.int32)
        self._worse: dict[int, list[int]] = {}
        self._programme = np.repeat(np.arange(len(game.first_entry) - 1), np.diff(game.first_entry))
        students = game.students
        taking_part = np.flatnonzero((students.programme >= 0) & (students.signed < 0))
        order = taking_part[np.argsort(students.programme[taking_part], kind="stable")]
        edges = np.flatnonzero(np.diff(students.programme[order])) + 1
        for group in np.split(order, edges):
            self._write_programme(game, group)

    def worsen(self, game: Round, student: int) -> None:
        """The student may want now what it did not want before."""
        self._worse.setdefault(int(game.students.programme[student]), []).append(student)

    def of(self, game: Round, entry: int) -> Known:
        """What is known of those who want the entry now."""
        worse = self._worse.get(int(self._programme[entry]), [])[int(self._seen[entry]) :]
        rows = self._student[entry].astype(np.intp)
        liking = (self._total[entry].astype(np.int64) << ENTRY_BITS) + entry
        still = (rows >= 0) & (liking > self._liked[rows]) & self._here(game, rows, entry)
        listed = Wanting(rows, self._work[entry].astype(np.int64), liking).part(still)
        if len(worse) > MOST_WORSE:
            return Known(listed.part(slice(0)), rows[:0], others=True, other_entitled=True)
        return Known(
            listed,
            self._near(game, entry, np.unique(np.array(worse, np.intp))),
            others=bool(rows[LENGTH - 1] >= 0),
            other_entitled=bool(rows[-1] >= 0),
        )

    def renew(self, game: Round, entry: int, wanting: Wanting) -> None:
        """Make the list again, of all who want the entry now."""
        self._seen[entry] = len(self._worse.get(int(self._programme[entry]), ()))
        self._student[entry] = -1
        entries = np.full(len(wanting.students), entry)
        self._write(game, wanting.students, entries, wanting.work, wanting.liking >> ENTRY_BITS)

    def _here(self, game: Round, rows: Rows, entry: int) -> Flags:
        students = game.students
        here: Flags = (students.programme[rows] == self._programme[entry]) & (students.signed[rows] < 0)
        return here

    def _near(self, game: Round, entry: int, rows: Rows) -> Rows:
        if not len(rows):
            return rows
        dx = game.students.x[rows] - game.entries.x[entry]
        dy = game.students.y[rows] - game.entries.y[entry]
        near: Rows = rows[dx * dx + dy * dy < (game.students.reach[rows] + 1) ** 2]
        return near[self._here(game, near, entry)]

    def _write_programme(self, game: Round, group: Rows) -> None:
        nobody = (np.empty(0, np.intp),) * 4
        found = [nobody, *(self._wanted(game, block) for block in blocks(game, group))]
        self._write(game, *(np.concatenate(columns) for columns in zip(*found, strict=True)))

    def _write(self, game: Round, student: Rows, entry: Rows, work: Longs, total: Longs) -> None:
        order = np.lexsort((-game.priority(student, work), entry))
        placement = game.entries.placement[entry[order]]
        entitled = game.entitled(student[order], placement) & (game.placements.reserved[placement] > 0)
        for start, rows in ((0, order), (LENGTH, order[entitled])):
            first = np.flatnonzero(np.diff(entry[rows], prepend=-1))
            rank = spans(np.zeros(len(first), np.intp), np.diff(np.append(first, len(rows))))
            kept = rows[rank < LENGTH]
            spot = entry[kept], start + rank[rank < LENGTH]
            self._student[spot], self._work[spot], self._total[spot] = student[kept], work[kept], total[kept]

    def _wanted(self, game: Round, block: Rows) -> tuple[Rows, Rows, Rows, Rows]:
        """Student, entry, points for the work and points for the student of pairs better than what the student has."""
        entries = candidates(game, block)
        found = [(np.empty(0, np.intp),) * 4]
        step = max(1, BLOCK // max(len(entries), 1))
        for start in range(0, len(block) if len(entries) else 0, step):
            rows = block[start : start + step]
            fits = evaluate(game, rows, entries, self._asked[rows].astype(np.float32))
            least = np.maximum(self._liked[rows] >> ENTRY_BITS, 0).astype(np.float32)
            place, column = where(fits.total >= least[:, None])
            total = fits.total[place, column].astype(np.intp)
            liking = (total << ENTRY_BITS) + entries[column]
            better = liking > self._liked[rows[place]]
            place, column = place[better], column[better]
            work = fits.work[place, column].astype(np.intp)
            found.append((rows[place], entries[column], work, total[better]))
        student, entry, work, total = (np.concatenate(columns) for columns in zip(*found, strict=True))
        return student, entry, work, total
