"""A school's own columns: which field goes where, in which form; pure, so that it can be shown before it is used.

One column a line::

    Studentnummer = student_number
    Status = state (signed: Definitief, cancelled: Afgemeld)
    Bron = "stagebord"
"""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from winternship_connectors.records import Record

DELETED: Final = "deleted"  # the state of a placement that is no longer there, in a file of changes
_DATES: Final = {"yyyy-mm-dd": "%Y-%m-%d", "dd-mm-yyyy": "%d-%m-%Y", "yyyymmdd": "%Y%m%d"}
# What a spreadsheet would work out instead of show.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_LINE: Final = re.compile(
    r"""(?P<name>[^=]*[^=\s])\s*=\s*(?:(?P<field>\w+)\s*(?:\((?P<values>[^()]*)\))?|"(?P<text>[^"]*)")"""
)

FIELDS: Final[Mapping[str, Callable[[Record], object]]] = {
    "id": lambda one: one.id,
    "uuid": lambda one: str(one.uuid),
    "state": lambda one: one.state.value,
    "student_number": lambda one: one.student.number,
    "student_name": lambda one: one.student.name,
    "student_email": lambda one: one.student.email,
    "company_name": lambda one: one.company.name,
    "company_recognition_id": lambda one: one.company.recognition_id,
    "company_kvk": lambda one: one.company.kvk,
    "company_street": lambda one: one.company.street,
    "company_postcode": lambda one: one.company.postcode,
    "company_city": lambda one: one.company.city,
    "company_country": lambda one: one.company.country,
    "crebo": lambda one: one.qualification.crebo,
    "qualification": lambda one: one.qualification.name,
    "level": lambda one: one.qualification.level,
    "route": lambda one: one.qualification.route,
    "starts_on": lambda one: one.period.starts_on,
    "ends_on": lambda one: one.period.ends_on,
    "ended_on": lambda one: one.period.ended_on,
    "hours_planned": lambda one: one.hours.planned,
    "hours_confirmed": lambda one: one.hours.confirmed,
    "agreement_number": lambda one: one.agreement.number,
    "signed_on": lambda one: one.agreement.signed_on,
    "agreement_sha256": lambda one: one.agreement.sha256,
}


class BadMapping(ValueError):
    """Columns cannot be used; ``problems`` has every mistake."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a field, its words for certain values, or the same text in each row."""

    name: str
    field: str = ""
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)
    text: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns in their order, and how a date is written."""

    columns: tuple[Column, ...]
    date: str = "%Y-%m-%d"


@dataclass(frozen=True, slots=True)
class Dialect:
    """How rows become bytes. ``is_safe`` puts an apostrophe before what a spreadsheet would work out."""

    separator: str = ";"
    encoding: str = "utf-8"
    has_header: bool = True
    is_safe: bool = True


def layout_of(config: Mapping[str, Any]) -> Layout:
    """The columns of a connection's settings. Raises BadMapping with all mistakes at once, by line."""
    columns, problems = [], []
    for number, line in enumerate(str(config.get("columns", "")).splitlines(), 1):
        if line.strip():
            try:
                columns.append(_column(line.strip()))
            except ValueError as error:
                problems.append(f"line {number}: {error}")
    names = [one.name for one in columns]
    problems += [
        f"{name!r} is named twice" for name in sorted({one for one in names if names.count(one) > 1})
    ]
    if not columns and not problems:
        problems.append("received no column, needed is one at least")
    if problems:
        raise BadMapping(problems)
    return Layout(tuple(columns), _DATES[config.get("date_format", "yyyy-mm-dd")])


def _column(line: str) -> Column:
    found = _LINE.fullmatch(line)
    if found is None:
        raise ValueError(f'received {line[:60]!r}, allowed is: name = field, or: name = "text"')
    name, field, values, text = found.group("name", "field", "values", "text")
    if field is None:
        return Column(name, text=text)
    if field not in FIELDS:
        raise ValueError(f"received the field {field[:40]!r}, allowed are {', '.join(FIELDS)}")
    return Column(name, field, _words(values or ""))


def _words(told: str) -> dict[str, str]:
    found = {}
    for pair in filter(None, (one.strip() for one in told.split(","))):
        value, colon, word = (one.strip() for one in pair.partition(":"))
        if not colon or not value:
            raise ValueError(f"received {pair[:40]!r}, allowed is: value: word, …")
        found[value] = word
    return found


def row_of(layout: Layout, record: Record) -> dict[str, str]:
    """One row: text by column."""
    return {
        one.name: _cell(one, FIELDS[one.field](record) if one.field else one.text, layout)
        for one in layout.columns
    }


def gone(layout: Layout, object_id: str) -> dict[str, str]:
    """The row of a placement that is no longer there: its id, the state ``deleted``, the fixed texts, else nothing."""
    known = {"id": object_id, "state": DELETED}
    return {
        one.name: _cell(one, known.get(one.field, "") if one.field else one.text, layout)
        for one in layout.columns
    }


def _cell(column: Column, value: object, layout: Layout) -> str:
    if isinstance(value, dt.date):
        value = value.strftime(layout.date)
    told = "" if value is None else str(value)
    return column.values.get(told, told)


def written(layout: Layout, rows: Iterable[Mapping[str, str]], dialect: Dialect) -> bytes:
    """The file. Raises BadMapping, naming the column, for a character that the encoding does not have."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=dialect.separator, lineterminator="\r\n")
    header = {one.name: one.name for one in layout.columns}
    for row in [header, *rows] if dialect.has_header else rows:
        require_encodable(row, dialect.encoding)
        cells = [row[name] for name in header]
        writer.writerow([_safe(cell) for cell in cells] if dialect.is_safe else cells)
    return out.getvalue().encode(dialect.encoding)


def require_encodable(row: Mapping[str, str], encoding: str) -> None:
    """Raise BadMapping, naming the column, for a character that the encoding does not have."""
    for name, cell in row.items():
        try:
            cell.encode(encoding)
        except UnicodeEncodeError as error:
            problem = f"column {name!r}: {error.object[error.start]!r} is not in {encoding}"
            raise BadMapping([problem]) from None


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
