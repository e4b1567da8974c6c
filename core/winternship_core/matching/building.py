"""Words become numbers here and nowhere else: columns of values in, a market of small integers out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Final

import numpy as np

from winternship_core.matching import obstacles
from winternship_core.matching.arrays import Masks, spans
from winternship_core.matching.columns import Column, Columns, columns_of, pair
from winternship_core.matching.errors import DuplicateId
from winternship_core.matching.market import (
    PLACEMENT,
    STUDENT,
    Codes,
    Market,
    Pairs,
    Placements,
    Recognitions,
    Students,
    Vocabulary,
)
from winternship_core.matching.records import Placement, Student
from winternship_core.text import Text

METRES: Final = 100
DAY_ZERO: Final = date(2000, 1, 1).toordinal()
STUDENT_COLUMNS: Final = tuple(name for name in Student.__slots__ if name != "id")
PLACEMENT_COLUMNS: Final = tuple(name for name in Placement.__slots__ if name != "id")
NO_LIMIT: Final = 1 << 20


def market_of(students: Iterable[Student], placements: Iterable[Placement]) -> Market:
    """The market of these records. Raises :class:`MatchingError` for a double id or too many codes."""
    students, placements = list(students), list(placements)
    return build_market(
        [student.id for student in students],
        columns_of(students, STUDENT_COLUMNS),
        [placement.id for placement in placements],
        columns_of(placements, PLACEMENT_COLUMNS),
    )


def build_market(
    student_ids: Sequence[str], students: Columns, placement_ids: Sequence[str], placements: Columns
) -> Market:
    """The market of these columns, named and valued as the fields of the records."""
    student_row = _index(student_ids, STUDENT)
    placement_row = _index(placement_ids, PLACEMENT)
    vocabulary = _vocabulary(students, placements)
    placed = _placements(placements, vocabulary, len(placement_ids))
    return Market(
        student_ids=list(student_ids),
        placement_ids=list(placement_ids),
        students=encode_students(students, vocabulary, placement_row, len(student_ids)),
        placements=placed,
        recognitions=_recognitions(placements, vocabulary),
        wishes=named_pairs(students["wishes"], placement_row),
        rankings=_turned(named_pairs(placements["ranking"], student_row)),
        blocked=named_pairs(students["blocked"], placement_row),
        vocabulary=vocabulary,
    )


def encode_students(
    columns: Columns, vocabulary: Vocabulary, placements: dict[str, int], count: int
) -> Students:
    """The table of students, in the words of an existing vocabulary."""
    programme, wished = columns["programme"], pair(columns["work_needed"], columns["work_wished"])
    number = vocabulary.programmes.number
    return Students(
        programme=programme.map(lambda code: number.get(code, -1), np.int32),
        x=columns["x_m"].map(_hundreds, np.float32),
        y=columns["y_m"].map(_hundreds, np.float32),
        reach=columns["max_m"].map(lambda metres: metres // METRES, np.float32),
        start=columns["start"].map(_day, np.float32),
        end=columns["end"].map(_day, np.float32),
        least_days=columns["weeks"].map(lambda weeks: 7 * weeks, np.float32),
        needs=_work(programme, columns["work_needed"], vocabulary, lambda needed: needed),
        wished=_work(programme, wished, vocabulary, lambda both: both[0] | both[1]),
        hindered=obstacles.hindering(columns, vocabulary.obstacles, count),
        kinds=columns["kinds"].map(vocabulary.kinds.mask, np.uint64),
        skills=columns["skills"].map(vocabulary.skills.mask, np.uint64),
        groups=pair(columns["level"], columns["school"]).map(
            lambda both: vocabulary.groups.mask(frozenset({f"level:{both[0]}", f"school:{both[1]}"})),
            np.uint64,
        ),
        profile=pair(columns["year"], columns["guidance"]).map(
            lambda both: both[0] - 1 + 4 * both[1], np.int8
        ),
        minor=columns["minor"].map(bool, np.bool_),
        waiting=columns["waiting_weeks"].map(int, np.int16),
        signed=columns["signed"].map(lambda text: placements.get(text, -1), np.int32),
    )


def _placements(columns: Columns, vocabulary: Vocabulary, count: int) -> Placements:
    return Placements(
        x=columns["x_m"].map(_hundreds, np.float32),
        y=columns["y_m"].map(_hundreds, np.float32),
        start=columns["start"].map(_day, np.float32),
        end=columns["end"].map(_day, np.float32),
        seats=columns["seats"].map(int, np.int32),
        reserved=np.minimum(
            columns["reserved_seats"].map(int, np.int32), columns["seats"].map(int, np.int32)
        ),
        reserved_for=columns["reserved_for"].map(vocabulary.groups.mask, np.uint64),
        obstacles=obstacles.put_up(columns, vocabulary.obstacles, count),
        kinds=columns["kinds"].map(vocabulary.kinds.mask, np.uint64),
        skills=columns["skills"].map(vocabulary.skills.mask, np.uint64),
        profile=pair(columns["independence"], columns["guidance"]).map(
            lambda both: both[0] - 1 + 4 * both[1], np.int8
        ),
    )


def _recognitions(columns: Columns, vocabulary: Vocabulary) -> Recognitions:
    programmes = columns["programmes"]
    counts = programmes.map(len, np.intp)
    rows = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
    numbers = [[vocabulary.programmes.number[code] for code in sorted(value)] for value in programmes.values]
    programme = np.array([n for code in programmes.codes.tolist() for n in numbers[code]], np.int32)
    words = list(vocabulary.programmes.number)
    named = Column(programme, words)
    work = Column(columns["work"].codes[rows], columns["work"].values)
    both = pair(columns["work"], columns["not_for_minors"])
    safe = Column(both.codes[rows], both.values)
    return Recognitions(
        placement=rows,
        programme=programme,
        work=_work(named, work, vocabulary, lambda offered: offered),
        safe=_work(named, safe, vocabulary, lambda values: values[0] - values[1]),
    )


def _vocabulary(students: Columns, placements: Columns) -> Vocabulary:
    """Programmes of both sides, work that students ask for, and the other words that placements use."""
    programmes = Codes("programmes", NO_LIMIT)
    wanted = set(students["programme"].values).union(*placements["programmes"].values)
    for code in sorted(wanted):
        programmes.add(code)
    work: dict[str, Codes] = {}
    for name in ("work_needed", "work_wished"):
        for programme, codes in pair(students["programme"], students[name]).values:
            known = work.setdefault(programme, Codes(f"work processes of {programme}"))
            for code in sorted(codes):
                known.add(code)
    return Vocabulary(
        programmes=programmes,
        obstacles=Codes("obstacles", NO_LIMIT),
        kinds=_words("kinds of work", placements["kinds"]),
        skills=_words("skills", placements["skills"]),
        groups=_words("reserved seats", placements["reserved_for"]),
        work=work,
    )


def _words(what: str, column: Column) -> Codes:
    codes = Codes(what)
    for word in sorted(frozenset().union(*column.values)):
        codes.add(word)
    return codes


def _work(programme: Column, work: Column, vocabulary: Vocabulary, chosen: Callable[[Any], Any]) -> Masks:
    """The bits of the chosen work processes, each within the row's own programme."""
    none = Codes("none")
    return pair(programme, work).map(
        lambda both: vocabulary.work.get(both[0], none).mask(chosen(both[1])), np.uint64
    )


