"""A market is two tables of small integers: one row per student, one per placement, and who is recognised for what."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from winternship_core.matching.arrays import Flags, Floats, Ints, Masks
from winternship_core.matching.errors import TooManyCodes, UnknownId
from winternship_core.text import Text

MASK_BITS = 64
STUDENT = Text(nl="student", en="student")
PLACEMENT = Text(nl="stageplaats", en="placement")


@dataclass(frozen=True, slots=True)
class Students:
    """One row per student. Distances are in units of 100 m, days count from 1 January 2000; both are whole numbers
    kept as floats, for that is what the arithmetic runs on.

    ``hindered`` (64 bits a word, so two-dimensional) has a bit for each obstacle that would hinder this student;
    ``signed`` is the placement's row, or -1.
    """

    programme: Ints
    x: Floats
    y: Floats
    reach: Floats
    start: Floats
    end: Floats
    least_days: Floats
    needs: Masks
    wished: Masks
    hindered: Masks
    kinds: Masks
    skills: Masks
    groups: Masks
    profile: NDArray[np.int8]
    minor: Flags
    waiting: NDArray[np.int16]
    signed: Ints

    def __len__(self) -> int:
        return len(self.programme)


@dataclass(frozen=True, slots=True)
class Placements:
    """One row per placement, in the units of :class:`Students`; ``obstacles`` has a bit for each it puts up."""

    x: Floats
    y: Floats
    start: Floats
    end: Floats
    seats: Ints
    reserved: Ints
    reserved_for: Masks
    obstacles: Masks
    kinds: Masks
    skills: Masks
    profile: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.x)


@dataclass(frozen=True, slots=True)
class Recognitions:
    """One row for each placement and programme it is recognised for, with the work it offers in that programme.

    ``safe`` is what is left of ``work`` once the tasks forbidden to minors are taken away.
    """

    placement: Ints
    programme: Ints
    work: Masks
    safe: Masks

    def __len__(self) -> int:
        return len(self.placement)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Things said about one student and one placement; ``rank`` counts from 0 in a list of ``length``."""

    student: Ints
    placement: Ints
    rank: Ints
    length: Ints

    def __len__(self) -> int:
        return len(self.student)


@dataclass(slots=True)
class Codes:
    """Numbers given to words, in the order they come; at most ``limit`` of them."""

    what: str
    limit: int = MASK_BITS
    number: dict[str, int] = field(default_factory=dict)

    def add(self, word: str) -> int:
        """The number of the word, a new one when it has none. Raises :class:`TooManyCodes`."""
        if word not in self.number:
            if len(self.number) >= self.limit:
                raise TooManyCodes(self.what, len(self.number) + 1, self.limit)
            self.number[word] = len(self.number)
        return self.number[word]

    def mask(self, words: frozenset[str]) -> int:
        """The bits of those words that have a number; the others cannot matter to anyone."""
        return sum(1 << self.number[word] for word in words if word in self.number)

    def words(self, mask: int) -> tuple[str, ...]:
        """The words of a mask, in the order of their numbers."""
        return tuple(word for word, number in self.number.items() if mask >> number & 1)


@dataclass(slots=True)
class Vocabulary:
    """What the numbers and bits of a market mean."""

    programmes: Codes
    obstacles: Codes
    kinds: Codes
    skills: Codes
    groups: Codes
    work: dict[str, Codes]


@dataclass(slots=True)
class Market:
    """Everything a round needs to know; made by :mod:`.building`. Rows follow the input's order."""

    student_ids: list[str]
    placement_ids: list[str]
    students: Students
    placements: Placements
    recognitions: Recognitions
    wishes: Pairs
    rankings: Pairs
    blocked: Pairs
    vocabulary: Vocabulary
    _student_row: dict[str, int] = field(default_factory=dict)
    _placement_row: dict[str, int] = field(default_factory=dict)

    def student_row(self, student_id: str) -> int:
        """The row of a student. Raises :class:`UnknownId`."""
        if len(self._student_row) != len(self.student_ids):
            self._student_row = {text: row for row, text in enumerate(self.student_ids)}
        return _find(self._student_row, student_id, STUDENT)

    def placement_row(self, placement_id: str) -> int:
        """The row of a placement. Raises :class:`UnknownId`."""
        return _find(self._placements(), placement_id, PLACEMENT)

    def has_placement(self, placement_id: str) -> bool:
        """Whether there is such a placement."""
        return placement_id in self._placements()

    def _placements(self) -> dict[str, int]:
        if len(self._placement_row) != len(self.placement_ids):
            self._placement_row = {text: row for row, text in enumerate(self.placement_ids)}
        return self._placement_row


def _find(rows: dict[str, int], received: str, kind: Text) -> int:
    try:
        return rows[received]
    except KeyError:
        raise UnknownId(kind, received, len(rows)) from None
