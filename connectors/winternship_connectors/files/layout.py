"""A school's own columns: which field goes where, in which form; pure, so that it can be shown before it is used."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from winternship_connectors.records import Record

DELETED: Final = "deleted"  # the state of a placement that is no longer there, in a file of changes
_DATES: Final = {"yyyy-mm-dd": "%Y-%m-%d", "dd-mm-yyyy": "%d-%m-%Y", "yyyymmdd": "%Y%m%d"}
# What a spreadsheet would work out instead of show.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")

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
    """A mapping cannot be used; ``problems`` has every mistake, by column."""

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
    """The mapping of a connection's settings. Raises BadMapping with all mistakes at once."""
    told = config.get("columns") or []
    problems = [said for number, one in enumerate(told, 1) for said in _problems(number, one)]
    names = [one.get("name") for one in told if isinstance(one, dict)]
    problems += [
        f"column {name!r}: named twice" for name in sorted({n for n in names if n and names.count(n) > 1})
    ]
    if not told:
        problems.append("columns: received none, needed is at least one")
    if problems:
        raise BadMapping(problems)
    columns = (
        Column(one["name"], one.get("field", ""), one.get("values", {}), one.get("text", "")) for one in told
    )
    return Layout(tuple(columns), _DATES[config.get("date_format", "yyyy-mm-dd")])


def _problems(number: int, one: object) -> list[str]:
    if not isinstance(one, dict):
        return [f"column {number}: received {type(one).__name__}, allowed is an object with name and field"]
    where, found = f"column {number}", []
    if not isinstance(one.get("name"), str) or not one["name"].strip():
        found.append(f"{where}: needs a name")
    if ("field" in one) == ("text" in one):
        found.append(f"{where}: needs a field or a text, one of both")
    if "field" in one and (not isinstance(one["field"], str) or one["field"] not in FIELDS):
        found.append(
            f"{where}: received the field {str(one['field'])[:40]!r}, allowed are {', '.join(FIELDS)}"
        )
    values = one.get("values", {})
    if not isinstance(values, dict) or not all(isinstance(word, str) for word in values.values()):
        found.append(f"{where}: values must be texts by what they stand for")
    if unknown := set(one) - {"name", "field", "text", "values"}:
        found.append(
            f"{where}: received {', '.join(sorted(map(str, unknown)))}, allowed are name, field, text, values"
        )
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
    names = [one.name for one in layout.columns]
    writer = csv.writer(out, delimiter=dialect.separator, lineterminator="\r\n")
    if dialect.has_header:
        writer.writerow(names)
    for row in rows:
        cells = [row[name] for name in names]
        _require_encodable(names, cells, dialect.encoding)
        writer.writerow([_safe(cell) for cell in cells] if dialect.is_safe else cells)
    return out.getvalue().encode(dialect.encoding)


def _require_encodable(names: Sequence[str], cells: Sequence[str], encoding: str) -> None:
    for name, cell in zip(names, cells, strict=True):
        try:
            cell.encode(encoding)
        except UnicodeEncodeError as error:
            raise BadMapping(
                [f"column {name!r}: {error.object[error.start]!r} is not in {encoding}"]
            ) from None


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
