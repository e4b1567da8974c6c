"""A connection that is at work: its connector with everything it may use, and one look at the target when needed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache

from django.conf import settings

from winternship_board import api as board
from winternship_connectors import building, clock, registry, sealing
from winternship_connectors.contract import (
    Capability,
    Connector,
    Context,
    Observed,
    ObservingConnector,
    Settings,
)
from winternship_connectors.http import Http
from winternship_connectors.models import Connection
from winternship_connectors.records import Record


@dataclass(slots=True)
class Target:
    """What deliveries of one connection share. Made for one round of work."""

    row: Connection
    connector: Connector
    context: Context
    _seen: Mapping[str, dict[str, Observed]] | None = field(default=None)
    _records: dict[str, Record] = field(default_factory=dict)

    def load(self, object_ids: Collection[str]) -> None:
        """Read the records of rows that were just claimed, all at once: a change from now on has a row of its own."""
        wanted = [] if self.row.mode == Connection.Mode.REMOVING else map(building.placement_of, object_ids)
        self._records = {one.id: one for one in building.records(list(wanted), self.row.school)}
        self._seen = None

    def can(self, capability: Capability) -> bool:
        """Whether the connector can do this."""
        return capability in self.connector.capabilities

    def record(self, object_id: str) -> Record | None:
        """The placement as it must be there, of those loaded; None when it must not, also while removing."""
        return self._records.get(object_id)

    def look(self, cursor: str = "") -> tuple[list[Observed], str]:
        """What is there, or what changed since a cursor, and the next cursor; nothing where one cannot look.

        Raises DeliveryError.
        """
        seen: list[Observed] = []
        if isinstance(self.connector, ObservingConnector):
            for one in self.connector.observe(self.context, cursor):
                if isinstance(one, Observed):
                    seen.append(one)
                else:
                    cursor = one.value
        return seen, cursor

    def seen(self, object_id: str) -> dict[str, Observed]:
        """The parts of a placement as they are there; one look serves the whole round. Raises DeliveryError."""
        if self._seen is None:
            found: dict[str, dict[str, Observed]] = {}
            for one in self.look()[0]:
                if one.object_id and one.fields is not None:
                    found.setdefault(one.object_id, {})[one.part] = one
            self._seen = found
        return self._seen.get(object_id, {})


def target(row: Connection) -> Target:
    """Open a connection. Raises UnknownConnector, and ImproperlyConfigured for secrets sealed with another key."""
    names = board.names(board.SYSTEM, "organisation", [row.school])
    context = Context(
        settings=Settings(row.config, building.site(), row.language, row.school, names.get(row.school, "")),
        secrets=sealing.unseal(row.secrets),
        http=_http(bool(getattr(settings, "ALLOW_PRIVATE_NETWORKS", False))),
        now=clock.now,
        document=board.signed_document,
    )
    return Target(row, registry.connector(row.connector), context)


@cache
def _http(allow_private: bool) -> Http:
    """One pool for all connections of a process; it keeps no cookie and no credential."""
    return Http(allow_private=allow_private, now=lambda: clock.now())  # noqa: PLW0108 - the clock of that moment
