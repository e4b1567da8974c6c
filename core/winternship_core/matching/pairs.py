"""The points of single pairs, part by part: for those who were placed, where whole blocks would be a waste."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from winternship_core.matching.arrays import Ints, Longs, Rows, offsets, spans
from winternship_core.matching.features import asks
from winternship_core.matching.fits import period, travel
from winternship_core.matching.rounds import Round
from winternship_core.matching.vocabulary import Part

AT_ONCE: Final = 1 << 14
# What a placement goes by is in the first four; a student goes by all but a company's choice.
WORK: Final = (Part.COVERAGE, Part.LEARNING, Part.PERIOD, Part.WORK_WISH)


def points_in_parts(game: Round, students: Rows, entries: Rows) -> dict[Part, Ints]:
    """The points of each pair ``students[i], entries[i]`` (admissible ones), by part."""
    parts: dict[Part, Ints] = {part: np.zeros(len(students), np.int32) for part in Part}
    for start in range(0, len(students), AT_ONCE):
        piece = slice(start, start + AT_ONCE)
        for part, points in _piece(game, students[piece], entries[piece]).items():
            parts[part][piece] = points
    return parts


def work_and_total(game: Round, students: Rows, entries: Rows) -> tuple[Ints, Ints]:
    """The points that a placement goes by, and those that a student goes by."""
    parts = points_in_parts(game, students, entries)
    work = sum((parts[part] for part in WORK), np.zeros(len(students), np.int32))
    return work + parts[Part.CHOICE], work + parts[Part.TRAVEL] + parts[Part.PREFERENCE]


class EntryIndex:
    """Finds the entry by which a student's programme is served at a placement."""

    def __init__(self, game: Round) -> None:
        programme = np.repeat(np.arange(len(game.first_entry) - 1), np.diff(game.first_entry))
        self._width = len(game.seats)
        keys: Longs = programme * self._width + game.entries.placement
        self._entry = np.argsort(keys)
        self._keys = keys[self._entry]
        self._programme = programme
        self._at = np.argsort(game.entries.placement, kind="stable")
        self._first = offsets(game.entries.placement, self._width)

    def find(self, programmes: Ints, placements: Ints) -> Rows:
        """The entries of pairs of programme and placement that are there."""
        wanted = programmes.astype(np.int64) * self._width + placements
        entries: Rows = self._entry[np.searchsorted(self._keys, wanted)]
        return entries

    def served_by(self, placement: int) -> list[tuple[int, int]]:
        """The entries of a placement, each with its programme."""
        return [(entry, int(self._programme[entry])) for entry in self.entries_of(placement)]

    def entries_of(self, placement: int) -> list[int]:
        """All entries of a placement, one for each programme."""
        entries: list[int] = self._at[self._first[placement] : self._first[placement + 1]].tolist()
        return entries


def _piece(game: Round, students: Rows, entries: Rows) -> dict[Part, NDArray[np.integer]]:
    product = asks(game.layout, game.students, students, game.maxima)
    product *= game.entries.offers.T[entries]
    columns = game.layout.columns
    parts: dict[Part, NDArray[np.integer]] = {
        part: product[:, columns[part]].sum(axis=1).astype(np.int32)
        for part in (Part.COVERAGE, Part.LEARNING, Part.WORK_WISH, Part.PREFERENCE)
    }
    parts[Part.PERIOD] = period(game, students, entries).astype(np.int32)
    parts[Part.TRAVEL] = travel(game, students, entries).astype(np.int32)
    pair, note = _notes_on(game, students, entries)
    np.maximum.at(parts[Part.PREFERENCE], pair, game.notes.wish[note])
    parts[Part.CHOICE] = np.zeros(len(students), np.int32)
    np.add.at(parts[Part.CHOICE], pair, game.notes.choice[note])
    return parts


def _notes_on(game: Round, students: Rows, entries: Rows) -> tuple[Rows, Rows]:
    """Which notes are about which of these pairs."""
    first = game.first_note[students]
    counts = game.first_note[students + 1] - first
    note, pair = spans(first, counts), np.repeat(np.arange(len(students)), counts)
    here = game.notes.placement[note] == game.entries.placement[entries[pair]]
    return pair[here], note[here]
