"""The result of a round: who goes where, and the bar at every placement that explains it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from winternship_core.matching.arrays import Ints
from winternship_core.matching.market import Market
from winternship_core.matching.rounds import Round
from winternship_core.matching.rules import Rules
from winternship_core.matching.seats import Seats


@dataclass(frozen=True, slots=True)
class Outcome:
    """``placed[student]`` is a placement's row or -1, signed agreements included."""

    market: Market
    rules: Rules
    game: Round
    seats: Seats
    placed: Ints

    def placement_of(self, student_id: str) -> str | None:
        """The placement of a student, or ``None``. Raises :class:`UnknownId`."""
        row = int(self.placed[self.market.student_row(student_id)])
        return None if row < 0 else self.market.placement_ids[row]

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Student and placement of everyone who has one, in the input's order."""
        for student in np.flatnonzero(self.placed >= 0).tolist():
            yield self.market.student_ids[student], self.market.placement_ids[self.placed[student]]

    def digest(self) -> str:
        """SHA-256 of the sorted pairs: the same for every machine, number of processes and order of input."""
        lines = sorted(f"{student},{placement}\n" for student, placement in self.pairs())
        return sha256("".join(lines).encode()).hexdigest()


def with_signed(seats: Seats, signed: Ints) -> Ints:
    """The placement of every student, signed ones where they signed."""
    placed = seats.outcome()
    return np.where(signed >= 0, signed, placed).astype(np.int32)
