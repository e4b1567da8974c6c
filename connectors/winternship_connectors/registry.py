"""Which connectors are installed: ours and those of others, found by the entry point ``winternship.connectors``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.metadata import entry_points
from typing import Final

from winternship_connectors.contract import Capability, Connector

GROUP: Final = "winternship.connectors"


class UnknownConnector(LookupError):
    """No connector of this name is installed."""


def names() -> tuple[str, ...]:
    """The ids of all installed connectors, in order of the alphabet; nothing is imported for it."""
    return tuple(sorted({*_found(), *_extra}))


def connector(name: str) -> Connector:
    """The connector of this id. Raises UnknownConnector, which names those there are."""
    if name in _extra:
        return _extra[name]
    if name not in _found():
        raise UnknownConnector(
            f"received the connector {name!r}, installed are: {', '.join(names()) or 'none'}"
        )
    return _load(name)


def delivers(name: str) -> bool:
    """Whether this connector sends anything; one that only reads files has no outbox. Unknown ones may come back."""
    try:
        return Capability.UPSERT in connector(name).capabilities
    except UnknownConnector:
        return True


def register(one: Connector) -> None:
    """Add a connector without an entry point, for a host's own code and for tests."""
    _extra[one.id] = one


_extra: dict[str, Connector] = {}


@cache
def _found() -> Mapping[str, str]:
    return {point.name: point.value for point in entry_points(group=GROUP)}


@cache
def _load(name: str) -> Connector:
    (point,) = (one for one in entry_points(group=GROUP) if one.name == name)
    made = point.load()()
    if not isinstance(made, Connector):
        raise UnknownConnector(f"received {point.value}, allowed is a class with the methods of Connector")
    return made
