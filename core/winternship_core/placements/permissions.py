"""Who may see and do what (domain D.3), read from a table that a privacy officer can read too.

A cell of the table names groups of fields for a role, a kind of object and a relation. It holds for that relation
and every nearer one. ``group?condition`` counts only while the object meets the condition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from winternship_core.placements.errors import PlacementDataError
from winternship_core.placements.roles import Role
from winternship_core.reading import Reader, load_json


class Relation(IntEnum):
    """How near someone is to an object: the smaller, the nearer."""

    OWN = 0  # about them, or assigned to them
    HOUSE = 1  # of their own school or company
    REGION = 2  # in their region
    ELSEWHERE = 3  # somewhere else on the board
    STRANGER = 4  # they have no role on the board at all


@dataclass(frozen=True, slots=True)
class Grant:
    """A group of fields, always or while ``condition`` holds."""

    group: str
    condition: str


Cells = Mapping[Role, Mapping[str, Mapping[Relation, tuple[Grant, ...]]]]


@dataclass(frozen=True, slots=True)
class Permissions:
    """The table of rights: groups of fields per kind, and who sees, writes, creates and acts."""

    groups: Mapping[str, Mapping[str, tuple[str, ...]]]
    sees: Cells
    writes: Cells
    creates: Mapping[Role, frozenset[str]]
    acts: Mapping[Role, Mapping[str, Relation]]

    def grants(self, cells: Cells, role: Role, kind: str, relation: Relation) -> tuple[Grant, ...]:
        """What the role holds at this relation: its cell and those of every wider relation."""
        by_relation = cells.get(role, {}).get(kind, {})
        return tuple(grant for at, held in by_relation.items() if at >= relation for grant in held)

    def visible(self, role: Role, kind: str, relation: Relation, conditions: Iterable[str]) -> frozenset[str]:
        """The fields that the role may see of such an object."""
        return self._fields(self.sees, role, kind, relation, frozenset(conditions))

    def writable(
        self, role: Role, kind: str, relation: Relation, conditions: Iterable[str]
    ) -> frozenset[str]:
        """The fields that the role may fill in."""
        return self._fields(self.writes, role, kind, relation, frozenset(conditions))

    def may_act(self, role: Role, kind: str, relation: Relation) -> bool:
        """Whether the role may make steps of its own on such an object; which steps, the machine says."""
        reach = self.acts.get(role, {})
        allowed = reach.get(kind, reach.get("*"))
        return allowed is not None and relation <= allowed

    def _fields(
        self, cells: Cells, role: Role, kind: str, relation: Relation, conditions: frozenset[str]
    ) -> frozenset[str]:
        groups = self.groups.get(kind, {})
        held = self.grants(cells, role, kind, relation)
        return frozenset(
            field
            for grant in held
            if not grant.condition or grant.condition in conditions
            for field in groups[grant.group]
        )


@cache
def load_permissions() -> Permissions:
    """The table that is shipped, read once; :class:`PlacementDataError` lists every mistake in it."""
    return read_permissions(load_json("winternship_core.placements", "data/permissions.json"))


def read_permissions(document: object) -> Permissions:
    """The table in a parsed JSON document; every group, kind, role and relation in it must exist."""
    mistakes: list[str] = []
    root = Reader(document, "permissions", mistakes)
    root.any("about")
    groups = {
        kind: {name: tuple(entry.string(name).split()) for name in entry.names()}
        for kind, entry in root.entries("kinds").items()
    }
    sees, writes = (_cells(root.child(part), groups) for part in ("sees", "writes"))
    creates = {
        role: frozenset(_known(entry, entry.string(role).split(), groups, "kind"))
        for entry in [root.child("creates")]
        for role in _roles(entry)
    }
    acts = {
        role: {kind: _relation(entry, entry.string(kind)) for kind in entry.names()}
        for role, entry in _by_role(root.child("acts"))
    }
    root.close()
    if mistakes:
        raise PlacementDataError(mistakes)
    return Permissions(groups, sees, writes, creates, acts)


def _cells(entry: Reader, groups: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Cells:
    found = {}
    for role, table in _by_role(entry):
        kinds = {}
        for kind in _known(table, table.names(), groups, "kind"):
            row = table.child(kind)
            kinds[kind] = {
                _relation(row, name): tuple(_grants(row, row.string(name), groups[kind]))
                for name in row.names()
            }
        found[role] = kinds
    return found


def _grants(row: Reader, words: str, groups: Mapping[str, tuple[str, ...]]) -> Iterator[Grant]:
    for word in words.split():
        group, _, condition = word.partition("?")
        if group not in groups:
            row.mistake(f"a group is one of {', '.join(groups)}, received {group!r}")
        yield Grant(group, condition)


def _by_role(entry: Reader) -> Iterator[tuple[Role, Reader]]:
    for name in _roles(entry):
        yield name, entry.child(name)


def _roles(entry: Reader) -> list[Role]:
    return [Role(name) for name in _known(entry, entry.names(), {*Role}, "role")]


def _known(entry: Reader, names: Iterable[str], known: Iterable[str], what: str) -> list[str]:
    allowed = list(known)
    for name in names:
        if name not in allowed:
            entry.mistake(f"a {what} is one of {', '.join(allowed)}, received {name!r}")
    return [name for name in names if name in allowed]


def _relation(entry: Reader, name: str) -> Relation:
    allowed = {one.name.lower(): one for one in Relation}
    if name not in allowed:
        entry.mistake(f"a relation is one of {', '.join(allowed)}, received {name!r}")
    return allowed.get(name, Relation.OWN)
