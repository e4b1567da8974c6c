"""CSV files are read once, checked whole and refused whole: every wrong cell is told before anything runs."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any, Final

import numpy as np

from winternship_core.matching.arrays import Flags, Ints
from winternship_core.matching.building import build_market
from winternship_core.matching.cells import REQUIRED, Cell, NotAllowed
from winternship_core.matching.columns import Column
from winternship_core.matching.errors import BadTables
from winternship_core.matching.market import Market
from winternship_core.matching.protected import refuse
from winternship_core.matching.relations import relations
from winternship_core.matching.tables import PLACEMENTS, STUDENTS
from winternship_core.matching.workers import pool_of

AT_ONCE: Final = 20_000
LARGE: Final = 4_000_000  # bytes; a smaller file is read before another process has started
MISSING: Final = "nothing"
Mistake = tuple[str, int, str]  # file, line, message
Said = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Table:
    """One file: its ids, its other columns, and the line that each row stands on."""

    name: str
    cells: Mapping[str, Cell]
    columns: Mapping[str, Column]
    lines: Ints

    @property
    def ids(self) -> list[str]:
        """The id of every row."""
        return self.columns["id"].rows()

    def mistakes(self, column: str, rows: Flags, allowed: str) -> Iterator[Mistake]:
        """One mistake for each of these rows, about this column."""
        cells = self.columns[column]
        for row in np.flatnonzero(rows).tolist():
            value = cells.values[cells.codes[row]]
            yield mistake(self.name, int(self.lines[row]), column, self.cells[column].show(value), allowed)


def mistake(file: str, line: int, column: str, received: object, allowed: str) -> Mistake:
    """Where it is, what was received and what is allowed."""
    return file, line, f"{file}, line {line}, column {column}: received {received!r}; allowed is {allowed}"


def read_market(students: Path, placements: Path, said: Said | None = None, *, processes: int = 1) -> Market:
    """The market in two CSV files; large ones are read side by side when ``processes`` is above 1.

    Raises :class:`BadTables` with every mistake in either file.
    """
    mistakes: list[Mistake] = []
    if processes > 1 and placements.is_file() and placements.stat().st_size >= LARGE:
        with pool_of(1) as pool:
            job = pool.submit(_read_placements, placements)
            people = read_table(students, STUDENTS, mistakes, said)
            read, more = job.result()
            places = replace(read, cells=PLACEMENTS) if read else None
            mistakes += more
    else:
        people = read_table(students, STUDENTS, mistakes, said)
        places = read_table(placements, PLACEMENTS, mistakes, said)
    if people and places and not mistakes:
        mistakes += relations(people, places)
    if mistakes or not people or not places:
        order = {students.name: 0, placements.name: 1}
        raise BadTables(
            [message for _, _, message in sorted(mistakes, key=lambda m: (order[m[0]], m[1], m[2]))]
        )
    return build_market(people.ids, people.columns, places.ids, places.columns)


def _read_placements(path: Path) -> tuple[Table | None, list[Mistake]]:
    """In a process of its own; the rules for cells are functions, which stay behind."""
    mistakes: list[Mistake] = []
    table = read_table(path, PLACEMENTS, mistakes)
    return (replace(table, cells={}) if table else None), mistakes


def read_table(
    path: Path, cells: Mapping[str, Cell], mistakes: list[Mistake], said: Said | None = None
) -> Table | None:
    """The table in a file, ``None`` when it cannot be read at all; what is wrong is added to ``mistakes``."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            first = file.readline()
            file.seek(0)
            rows = csv.reader(file, delimiter=_delimiter(first), strict=True)
            header = next(rows, [])
            wrong = list(_check_header(path.name, header, cells))
            mistakes += wrong
            return (
                None if wrong else _read_rows(path.name, Rows(path.name, header, rows, mistakes), cells, said)
            )
    except OSError as error:
        mistakes.append((path.name, 0, f"{path.name}: cannot be opened ({error.strerror})"))
    except UnicodeDecodeError as error:
        mistakes.append(
            (path.name, 0, f"{path.name}: byte {error.start} is not UTF-8; save the file as UTF-8")
        )
    except csv.Error as error:
        mistakes.append((path.name, 0, f"{path.name}: is not CSV ({error})"))
    return None


def _delimiter(header: str) -> str:
    return max(",;\t", key=header.count)


