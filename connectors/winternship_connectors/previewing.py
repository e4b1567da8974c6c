"""A dry run that can be read: which placements would change, and which of their fields; nothing is sent or kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from winternship_board import api as board
from winternship_connectors import building
from winternship_connectors.connections import own
from winternship_connectors.contract import Action, Value
from winternship_connectors.marking import mark
from winternship_connectors.models import Link
from winternship_connectors.settling import known
from winternship_connectors.target import target


@dataclass(frozen=True, slots=True)
class Planned:
    """One change that would be made. ``fields`` are those that become different, with their new values."""

    object_id: str
    part: str
    verb: str
    fields: tuple[tuple[str, Value], ...]


def sample(actor: board.Actor, pk: int, limit: int = 10) -> tuple[Planned, ...]:
    """The first changes that going live would make. They hold data of people: show them, never keep them."""
    found = []
    for one in _planned(actor, pk):
        found.append(one)
        if len(found) == limit:
            break
    return tuple(found)


def _planned(actor: board.Actor, pk: int) -> Iterator[Planned]:
    row = own(actor, pk)
    at = target(row)
    wanted = board.placements_of(row.school)
    linked = set(Link.objects.filter(connection=row).values_list("object_id", flat=True))
    for record in building.records(wanted, row.school):
        actions = at.connector.plan(at.context.settings, record, known(row, record.id), record.id)
        yield from (_told(one, row.pk) for one in actions)
    for object_id in sorted(linked - {building.object_id(one) for one in wanted}):
        actions = at.connector.plan(at.context.settings, None, known(row, object_id), object_id)
        yield from (_told(one, row.pk) for one in actions)


def _told(action: Action, connection: int) -> Planned:
    link = Link.objects.filter(connection=connection, object_id=action.object_id, part=action.part).first()
    sent = link.marks if link else {}
    changed = tuple((name, value) for name, value in action.fields.items() if sent.get(name) != mark(value))
    return Planned(action.object_id, action.part, action.verb, changed)
