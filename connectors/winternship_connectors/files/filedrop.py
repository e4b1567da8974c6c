"""The connector ``filedrop``: a CSV file with a row for each placement, and a manifest that tells it is whole.

The name of a file holds the number of its delivery, so that a repetition is the same file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final

from winternship_connectors.contract import (
    Action,
    Capability,
    CheckResult,
    Context,
    Idempotency,
    Link,
    Receipt,
    Settings,
    Verb,
)
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
from winternship_connectors.files.places import place_of
from winternship_connectors.files.schema import CONFIG
from winternship_connectors.planning import brought, taken
from winternship_connectors.records import Record

PART: Final = "row"


class FiledropConnector:
    """Delivers files; it cannot look at what a school did with them."""

    id: ClassVar[str] = "filedrop"
    version: ClassVar[str] = "1"
    capabilities: ClassVar[frozenset[Capability]] = frozenset(
        {Capability.UPSERT, Capability.DELETE, Capability.BATCH}
    )
    idempotency: ClassVar[Idempotency] = Idempotency.NATURAL
    config_schema: ClassVar[Mapping[str, Any]] = CONFIG

    def problems(self, config: Mapping[str, Any]) -> Mapping[str, str]:
        """What is wrong with the columns, before they are kept; an empty file shows whether the encoding has them."""
        try:
            written(layout_of(config), [], _dialect(config))
        except BadMapping as error:
            return {"columns": str(error)}
        return {}

    def check(self, context: Context) -> CheckResult:
        """The folder can be reached; nothing is written."""
        try:
            layout_of(context.settings.config)
        except BadMapping as error:
            said = str(error)
            return CheckResult(
                False, f"De kolommen kloppen niet: {said}", f"The columns are not right: {said}"
            )
        place_of(context).check()
        return CheckResult(True, "De map is bereikbaar.", "The folder can be reached.")

    def plan(
        self, settings: Settings, record: Record | None, links: Mapping[str, Link], object_id: str
    ) -> Sequence[Action]:
        """One row; its fields are its cells, so that a change that no column shows sends nothing.

        Raises Rejected for a cell that the encoding does not have.
        """
        link = links.get(PART)
        if record is None:
            return taken(object_id, PART, link)
        try:
            row = row_of(layout_of(settings.config), record)
            require_encodable(row, _dialect(settings.config).encoding)
        except BadMapping as error:
            raise Rejected(str(error)) from error
        return brought(object_id, PART, row, link)

    def wants_all(self, settings: Settings) -> bool:
        """Whether each file holds every placement."""
        return bool(settings.config.get("content", "all") == "all")

    def apply(self, context: Context, action: Action, key: str) -> Receipt:
        """A file with one row."""
        return self.apply_all(context, [action], key)[action.object_id]

    def apply_all(self, context: Context, actions: Sequence[Action], key: str) -> Mapping[str, Receipt]:
        """One file with all rows, then its manifest: a file without one is not whole. The same key writes it anew."""
        config = context.settings.config
        rows = _rows(config, actions, self.wants_all(context.settings))
        content = written(layout_of(config), rows, _dialect(config))
        name = f"{config.get('prefix', 'placements')}-{_number(key)}.csv"
        manifest = {"file": name, "rows": len(rows), "sha256": hashlib.sha256(content).hexdigest()}
        place = place_of(context)
        place.put(name, content)
        place.put(f"{name}.json", json.dumps(manifest).encode())
        return {one.object_id: Receipt(name) for one in actions}


def _number(key: str) -> str:
    """What files are sorted by: the number of the delivery in its key, which rises."""
    told = key.rpartition(":")[2]
    return (
        told.zfill(10) if told.isascii() and told.isdigit() else hashlib.sha256(key.encode()).hexdigest()[:16]
    )


def _rows(config: Mapping[str, Any], actions: Sequence[Action], is_all: bool) -> list[Mapping[str, str]]:
    layout = layout_of(config)
    found: list[Mapping[str, str]] = []
    for one in sorted(actions, key=lambda action: action.object_id):
        if one.verb is not Verb.DELETE:
            found.append({name: str(value) for name, value in one.fields.items()})
        elif not is_all:
            found.append(gone(layout, one.object_id))
    return found


def _dialect(config: Mapping[str, Any]) -> Dialect:
    separator = config.get("separator", ";")
    return Dialect(
        separator="\t" if separator == "tab" else separator,
        encoding=config.get("encoding", "utf-8-sig"),
        has_header=not config.get("no_header", False),
        is_safe=not config.get("for_machines", False),
    )
