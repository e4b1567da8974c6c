"""After the round life goes on: one placement closes, one student joins or leaves, a seat opens, somebody signs.

Only those who are touched move. A student who loses a seat, or joins, asks on from there: that continues the same run,
so it ends where a full round would end. A seat that comes free goes to the best who would rather have it, and their
seat to the next (Blum, Roth and Rothblum 1997): always stable, though a full round might do still better for some.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from winternship_core.matching.errors import DuplicateId, MatchingError, UnknownId
from winternship_core.matching.joining import no_room, write_row
from winternship_core.matching.live_seats import LiveSeats
from winternship_core.matching.market import STUDENT
from winternship_core.matching.outcome import Outcome
from winternship_core.matching.proposals import SPARE, Offer, Proposals, with_room
from winternship_core.matching.records import Student
from winternship_core.matching.tail import NOBODY
from winternship_core.text import Text


@dataclass(frozen=True, slots=True)
class Move:
    """One student's placement before and after, ``None`` for none."""

    student_id: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """Who moved. ``same_as_full_round`` is true while a full round is certain to give the same outcome."""

    moves: tuple[Move, ...]
    same_as_full_round: bool


class LiveRound:
    """An outcome that changes in milliseconds at a time; it copies the round, so making one takes a moment.

    Signed agreements never move, except when their placement closes.
    """

    def __init__(self, outcome: Outcome) -> None:
        self.market, self._seed = outcome.market, outcome.rules.seed
        self.game = with_room(outcome)
        self.placed = np.append(outcome.placed, np.full(SPARE, NOBODY, np.int32))
        self.same_as_full_round = True
        self._seats = LiveSeats(self.game, outcome)
        self._proposals = Proposals(self.game, self.placed, self._seats.bars)
        self._ids = list(outcome.market.student_ids)
        self._rows = {text: row for row, text in enumerate(self._ids)}
        self.market.has_placement("")  # number the placements now, not at the first change
        self._before: dict[int, int] = {}

    def placement_of(self, student_id: str) -> str | None:
        """The student's placement now. Raises :class:`UnknownId`."""
        return self._name(int(self.placed[self._row(student_id)]))

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Student and placement of everyone who has one now."""
        for row in np.flatnonzero(self.placed >= 0).tolist():
            yield self._ids[row], self.market.placement_ids[self.placed[row]]

    def close(self, placement_id: str) -> Change:
        """The placement falls away; everyone there, signed or not, looks for another. Raises :class:`UnknownId`."""
        placement = self.market.placement_row(placement_id)
        askers = self._seats.close(placement)
        self.game.students.signed[askers] = NOBODY
        for student in askers:
            self._lose(student)
        self._ask(askers)
        return self._change(exact=True)

    def join(self, student: Student) -> Change:
        """A student takes part from now on. Raises :class:`DuplicateId` or :class:`NeedsFullRound`."""
        if student.id in self._rows:
            raise DuplicateId(STUDENT, student.id)
        row = len(self._ids)
        if row == len(self.placed):
            raise no_room(SPARE)
        self.game = write_row(self.game, self.market, self._seed, row, student)
        self._proposals.game = self._seats.game = self.game
        self._proposals.add(row, self._seats.bars)
        self._rows[student.id] = row
        self._ids.append(student.id)
        self._lose(row)
        self._ask([row])
        return self._change(exact=True)

    def leave(self, student_id: str) -> Change:
        """A student takes part no longer; a signed agreement ends with it. Raises :class:`UnknownId`."""
        row = self._row(student_id)
        placement, signed = int(self.placed[row]), self.game.students.signed[row] >= 0
        self.game.students.programme[row] = self.game.students.signed[row] = NOBODY
        del self._rows[student_id]
        self._lose(row)
        if placement >= 0:
            if signed:
                self._seats.unsign(placement, row)
            else:
                self._seats.unseat(placement, row)
            self._fill(placement)
        return self._change(exact=False)

    def open_seat(self, placement_id: str) -> Change:
        """One more seat at the placement. Raises :class:`UnknownId`."""
        placement = self.market.placement_row(placement_id)
        self._seats.add_seat(placement)
        self._fill(placement)
        # A seat that nobody would rather have changes nothing for anyone, in a full round either.
        return self._change(exact=not self._before)

    def sign(self, student_id: str) -> None:
        """The agreement is signed: student and seat move no more. Raises :class:`MatchingError` without a placement."""
        row = self._row(student_id)
        placement = int(self.placed[row])
        if placement < 0:
            raise _nothing_to_sign(student_id)
        if self.game.students.signed[row] < 0:
            self._seats.sign(placement, row)
            self.game.students.signed[row] = placement

    def _ask(self, stack: list[int]) -> None:
        """Students without a seat ask on, and so do those whom they displace."""
        while stack:
            while self._seats.fallen:
                self._proposals.fall(self._seats.fallen.pop())
            offer = self._proposals.best(self._seats.bars, stack.pop())
            if offer:
                loser = self._take(offer)
                if loser != NOBODY:
                    self._lose(loser)
                    stack.append(loser)

    def _fill(self, placement: int) -> None:
        """Give each free seat to the best who would rather have it, then see to the seat that one left."""
        stack = [placement]
        while stack:
            offer = self._winner(stack[-1])
            if offer is None:
                stack.pop()
                continue
            left = int(self.placed[offer.student])
            self._take(offer)
            if left >= 0:
                self._seats.unseat(left, offer.student)
                stack.append(left)

    def _winner(self, placement: int) -> Offer | None:
        """Whom the placement would choose for an empty seat."""
        if not self._seats.vacant(placement):
            return None
        return self._proposals.winner(placement, reserved=self._seats.reserved_vacant(placement))

    def _take(self, offer: Offer) -> int:
        """Seat the student; returns who loses the seat for it, or -1."""
        self._before.setdefault(offer.student, int(self.placed[offer.student]))
        self.placed[offer.student] = offer.placement
        self._proposals.moved(offer.student, offer.liking)
        return self._seats.seat(offer.placement, offer.student, offer.work)

    def _lose(self, student: int) -> None:
        self._before.setdefault(student, int(self.placed[student]))
        self.placed[student] = NOBODY
        self._proposals.moved(student)

    def _change(self, exact: bool) -> Change:
        self.same_as_full_round &= exact
        moves = [
            Move(self._ids[row], self._name(before), self._name(int(self.placed[row])))
            for row, before in self._before.items()
            if before != self.placed[row]
        ]
        self._before.clear()
        return Change(tuple(moves), self.same_as_full_round)

    def _name(self, placement: int) -> str | None:
        return None if placement < 0 else self.market.placement_ids[placement]

    def _row(self, student_id: str) -> int:
        try:
            return self._rows[student_id]
        except KeyError:
            raise UnknownId(STUDENT, student_id, len(self._rows)) from None


def _nothing_to_sign(student_id: str) -> MatchingError:
    return MatchingError(
        Text(
            nl=f"Student {student_id!r} heeft geen plek om voor te tekenen.",
            en=f"Student {student_id!r} has no placement to sign for.",
        )
    )