def named_pairs(lists: Column, row: dict[str, int]) -> Pairs:
    """Each row's list of ids as pairs of rows; an id that is not in this market is left out."""
    members = [[row.get(text, -1) for text in value] for value in lists.values]
    sizes = np.array([len(found) for found in members], np.intp)
    first = np.cumsum(sizes) - sizes
    here = np.flatnonzero(sizes[lists.codes])
    length = sizes[lists.codes[here]]
    rank = spans(np.zeros(len(here), np.intp), length)
    flat = np.array([number for found in members for number in found], np.int32)
    named = flat[np.repeat(first[lists.codes[here]], length) + rank]
    known = named >= 0
    columns = (np.repeat(here, length), named, rank, np.repeat(length, length))
    return Pairs(*(column[known].astype(np.int32) for column in columns))


def _turned(pairs: Pairs) -> Pairs:
    return Pairs(pairs.placement, pairs.student, pairs.rank, pairs.length)


def _index(ids: Sequence[str], kind: Text) -> dict[str, int]:
    rows = {text: row for row, text in enumerate(ids)}
    if len(rows) != len(ids):
        raise DuplicateId(kind, next(text for row, text in enumerate(ids) if rows[text] != row))
    return rows


def _hundreds(metres: int) -> int:
    return (metres + METRES // 2) // METRES


def _day(day: date) -> int:
    return day.toordinal() - DAY_ZERO
