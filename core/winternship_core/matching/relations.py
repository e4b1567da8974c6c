"""What one cell must have to do with another: told together, like the mistakes in single cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from winternship_core.matching.arrays import Flags
from winternship_core.matching.columns import Column
from winternship_core.matching.tables import LONGEST_PERIOD

if TYPE_CHECKING:
    from winternship_core.matching.reading import Mistake, Table


def relations(students: Table, placements: Table) -> Iterator[Mistake]:
    """Every mistake between cells, rows or files."""
    for table in (students, placements):
        ids = table.columns["id"]
        yield from table.mistakes("id", _again(ids), "an id that no other row has")
        yield from _periods(table)
    known, people = set(placements.ids), set(students.ids)
    for name in ("wishes", "blocked"):
        yield from students.mistakes(
            name, _unknown(students.columns[name], known), "ids of placements in the other file"
        )
    signed = students.columns["signed"]
    no_such = signed.map(lambda text: bool(text) and text not in known, np.bool_)
    yield from students.mistakes("signed", no_such, "the id of a placement in the other file")
    yield from placements.mistakes(
        "ranking", _unknown(placements.columns["ranking"], people), "ids of students in the other file"
    )
    yield from _reserved(placements)


def _again(ids: Column) -> Flags:
    """Rows whose id an earlier row has."""
    first = np.full(len(ids.values), len(ids), np.int64)
    np.minimum.at(first, ids.codes, np.arange(len(ids)))
    again: Flags = first[ids.codes] < np.arange(len(ids))
    return again


def _unknown(lists: Column, known: set[str]) -> Flags:
    unknown: Flags = lists.map(lambda words: not known.issuperset(words), np.bool_)
    return unknown


def _periods(table: Table) -> Iterator[Mistake]:
    start, end = (table.columns[name].map(lambda day: day.toordinal(), np.int64) for name in ("start", "end"))
    days = end - start + 1
    yield from table.mistakes("end", days < 1, "a day on or after start")
    if "weeks" in table.columns:
        yield from table.mistakes("end", days > LONGEST_PERIOD, f"at most {LONGEST_PERIOD} days after start")
        weeks = table.columns["weeks"].map(int, np.int64)
        yield from table.mistakes(
            "weeks", (days >= 1) & (7 * weeks > days), "at most the weeks from start to end"
        )


def _reserved(placements: Table) -> Iterator[Mistake]:
    seats, reserved = (placements.columns[name].map(int, np.int64) for name in ("seats", "reserved_seats"))
    nobody = ~placements.columns["reserved_for"].map(bool, np.bool_)
    yield from placements.mistakes("reserved_seats", reserved > seats, "at most the number of seats")
    yield from placements.mistakes("reserved_for", (reserved > 0) & nobody, "whom the reserved seats are for")
