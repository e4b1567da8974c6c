"""The rows of a table as values of our fields, by the kind of object, with every cell that does not fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from django.core.exceptions import FieldDoesNotExist

from winternship_board.importing.columns import Column
from winternship_board.importing.mapping import Fitted
from winternship_board.importing.mistakes import Mistake
from winternship_board.importing.reading import Table
from winternship_board.kinds import KINDS
from winternship_core.text import Text

CLEARED: Final = "-"


@dataclass(slots=True)
class Row:
    """One row: kind of object → field → value, and the headings to name when something is wrong."""

    line: int
    values: dict[str, dict[str, Any]] = field(default_factory=dict)
    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def of(self, part: str) -> dict[str, Any]:
        """The values for one kind of object; empty when the row says nothing of it."""
        return self.values.get(part, {})

    def headings(self, part: str) -> dict[str, str]:
        """Field → heading, for one kind of object."""
        return self.columns.get(part, {})

    def wrong(self, part: str, name: str, text: Text) -> None:
        """Note a mistake at the cell of a field."""
        self.mistakes.append(Mistake(self.line, self.headings(part).get(name, ""), text))


def rows_of(table: Table, fitted: Fitted) -> Iterator[Row]:
    """Every row in turn; a cell that does not fit is left out and told."""
    columns = [(column, place, table.headings[place]) for column, place in fitted.places.items()]
    for line, cells in table.rows:
        row = Row(line)
        for column, place, heading in columns:
            row.columns.setdefault(column.part, {})[column.field] = heading
            _read(row, column, cells[place])
        yield row


def _read(row: Row, column: Column, cell: str) -> None:
    if not cell or (cell == CLEARED and column.required):
        if column.required:
            row.wrong(column.part, column.field, Text("vul dit in.", "fill this in."))
        return
    value = _empty(column) if cell == CLEARED else column.read(cell)
    if isinstance(value, Text):
        row.wrong(column.part, column.field, value)
    else:
        row.values.setdefault(column.part, {})[column.field] = value


def _empty(column: Column) -> Any:
    """What a field holds when nothing is filled in."""
    try:
        model_field: Any = KINDS[column.part].model._meta.get_field(column.field)
    except FieldDoesNotExist:
        return []
    return model_field.get_default()


def check_period(row: Row, part: str) -> None:
    """Note when an end comes before its start."""
    start, end = row.of(part).get("starts_on"), row.of(part).get("ends_on")
    if start is not None and end is not None and end < start:
        row.wrong(part, "ends_on", Text("een datum na het begin.", "a date after the start."))
