"""For one change at a time: where would this student go next, and who would rather be at this placement?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from winternship_core.matching.arrays import Ints, Longs, Rows, offsets
from winternship_core.matching.features import asks, asks_of_all
from winternship_core.matching.fits import Fits, evaluate, period, totals
from winternship_core.matching.lists import Bars
from winternship_core.matching.market import Students
from winternship_core.matching.nearby import Nearby
from winternship_core.matching.outcome import Outcome
from winternship_core.matching.pairs import EntryIndex, work_and_total
from winternship_core.matching.rounds import Round
from winternship_core.matching.shortlists import Shortlists
from winternship_core.matching.suitors import ENTRY_BITS, Known, Suitors, Wanting
from winternship_core.matching.vocabulary import Part

NOTHING: Final = -1
SPARE: Final = 256
MANY: Final = 256  # students worth a quick look before the thorough one


@dataclass(frozen=True, slots=True)
class Offer:
    """A seat that a student could take: points for the work, and how much the student likes it."""

    student: int
    placement: int
    work: int
    liking: int


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

    def __init__(self, game: Round, placed: Ints, bars: Bars) -> None:
        self.game = game
        self._index = EntryIndex(game)
        self._nearby = Nearby(game)
        self._asked = asks_of_all(game.layout, game.students, game.maxima)
        self._liked = np.full(len(game.students), NOTHING, np.int64)
        rows = np.flatnonzero((placed >= 0) & (game.students.signed < 0))
        entries = self._index.find(game.students.programme[rows], placed[rows])
        self._liked[rows] = _liking(work_and_total(game, rows, entries)[1], entries)
        self._shortlists = Shortlists(game, bars, self._asked, self._index, self._nearby)
        self._suitors = Suitors(game, self._asked, self._liked)
        self._late = len(placed) - SPARE
        self._noted = np.argsort(game.notes.placement, kind="stable")
        self._noted_first = offsets(game.notes.placement, len(game.seats))

    def add(self, student: int, bars: Bars) -> None:
        """A new student's row is filled."""
        rows = np.array([student])
        self._asked[rows] = asks(self.game.layout, self.game.students, rows, self.game.maxima)
        self._nearby.add(student, int(self.game.students.programme[student]))
        self._shortlists.renew(self.game, bars, student)
        self._suitors.worsen(self.game, student)

    def fall(self, placement: int) -> None:
        """The placement takes students now that it would have refused before."""
        self._shortlists.fall(placement)

    def moved(self, student: int, liking: int = NOTHING) -> None:
        """The student has another placement than before, liked this much, or none."""
        if liking < self._liked[student]:
            self._suitors.worsen(self.game, student)
        self._liked[student] = liking

    def best(self, bars: Bars, student: int) -> Offer | None:
        """What this student likes best of all placements that would take it."""
        choice = self._shortlists.first(self.game, bars, student)
        if choice is None:
            return None
        total, entry, work = choice
        return Offer(student, int(self.game.entries.placement[entry]), work, (total << ENTRY_BITS) + entry)

    def winner(self, placement: int, *, reserved: bool) -> Offer | None:
        """Whom the placement would choose for an empty seat, of all who would rather have it: the entitled first, if
        the seat is a reserved one, then by priority."""
        entries = self._index.entries_of(placement)
        known = [self._suitors.of(self.game, entry) for entry in entries]
        found = [self._at_hand(one, entry) for one, entry in zip(known, entries, strict=True)]
        best = self._best(placement, found, reserved)
        nobody = best is None and any(one.others for one in known)
        nobody_entitled = reserved and not (best and best[1]) and any(one.other_entitled for one in known)
        if nobody or nobody_entitled:
            best = self._best(placement, list(map(self._wanting, entries)), reserved)
        return best[0] if best else None

    def _at_hand(self, known: Known, entry: int) -> Wanting:
        """Students known to want the entry, the first of all among them if there are any."""
        listed = known.listed
        if not len(known.worse):
            return listed
        more = self._wanting_of(known.worse, entry)
        columns = ((listed.students, more.students), (listed.work, more.work), (listed.liking, more.liking))
        return Wanting(*map(np.concatenate, columns))

    def _best(self, placement: int, found: list[Wanting], reserved: bool) -> tuple[Offer, bool] | None:
        """The first in the placement's order, and whether that student is entitled to a reserved seat."""
        rows = np.concatenate([wanting.students for wanting in found])
        if not len(rows):
            return None
        work = np.concatenate([wanting.work for wanting in found])
        priority = self.game.priority(rows, work)
        entitled = np.zeros(len(rows), np.bool_)
        if reserved:
            entitled = self.game.entitled(rows, np.full(len(rows), placement, np.int32))
            if entitled.any():
                priority = np.where(entitled, priority, NOTHING)
        first = int(priority.argmax())
        liking = np.concatenate([wanting.liking for wanting in found])
        offer = Offer(int(rows[first]), placement, int(work[first]), int(liking[first]))
        return offer, bool(entitled[first])

    def _wanting(self, entry: int) -> Wanting:
        """All who would rather have the entry than what they have; its list is made of them again."""
        rows = self._nearby.students(self.game, entry)
        wanting = self._wanting_of(self._could_want(rows, entry), entry)
        self._suitors.renew(self.game, entry, wanting)
        return wanting

    def _wanting_of(self, rows: Rows, entry: int) -> Wanting:
        fits = self._evaluate(rows, np.array([entry], np.intp))
        liking = _liking(fits.total[:, 0], np.array(entry))
        wants = (fits.total[:, 0] >= 0) & (liking > self._liked[rows])
        return Wanting(rows[wants], fits.work[wants, 0].astype(np.int64), liking[wants])

    def _could_want(self, rows: Rows, entry: int) -> Rows:
        """Of many students those who might like this entry more than theirs, going by the quick part of the sum."""
        if len(rows) < MANY:
            return rows
        game, one = self.game, np.array([entry])
        most = sum(game.maxima[part] for part in (Part.COVERAGE, Part.LEARNING, Part.WORK_WISH))
        bound = totals(game, rows, one, most + period(game, rows, one))
        might = bound >= self._liked[rows] >> ENTRY_BITS
        # A wish, or a student who came later, may count for more than that.
        placement = int(game.entries.placement[entry])
        noted = self._noted[self._noted_first[placement] : self._noted_first[placement + 1]]
        might |= np.isin(rows, game.notes.student[noted]) | (rows >= self._late)
        return rows[might]

    def _evaluate(self, rows: Rows, entries: Rows) -> Fits:
        return evaluate(self.game, rows, entries, self._asked[rows].astype(np.float32))


def _liking(total: np.ndarray[Any, Any], entry: Rows) -> Longs:
    """One number to compare placements by: most points, on a tie the later entry."""
    liking: Longs = (total.astype(np.int64) << ENTRY_BITS) + entry
    return liking
