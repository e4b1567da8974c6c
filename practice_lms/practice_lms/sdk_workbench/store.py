"""Field values under a unique key, one upsert per save: the workbench's own store doubles rows when busy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from xblock.fields import Scope
from xblock.runtime import KeyValueStore

from practice_lms.models import FieldValue

_KEY = ["scope", "scope_id", "user", "name"]


class FieldStore(KeyValueStore):
    """A `KeyValueStore` on `FieldValue`. Reads never write; the last write of a field wins."""

    def get(self, key: KeyValueStore.Key) -> Any:
        """The value. Raises `KeyError` when there is none."""
        for value in _rows(key).values_list("value", flat=True):
            return value
        raise KeyError(key)

    def has(self, key: KeyValueStore.Key) -> bool:
        """Whether a value is stored, be it None."""
        return _rows(key).exists()

    def set(self, key: KeyValueStore.Key, value: Any) -> None:
        """Store one value."""
        self.set_many({key: value})

    def set_many(self, update_dict: Mapping[KeyValueStore.Key, Any]) -> None:
        """Store all values in one statement: all of them or, on an error, none."""
        rows = [FieldValue(**_columns(key), value=value) for key, value in update_dict.items()]
        FieldValue.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=_KEY, update_fields=["value"]
        )

    def delete(self, key: KeyValueStore.Key) -> None:
        """Forget a value. Raises `KeyError` when there is none."""
        if not _rows(key).delete()[0]:
            raise KeyError(key)

    def clear(self) -> None:
        """Forget everything: the workbench's reset button."""
        FieldValue.objects.all().delete()

    def prep_for_scenario_loading(self) -> None:
        """Loading appends children, so those of the last start must go first."""
        FieldValue.objects.filter(scope=Scope.children.attr_name).delete()


def _columns(key: KeyValueStore.Key) -> dict[str, str]:
    shared = key.scope in (Scope.parent, Scope.children)
    scope = key.scope if shared else key.scope.block
    return {
        "scope": scope.attr_name,
        "scope_id": str(key.block_scope_id),
        "user": str(key.user_id or ""),
        "name": key.field_name,
    }


def _rows(key: KeyValueStore.Key) -> QuerySet[FieldValue]:
    return FieldValue.objects.filter(**_columns(key))


store = FieldStore()
