"""The connector ``filedrop``: files of placements in the form that a school chose, each with a manifest.

The name of a file holds the number of its delivery, so that a repetition is the same file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from winternship_connectors.contract import (
    Action,
    Capability,
    CheckResult,
    Context,
    Idempotency,
    Link,
    Receipt,
    Settings,
)
from winternship_connectors.files.forms import form_of
from winternship_connectors.files.places import place_of, place_problems
from winternship_connectors.files.schema import CONFIG
from winternship_connectors.planning import brought, taken
from winternship_connectors.records import Record


class FiledropConnector:
    """Delivers files; it cannot look at what a school did with them."""

    id: ClassVar[str] = "filedrop"
    version: ClassVar[str] = "1"
    capabilities: ClassVar[frozenset[Capability]] = frozenset(
        {Capability.UPSERT, Capability.DELETE, Capability.BATCH}
    )
    idempotency: ClassVar[Idempotency] = Idempotency.NONE
    config_schema: ClassVar[Mapping[str, Any]] = CONFIG

    def problems(self, config: Mapping[str, Any]) -> Mapping[str, str]:
        """What is wrong with the settings of the form and of the place."""
        return {**form_of(config).problems(config), **place_problems(config)}

    def idempotency_in(self, config: Mapping[str, Any]) -> Idempotency:
        """A folder has one file of a name; a mailbox keeps every message."""
        return Idempotency.NONE if config.get("place") == "mail" else Idempotency.NATURAL

    def check(self, context: Context) -> CheckResult:
        """The place can be reached; nothing is put there."""
        said = "; ".join(self.problems(context.settings.config).values())
        if said:
            return CheckResult(
                False, f"De instellingen kloppen niet: {said}", f"The settings are not right: {said}"
            )
        return place_of(context).check()

    def plan(
        self, settings: Settings, record: Record | None, links: Mapping[str, Link], object_id: str
    ) -> Sequence[Action]:
        """One row. Raises Rejected for what the form cannot hold."""
        form = form_of(settings.config)
        part, link = form.part, links.get(form.part)
        row = form.row(settings, record, is_there=link is not None) if record is not None else None
        if row is not None:
            return brought(object_id, part, row, link)
        return [
            replace(one, fields=form.last(settings, record, object_id))
            for one in taken(object_id, part, link)
        ]

    def wants_all(self, settings: Settings) -> bool:
        """Whether each file holds every placement."""
        return form_of(settings.config).is_whole(settings.config)

    def apply(self, context: Context, action: Action, key: str) -> Receipt:
        """A file with one row."""
        return self.apply_all(context, [action], key)[action.object_id]

    def apply_all(self, context: Context, actions: Sequence[Action], key: str) -> Mapping[str, Receipt]:
        """One file with all rows, then its manifest: a file without one is not whole. The same key writes it anew."""
        settings = context.settings
        form = form_of(settings.config)
        ordered = sorted(actions, key=lambda action: action.object_id)
        content, rows = form.written(settings, [one.fields for one in ordered if one.fields])
        name = f"{settings.config.get('prefix', 'placements')}-{_number(key)}{form.suffix}"
        manifest = {"file": name, "rows": rows, "sha256": hashlib.sha256(content).hexdigest()}
        place_of(context).put({name: content, f"{name}.json": json.dumps(manifest).encode()}, key)
        return {one.object_id: Receipt(name) for one in actions}


def _number(key: str) -> str:
    """What files are sorted by: the number of the delivery in its key, which rises."""
    told = key.rpartition(":")[2]
    return (
        told.zfill(10) if told.isascii() and told.isdigit() else hashlib.sha256(key.encode()).hexdigest()[:16]
    )
