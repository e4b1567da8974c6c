"""Opaque ids for workbench blocks, so that code which asks an id for its course works here as in Open edX."""

from __future__ import annotations

from opaque_keys import InvalidKeyError
from opaque_keys.edx.keys import UsageKey
from workbench.runtime import ScenarioIdManager

COURSE = "Practice+Workbench+2026"


class UsageId(str):
    """Text for the workbench (URLs, stored children), an opaque key for whoever asks for more."""

    __slots__ = ()

    def __getattr__(self, name: str) -> object:
        try:
            key = UsageKey.from_string(str(self))
        except InvalidKeyError as error:
            raise AttributeError(f"{self} is no usage key, so it has no {name}.") from error
        return getattr(key, name)


class OpaqueIdManager(ScenarioIdManager):
    """The workbench's numbering, written as usage keys."""

    def create_definition(self, block_type: str, slug: str | None = None) -> str:
        """A new definition id, numbered within its scenario and block type."""
        name = ".".join(part for part in (self.scenario, block_type, slug) if part)
        prefix = f"block-v1:{COURSE}+type@{block_type}+block@{name}"
        definition = f"{prefix}.d{next(self._block_types_to_id_seq[prefix])}"
        self._definitions[definition] = block_type
        return definition

    def create_usage(self, def_id: str) -> UsageId:
        """A new usage of a definition."""
        return UsageId(super().create_usage(def_id))


ids = OpaqueIdManager()
