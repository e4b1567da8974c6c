"""Makes rows of a file as people really have it: any encoding and separator of Excel, and its habits undone."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from winternship_board.importing.mistakes import Mistake
from winternship_core.text import Text

MOST_BYTES: Final = 50_000_000
MOST_ROWS: Final = 100_000
MOST_COLUMNS: Final = 200
_SEPARATORS: Final = ";,\t|"
_WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # xlsx and ods; xls
_SAID: Final = re.compile(r"sep=(.)", re.IGNORECASE)
_FORMULA: Final = re.compile(r'="(.*)"', re.DOTALL)  # how Excel is told to keep a leading zero
_NOT_TEXT: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of a file: ``rows`` are (row number, cells), each as long as ``headings``; empty rows are left out."""

    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    encoding: str


def read_table(data: bytes) -> Table | tuple[Mistake, ...]:
    """The table in a file, or everything that keeps it from being one. Never raises, whatever the bytes."""
    if len(data) > MOST_BYTES:
        most = f"{MOST_BYTES // 1_000_000} MB"
        return _file(f"Het bestand is groter dan {most}; deel het op.", f"The file exceeds {most}; split it.")
    if data.startswith(_WORKBOOKS):
        return _file(
            "Dit is een werkmap. Kies in Excel: Opslaan als, CSV UTF-8 (door komma's gescheiden).",
            "This is a workbook. Choose in Excel: Save as, CSV UTF-8 (comma delimited).",
        )
    text, encoding = _decoded(data)
    if text is None:
        return _file(
            "De letters zijn niet te lezen. Bewaar het bestand als CSV UTF-8.",
            "The letters cannot be read. Save the file as CSV UTF-8.",
        )
    try:
        records = list(_records(text))
    except csv.Error:
        return _file(
            "Een cel is te lang, of een aanhalingsteken sluit niet.",
            "A cell is too long, or a quotation mark is never closed.",
        )
    return _table(records, encoding)


def _file(nl: str, en: str) -> tuple[Mistake, ...]:
    return (Mistake(0, "", Text(nl, en)),)


def _decoded(data: bytes) -> tuple[str | None, str]:
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    # cp1252 is what Excel writes as plain "CSV" in western Europe.
    for encoding in ["utf-16"] if wide else ["utf-8-sig", "cp1252"]:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return None, ""


def _records(text: str) -> Iterator[list[str]]:
    first, _, rest = text.partition("\n")
    said = _SAID.fullmatch(first.strip().strip('"'))
    if said:
        first, text = "", rest
    separator = said[1] if said else _separator(first)
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _separator(heading: str) -> str:
    outside = re.sub(r'"[^"]*"', "", heading)
    return max(_SEPARATORS, key=outside.count)


def _table(records: list[list[str]], encoding: str) -> Table | tuple[Mistake, ...]:
    numbered = [(number, _cells(cells)) for number, cells in enumerate(records, start=1)]
    filled = [(number, cells) for number, cells in numbered if any(cells)]
    if not filled:
        return _file("Het bestand is leeg.", "The file is empty.")
    headings = filled[0][1]
    while headings and not headings[-1]:
        headings = headings[:-1]
    if len(headings) > MOST_COLUMNS or len(filled) > MOST_ROWS + 1:
        return _file(
            f"Hooguit {MOST_COLUMNS} kolommen en {MOST_ROWS} rijen; deel het bestand op.",
            f"At most {MOST_COLUMNS} columns and {MOST_ROWS} rows; split the file.",
        )
    mistakes = tuple(
        mistake for number, cells in filled for mistake in _wrong(number, cells, headings, filled[0][0])
    )
    if mistakes:
        return mistakes
    width = len(headings)
    rows = tuple((number, (*cells, *("",) * width)[:width]) for number, cells in filled[1:])
    return Table(headings, rows, encoding)


def _cells(cells: list[str]) -> tuple[str, ...]:
    return tuple(map(_cell, cells))


def _cell(cell: str) -> str:
    cell = cell.replace("\u00a0", " ").strip()
    formula = _FORMULA.fullmatch(cell)
    if formula:
        return formula[1].strip()
    return cell[1:] if cell.startswith("'") and cell[1:2].isdigit() else cell


def _wrong(number: int, cells: tuple[str, ...], headings: tuple[str, ...], first: int) -> Iterator[Mistake]:
    if any(cells[len(headings) :]):
        yield Mistake(
            number,
            "",
            Text(
                f"Deze rij heeft meer cellen dan er kolommen zijn ({len(headings)}).",
                f"This row has more cells than there are columns ({len(headings)}).",
            ),
        )
    for place, cell in enumerate(cells):
        if _NOT_TEXT.search(cell):
            column = headings[place] if place < len(headings) and number != first else ""
            text = Text("Hier staat een teken dat geen tekst is.", "This holds a sign that is no text.")
            yield Mistake(number, column, text)
