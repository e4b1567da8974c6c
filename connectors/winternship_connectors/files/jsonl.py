"""The form ``jsonl``: one JSON object a line [jsonlines.org], with every field in its own type."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from winternship_connectors.contract import Fields, Settings, Value
from winternship_connectors.files.columns import is_whole
from winternship_connectors.files.layout import DELETED, FIELDS
from winternship_connectors.records import Record


class JsonLines:
    """Numbers are numbers, dates are ISO 8601, what is empty is null; keys stand in the order of ``FIELDS``."""

    part: Final = "line"
    suffix: Final = ".jsonl"

    def problems(self, config: Mapping[str, Any]) -> Mapping[str, str]:
        """Nothing can be wrong."""
        return {}

    def is_whole(self, config: Mapping[str, Any]) -> bool:
        """As the school chose."""
        return is_whole(config)

    def row(self, settings: Settings, record: Record, *, is_there: bool) -> Fields:
        """Every field."""
        return {name: _value(read(record)) for name, read in FIELDS.items()}

    def last(self, settings: Settings, record: Record | None, object_id: str) -> Fields:
        """Its id and the state ``deleted``, in a file of changes."""
        return {} if self.is_whole(settings.config) else {"id": object_id, "state": DELETED}

    def written(self, settings: Settings, rows: Sequence[Fields]) -> tuple[bytes, int]:
        """UTF-8, without a mark before it; each line ends with LF."""
        lines = [
            json.dumps({name: row[name] for name in FIELDS if name in row}, ensure_ascii=False)
            for row in rows
        ]
        return "".join(f"{line}\n" for line in lines).encode(), len(lines)


def _value(value: object) -> Value:
    if value is None or value == "":
        return None
    if isinstance(value, dt.date):
        return value.isoformat()
    return value if isinstance(value, int) else str(value)
