"""For one change at a time: where would this student go next, and who would rather be at this placement?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from winternship_core.matching.arrays import Flags, Ints, Longs, Rows
from winternship_core.matching.features import asks, asks_of_all
from winternship_core.matching.fits import Fits, evaluate
from winternship_core.matching.lists import Bars, reachable
from winternship_core.matching.market import Students
from winternship_core.matching.nearby import Nearby
from winternship_core.matching.outcome import Outcome
from winternship_core.matching.pairs import EntryIndex, work_and_total
from winternship_core.matching.rounds import Round

NOTHING: Final = -1
ENTRY_BITS: Final = 32
SPARE: Final = 256


@dataclass(frozen=True, slots=True)
class Offer:
    """A seat that a student could take: points for the work, and how much the student likes it."""

    student: int
    placement: int
    work: int
    liking: int


@dataclass(frozen=True, slots=True)
class Wanting:
    """Students who would rather be at a placement, a row each."""

    students: Rows
    work: Longs
    priority: Longs
    liking: Longs

    def best(self, placement: int, entitled: Flags | None) -> Offer | None:
        """Whom the placement would choose first: the entitled, when any are given, then by priority."""
        if not len(self.students):
            return None
        priority = self.priority
        if entitled is not None and entitled.any():
            priority = np.where(entitled, priority, NOTHING)
        row = int(priority.argmax())
        return Offer(int(self.students[row]), placement, int(self.work[row]), int(self.liking[row]))


def with_room(outcome: Outcome, spare: int = SPARE) -> Round:
    """A copy of the round whose tables may be written, with spare rows for students who join."""
    game = outcome.game
    return replace(
        game,
        students=_padded(game.students, spare),
        tie=_pad(game.tie, spare),
        first_note=np.append(game.first_note, np.full(spare, game.first_note[-1])),
        seats=game.seats.copy(),
        reserved=game.reserved.copy(),
    )


def _padded(students: Students, spare: int) -> Students:
    columns: dict[str, Any] = {
        name: _pad(getattr(students, name), spare, -1 if name in {"programme", "signed"} else 0)
        for name in Students.__slots__
    }
    return Students(**columns)


def _pad(array: np.ndarray[Any, Any], spare: int, value: int = 0) -> np.ndarray[Any, Any]:
    return np.concatenate([array, np.full((*array.shape[:-1], spare), value, array.dtype)], axis=-1)


class Proposals:
    """Answers both questions from a round in which little changes at a time.

    To answer within a millisecond it keeps at hand what every student asks and how much each likes its placement.
    """

    def __init__(self, game: Round, placed: Ints) -> None:
        self.game = game
        self._index = EntryIndex(game)
        self._nearby = Nearby(game)
        self._asked = asks_of_all(game.layout, game.students, game.maxima)
        self._liked = np.full(len(game.students), NOTHING, np.int64)
        rows = np.flatnonzero((placed >= 0) & (game.students.signed < 0))
        entries = self._index.find(game.students.programme[rows], placed[rows])
        self._liked[rows] = _liking(work_and_total(game, rows, entries)[1], entries)

    def add(self, student: int) -> None:
        """A new student's row is filled."""
        rows = np.array([student])
        self._asked[rows] = asks(self.game.layout, self.game.students, rows, self.game.maxima)
        self._nearby.add(student, int(self.game.students.programme[student]))

    def moved(self, student: int, liking: int = NOTHING) -> None:
        """The student has another placement than before, liked this much, or none."""
        self._liked[student] = liking

    def best(self, bars: Bars, student: int) -> Offer | None:
        """What this student likes best of all placements that would take it."""
        rows = np.array([student], np.intp)
        entries = self._nearby.entries(self.game, student)
        found = reachable(self.game, rows, entries, bars, self._asked[rows].astype(np.float32))
        if not len(found.column):
            return None
        liking = _liking(found.total, entries[found.column])
        best = liking.argmax()
        placement = int(self.game.entries.placement[entries[found.column[best]]])
        return Offer(student, placement, int(found.work[best]), int(liking[best]))

    def wanting(self, placement: int) -> Wanting:
        """The students who fit this placement and would rather have it than their own."""
        found = [(np.empty(0, np.intp), np.empty(0, np.int64), np.empty(0, np.int64))]
        for entry in self._index.entries_of(placement):
            rows = self._nearby.students(self.game, entry)
            fits = self._evaluate(rows, np.array([entry], np.intp))
            liking = _liking(fits.total[:, 0], np.array(entry))
            wants = (fits.total[:, 0] >= 0) & (liking > self._liked[rows])
            found.append((rows[wants], fits.work[wants, 0].astype(np.int64), liking[wants]))
        rows, work, liking = (np.concatenate(columns) for columns in zip(*found, strict=True))
        return Wanting(rows, work, self.game.priority(rows, work), liking)

    def _evaluate(self, rows: Rows, entries: Rows) -> Fits:
        return evaluate(self.game, rows, entries, self._asked[rows].astype(np.float32))


def _liking(total: np.ndarray[Any, Any], entry: Rows) -> Longs:
    """One number to compare placements by: most points, on a tie the later entry."""
    liking: Longs = (total.astype(np.int64) << ENTRY_BITS) + entry
    return liking
