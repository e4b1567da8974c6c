"""A dry run: how many changes going live would make, and the first of them to read; nothing is sent or kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from winternship_board import api as board
from winternship_connectors import building
from winternship_connectors.connections import own
from winternship_connectors.contract import Action, Value, Verb
from winternship_connectors.contract import Link as Known
from winternship_connectors.marking import mark
from winternship_connectors.models import Link
from winternship_connectors.target import Target, target


@dataclass(frozen=True, slots=True)
class Planned:
    """One change that would be made. ``fields`` are those that become different, with their new values."""

    object_id: str
    part: str
    verb: str
    fields: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """``counts`` are of changes by verb, and of placements ``unchanged``; ``first`` tells of people: never keep it."""

    counts: Mapping[str, int]
    first: tuple[Planned, ...]


def preview(actor: board.Actor, pk: int, limit: int = 10) -> Preview:
    """What would be created, updated and deleted if the connection went live now. Raises NotFound."""
    row = own(actor, pk)
    links: dict[str, dict[str, Link]] = {}
    for one in Link.objects.filter(connection=row):
        links.setdefault(one.object_id, {})[one.part] = one
    counts = {**{verb.value: 0 for verb in Verb}, "unchanged": 0}
    first: list[Planned] = []
    for object_id, actions in _planned(target(row), links):
        counts["unchanged"] += not actions
        for action in actions:
            counts[action.verb.value] += 1
            if len(first) < limit:
                first.append(_told(action, links.get(object_id, {}).get(action.part)))
    return Preview(counts, tuple(first))


def _planned(at: Target, links: Mapping[str, Mapping[str, Link]]) -> Iterator[tuple[str, list[Action]]]:
    """The plan of each placement of the school, and of what is there for one that is gone."""
    plan, settings = at.connector.plan, at.context.settings
    known = {
        object_id: {part: Known(one.remote_id, one.etag, one.rev, one.digest) for part, one in parts.items()}
        for object_id, parts in links.items()
    }
    there = board.placements_of(at.row.school)
    gone = set(known)
    for record in building.records(there, at.row.school):
        gone.discard(record.id)
        yield record.id, list(plan(settings, record, known.get(record.id, {}), record.id))
    for object_id in sorted(gone):
        yield object_id, list(plan(settings, None, known[object_id], object_id))


def _told(action: Action, link: Link | None) -> Planned:
    sent = link.marks if link else {}
    changed = tuple((name, value) for name, value in action.fields.items() if sent.get(name) != mark(value))
    return Planned(action.object_id, action.part, action.verb, changed)
