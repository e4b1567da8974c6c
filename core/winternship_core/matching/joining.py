"""A student who joins late gets a spare row and the words of the round; new words need a new round."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from winternship_core.matching.arrays import offsets
from winternship_core.matching.building import STUDENT_COLUMNS, encode_students
from winternship_core.matching.columns import columns_of
from winternship_core.matching.errors import NeedsFullRound
from winternship_core.matching.lottery import draw
from winternship_core.matching.market import Market, Students, Vocabulary
from winternship_core.matching.records import Student
from winternship_core.matching.rounds import Notes, Round, ties
from winternship_core.matching.vocabulary import Part
from winternship_core.text import Text


def write_row(game: Round, market: Market, seed: str, row: int, student: Student) -> Round:
    """The round with this student on a spare row. Raises :class:`NeedsFullRound`."""
    check_words(student, market.vocabulary)
    one = encode_students(columns_of([student], STUDENT_COLUMNS), market.vocabulary, {}, 1)
    for name in Students.__slots__:
        getattr(game.students, name)[..., row] = getattr(one, name)[..., 0]
    game.tie[row] = ties(one, draw(seed, [student.id]))[0]
    if not student.wishes and not student.blocked:
        return game
    notes = _with_notes(game, market, row, student)
    return replace(game, notes=notes, first_note=offsets(notes.student, len(game.students)))


def check_words(student: Student, vocabulary: Vocabulary) -> None:
    """Whether this round can tell the student's work processes apart. Raises :class:`NeedsFullRound`."""
    if student.programme not in vocabulary.programmes.number:
        return
    known = vocabulary.work[student.programme].number if student.programme in vocabulary.work else {}
    if new := sorted(student.work_needed.union(student.work_wished).difference(known)):
        raise NeedsFullRound(
            Text(
                nl=f"Werkproces {new[0]!r} is nieuw in deze ronde. Draai de hele match opnieuw.",
                en=f"Work process {new[0]!r} is new to this round. Run the whole match again.",
            )
        )


def no_room(spare: int) -> NeedsFullRound:
    """Every spare row is taken."""
    return NeedsFullRound(
        Text(
            nl=f"Er kwamen al {spare} studenten bij. Draai de hele match opnieuw.",
            en=f"{spare} students have joined already. Run the whole match again.",
        )
    )


def _with_notes(game: Round, market: Market, row: int, student: Student) -> Notes:
    """The notes of the round and, at the end, those of its last row."""
    most, count = game.maxima[Part.PREFERENCE], len(student.wishes)
    found = [
        (market.placement_row(placement), most * (count - rank) // count, False)
        for rank, placement in enumerate(student.wishes)
        if market.has_placement(placement)
    ]
    found += [(market.placement_row(p), 0, True) for p in sorted(student.blocked) if market.has_placement(p)]
    table = np.array(found, np.int32).reshape(-1, 3)
    notes = game.notes
    return Notes(
        student=np.append(notes.student, np.full(len(found), row, np.int32)),
        placement=np.append(notes.placement, table[:, 0]),
        wish=np.append(notes.wish, table[:, 1]),
        choice=np.append(notes.choice, np.zeros(len(found), np.int32)),
        blocked=np.append(notes.blocked, table[:, 2].astype(np.bool_)),
    )