def _check_header(file: str, header: list[str], cells: Mapping[str, Cell]) -> Iterator[Mistake]:
    for name in header:
        refusal = refuse(name) if name not in cells else None
        if refusal:
            yield file, 1, f"{file}, line 1: {refusal}"
        elif name not in cells:
            yield mistake(file, 1, name, name, ", ".join(cells))
        elif header.count(name) > 1:
            yield file, 1, f"{file}, line 1, column {name}: stands there {header.count(name)} times"
    for name, cell in cells.items():
        if cell.default is REQUIRED and name not in header:
            yield file, 1, f"{file}, line 1, column {name}: is missing"


class _Numbering(dict[str, int]):
    """Gives each new text the next number, in one pass."""

    def __missing__(self, text: str) -> int:
        number = self[text] = len(self)
        return number


class _Gathering:
    """One column while it is read: each different text once."""

    def __init__(self) -> None:
        self.codes: list[Ints] = []
        self.code = _Numbering()

    def add(self, texts: Sequence[str]) -> None:
        self.codes.append(np.fromiter(map(self.code.__getitem__, texts), np.int32, len(texts)))


def _read_rows(name: str, rows: Rows, cells: Mapping[str, Cell], said: Said | None) -> Table:
    gathering = {column: _Gathering() for column in rows.header}
    for chunk in rows:
        for gathered, texts in zip(gathering.values(), zip(*chunk, strict=True), strict=True):
            gathered.add(texts)
        if said:
            said(name, rows.count)
    table = Table(name, cells, {}, np.concatenate([np.empty(0, np.int32), *rows.lines]))
    columns = {
        column: _column(table, column, cell, gathering.get(column), rows.mistakes)
        for column, cell in cells.items()
    }
    return Table(name, cells, columns, table.lines)


class Rows:
    """The rows that have as many cells as the header, some thousand at a time; the others are mistakes, empty lines
    are nothing. ``lines`` says for each piece on which line its rows end."""

    def __init__(self, file: str, header: list[str], reader: Any, mistakes: list[Mistake]) -> None:
        self.file, self.header, self.reader, self.mistakes = file, header, reader, mistakes
        self.lines: list[Ints] = []
        self.count = 0

    def __iter__(self) -> Iterator[list[list[str]]]:
        width = len(self.header)
        before = self.reader.line_num
        while chunk := list(islice(self.reader, AT_ONCE)):
            lines = self._lines(chunk, before)
            before = self.reader.line_num
            if set(map(len, chunk)) != {width}:
                whole = np.array([len(row) == width for row in chunk])
                for row, line in zip(chunk, lines.tolist(), strict=True):
                    self._tell(len(row), line)
                chunk, lines = [row for row in chunk if len(row) == width], lines[whole]
            self.lines.append(lines)
            self.count += len(chunk)
            if chunk:
                yield chunk

    def _lines(self, chunk: list[list[str]], before: int) -> Ints:
        """The line each row ends on: the next one, unless a cell holds a line break of its own."""
        if self.reader.line_num - before == len(chunk):
            return np.arange(before + 1, before + len(chunk) + 1, dtype=np.int32)
        heights = [1 + sum(map(_breaks, row)) for row in chunk]
        return (before + np.cumsum(heights)).astype(np.int32)

    def _tell(self, cells: int, line: int) -> None:
        if cells not in (0, len(self.header)):
            allowed = f"allowed is {len(self.header)}, as in the header"
            message = f"{self.file}, line {line}: received {cells} cells; {allowed}"
            self.mistakes.append((self.file, line, message))


def _breaks(cell: str) -> int:
    return cell.count("\n") + cell.count("\r") - cell.count("\r\n")


def _column(
    table: Table, name: str, cell: Cell, gathered: _Gathering | None, mistakes: list[Mistake]
) -> Column:
    """The parsed column; rows with a cell that is not allowed are told and get a stand-in."""
    if gathered is None:
        return Column(np.zeros(len(table.lines), np.int32), [cell.default])
    codes = np.concatenate([np.empty(0, np.int32), *gathered.codes])
    texts, values, wrong = list(gathered.code), [], []
    for code, text in enumerate(texts):
        try:
            values.append(
                cell.default
                if not text.strip() and cell.default is not REQUIRED
                else cell.parse(text.strip())
            )
        except NotAllowed:
            values.append(None)
            wrong.append(code)
    if wrong:
        as_read = Table(
            table.name, {name: Cell(cell.allowed, str)}, {name: Column(codes, texts)}, table.lines
        )
        mistakes += as_read.mistakes(name, np.isin(codes, wrong), cell.allowed)
    return Column(codes, values)
