"""The key-value store behind a block's fields: one row for each scope, target and owner, merged under a lock.

A page reads everything it needs with one query. A handler runs in a transaction and locks each row it touches for
the first time (`SELECT … FOR UPDATE`; SQLite's IMMEDIATE transaction does the same), so two parallel handlers of one
person follow each other and no update is lost.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q
from xblock.exceptions import InvalidScopeError, XBlockSaveError
from xblock.fields import Scope, UserScope
from xblock.runtime import KeyValueStore

from ..models import BlockState

Row = tuple[str, str, int]  # scope, target, owner
Fields = dict[str, Any]
NOBODY = 0
STRUCTURE = (Scope.children, Scope.parent)
MAX_ROW_BYTES = 1_000_000


class StateStore(KeyValueStore):
    """Reads and writes BlockState for one request.

    `owner` is a Person's key, or None for someone unknown, who has no state. `defaults` are field values that the link
    asks for. `locking` is for handlers, which must run in a transaction. Only an `author` may write what everyone
    sees (settings, content, structure); for others that raises InvalidScopeError, as in the LMS of Open edX.
    """

    def __init__(
        self, owner: int | None, defaults: Mapping[str, Any], *, locking: bool, author: bool = False
    ) -> None:
        self._owner = owner
        self._author = author
        self._defaults = defaults
        self._locking = locking
        self._rows: dict[Row, Fields] = {}
        self._complete: set[str] = set()

    def preload(self, *targets: str) -> None:
        """Read all rows of these usages and block types, and those of the person, in one query."""
        owners = {NOBODY, self._owner or NOBODY}
        wanted = {*targets, ""}
        for row in BlockState.objects.filter(Q(target__in=wanted), owner__in=owners):
            self._rows[row.scope, row.target, row.owner] = row.fields
        self._complete |= wanted

    def get(self, key: Any) -> Any:
        """Return the JSON value; raises KeyError when the field was never written."""
        return self._fields(self._row(key))[key.field_name]

    def has(self, key: Any) -> bool:
        """Say whether the field was ever written."""
        return key.field_name in self._fields(self._row(key))

    def default(self, key: Any) -> Any:
        """Return what the link asks for; raises KeyError so that the field's own default counts."""
        if key.scope != Scope.settings:
            raise KeyError(key.field_name)
        return self._defaults[key.field_name]

    def set(self, key: Any, value: Any) -> None:
        """Write one field."""
        self.set_many({key: value})

    def set_many(self, update_dict: Mapping[Any, Any]) -> None:
        """Merge the fields into their rows; all or nothing."""
        rows: dict[Row, Fields] = {}
        for key, value in update_dict.items():
            self._check_may_write(key)
            rows.setdefault(self._row(key), {})[key.field_name] = value
        with transaction.atomic():
            for row, fields in sorted(rows.items(), key=lambda item: item[0]):
                self._write(row, lambda stored, new=fields: {**stored, **new})  # type: ignore[misc]

    def delete(self, key: Any) -> None:
        """Forget one field, so that its default counts again."""
        self._check_may_write(key)
        with transaction.atomic():
            self._write(
                self._row(key), lambda stored: {k: v for k, v in stored.items() if k != key.field_name}
            )

    def _check_may_write(self, key: Any) -> None:
        if not self._author and (key.scope in STRUCTURE or key.scope.user == UserScope.NONE):
            raise InvalidScopeError(key.scope)

    def _fields(self, row: Row) -> Fields:
        if row not in self._rows:
            self._rows[row] = self._read(row)
        return self._rows[row]

    def _read(self, row: Row) -> Fields:
        scope, target, owner = row
        if self._locking:
            locked: Fields = _locked(row).fields
            return locked
        if target in self._complete:
            return {}
        found = BlockState.objects.filter(scope=scope, target=target, owner=owner).first()
        fields: Fields = found.fields if found else {}
        return fields

    def _write(self, row: Row, change: Callable[[Fields], Fields]) -> None:
        stored = _locked(row)
        fields = change(stored.fields)
        if len(json.dumps(fields)) > MAX_ROW_BYTES:
            raise XBlockSaveError([], [], f"The {row[0]} of this block would pass {MAX_ROW_BYTES} bytes.")
        stored.fields = fields
        stored.save(update_fields=["fields", "changed_at"])
        self._rows[row] = fields

    def _row(self, key: Any) -> Row:
        if key.scope in STRUCTURE:
            return key.scope.attr_name, str(key.block_scope_id), NOBODY
        if key.scope.user != UserScope.ONE:
            return str(key.scope.name)[:40], str(key.block_scope_id or ""), NOBODY
        if self._owner is None:
            raise KeyError(key.field_name)  # someone unknown has no state of their own
        return str(key.scope.name)[:40], str(key.block_scope_id or ""), self._owner


def _locked(row: Row) -> BlockState:
    """Return the row, locked until the transaction ends; made when missing, so that there is something to lock."""
    scope, target, owner = row
    query = BlockState.objects.select_for_update().filter(scope=scope, target=target, owner=owner)
    found = query.first()
    if found is None:
        BlockState.objects.bulk_create(
            [BlockState(scope=scope, target=target, owner=owner)], ignore_conflicts=True
        )
        found = query.get()
    return found
