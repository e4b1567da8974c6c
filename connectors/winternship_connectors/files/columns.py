"""The form ``columns``: a CSV file with the columns that a school wrote down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from winternship_connectors.contract import Fields, Settings
from winternship_connectors.errors import Rejected
from winternship_connectors.files.layout import (
    BadMapping,
    Dialect,
    gone,
    layout_of,
    require_encodable,
    row_of,
    written,
)
from winternship_connectors.records import Record


class Columns:
    """The fields of a row are its cells, so that a change that no column shows sends nothing."""

    part: Final = "row"
    suffix: Final = ".csv"

    def problems(self, config: Mapping[str, Any]) -> Mapping[str, str]:
        """What is wrong with the columns; an empty file shows whether the encoding has them."""
        try:
            written(layout_of(config), [], _dialect(config))
        except BadMapping as error:
            return {"columns": str(error)}
        return {}

    def is_whole(self, config: Mapping[str, Any]) -> bool:
        """As the school chose."""
        return is_whole(config)

    def row(self, settings: Settings, record: Record, *, is_there: bool) -> Fields:
        """Text by column. Raises Rejected for a cell that the encoding does not have."""
        try:
            row = row_of(layout_of(settings.config), record)
            require_encodable(row, _dialect(settings.config).encoding)
        except BadMapping as error:
            raise Rejected(str(error)) from error
        return row

    def last(self, settings: Settings, record: Record | None, object_id: str) -> Fields:
        """Its id and the state ``deleted``, in a file of changes."""
        return {} if self.is_whole(settings.config) else gone(layout_of(settings.config), object_id)

    def written(self, settings: Settings, rows: Sequence[Fields]) -> tuple[bytes, int]:
        """A header and the rows."""
        cells = [{name: str(value) for name, value in row.items()} for row in rows]
        return written(layout_of(settings.config), cells, _dialect(settings.config)), len(rows)


def is_whole(config: Mapping[str, Any]) -> bool:
    """What the setting ``content`` says."""
    return bool(config.get("content", "all") == "all")


def _dialect(config: Mapping[str, Any]) -> Dialect:
    separator = config.get("separator", ";")
    return Dialect(
        separator="\t" if separator == "tab" else separator,
        encoding=config.get("encoding", "utf-8-sig"),
        has_header=not config.get("no_header", False),
        is_safe=not config.get("for_machines", False),
    )
