"""What is there against what we want and what we sent: differences are reported, and mended where a rule says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from winternship_board import api as board
from winternship_connectors import building, clock, feeding
from winternship_connectors.contract import Capability, Fields, Observed
from winternship_connectors.marking import mark
from winternship_connectors.models import Connection, Drift, Link, Outbox
from winternship_connectors.ruling import Rule, changed_there, rule_of
from winternship_connectors.target import Target

Part = tuple[str, str]
_UNFINISHED: Final = (Outbox.State.PENDING, Outbox.State.HELD)


class Difference(StrEnum):
    """How a part differs; ``in_sync`` leaves no row."""

    MISSING_REMOTE = "missing_remote"
    CHANGED_REMOTE = "changed_remote"
    STALE_REMOTE = "stale_remote"
    ORPHAN_REMOTE = "orphan_remote"
    NEVER_SENT = "never_sent"


MENDED: Final = {Difference.STALE_REMOTE, Difference.NEVER_SENT}


@dataclass(frozen=True, slots=True)
class Found:
    """One difference; ``field`` only where one field differs."""

    kind: Difference
    object_id: str = ""
    part: str = ""
    remote_id: str = ""
    field: str = ""
    rule: str = ""

    def mends(self) -> bool:
        """Whether the next delivery takes it away."""
        return self.kind in MENDED or self.rule == Rule.OURS


def reconcile(target: Target) -> dict[str, int]:
    """Look at everything that is there; returns how many parts differ in which way. Raises DeliveryError.

    Without ``observe`` only what was never sent, or changed since, is found.
    """
    if not target.can(Capability.OBSERVE):
        return _judge(target, None, None, "")
    seen, cursor = target.look()
    return _judge(target, seen, None, cursor)


def catch_up(target: Target) -> dict[str, int]:
    """Look at what changed there since the last look, and judge only that. Raises DeliveryError.

    Asks a target that tells its changes (``Capability.DELTA``), after a first whole look.
    """
    seen, cursor = target.look(target.row.cursor)
    return _judge(target, seen, {(one.object_id, one.part) for one in seen}, cursor)


def _judge(
    target: Target, seen: list[Observed] | None, only: set[Part] | None, cursor: str
) -> dict[str, int]:
    """Compare, and write it down with the place where the next look goes on. ``only``: the parts that were seen."""
    desired = {part: one for part, one in _desired(target) if only is None or part in only}
    unfinished = Outbox.objects.filter(connection=target.row, state__in=_UNFINISHED)
    busy = set(unfinished.values_list("object_id", flat=True))
    links = {
        _part(one): one
        for one in Link.objects.filter(connection=target.row)
        if only is None or _part(one) in only
    }
    found = [one for one in _compare(desired, links, seen, target.row.rules) if one.object_id not in busy]

    def judged(one: Drift) -> bool:
        return one.object_id not in busy and (only is None or _part(one) in only)

    _write(target.row, found, judged, only is None, cursor)
    counts: dict[str, int] = {}
    for kind, _ in {(one.kind.value, (one.object_id, one.part, one.remote_id)) for one in found}:
        counts[kind] = counts.get(kind, 0) + 1
    return counts


def _part(one: Found | Drift | Link) -> Part:
    return one.object_id, one.part


def _desired(target: Target) -> Iterator[tuple[Part, Fields]]:
    """What each part should be: the plan for a target that is empty."""
    school, plan = target.row.school, target.connector.plan
    for record in building.records(board.placements_of(school), school):
        for action in plan(target.context.settings, record, {}, record.id):
            yield (record.id, action.part), action.fields


def _compare(
    desired: Mapping[Part, Fields],
    links: Mapping[Part, Link],
    seen: list[Observed] | None,
    rules: Mapping[str, Any],
) -> Iterator[Found]:
    there = {(one.object_id, one.part): one for one in seen or () if one.object_id and one.fields is not None}
    for one in seen or ():
        part = (one.object_id, one.part)
        if one.fields is not None and part not in links and part not in desired:
            yield Found(Difference.ORPHAN_REMOTE, remote_id=one.remote_id)
    for part in sorted({*desired, *links}):
        link, wanted = links.get(part), desired.get(part)
        if link is None:
            yield Found(Difference.NEVER_SENT, *part)
        elif seen is not None and part not in there:
            if wanted is not None:
                yield Found(Difference.MISSING_REMOTE, *part, link.remote_id, rule=rule_of(rules, "*"))
        elif wanted is None:
            yield Found(Difference.STALE_REMOTE, *part, link.remote_id)
        else:
            remote = there[part].fields if seen is not None else None
            yield from _fields(part, link, wanted, remote or {}, rules)


def _fields(
    part: Part, link: Link, wanted: Fields, remote: Fields, rules: Mapping[str, Any]
) -> Iterator[Found]:
    for name, value in wanted.items():
        if changed_there(name, remote, link.marks, value):
            rule = rule_of(rules, name)
            if rule is Rule.SET_IF_EMPTY:
                rule = Rule.THEIRS if remote[name] else Rule.OURS
            yield Found(Difference.CHANGED_REMOTE, *part, link.remote_id, name, rule)
        # What there was before our last change, or what was never told us back.
        elif link.marks.get(name) != mark(value) and remote.get(name) != value:
            yield Found(Difference.STALE_REMOTE, *part, link.remote_id, name)


@board.in_one_go
def _write(
    connection: Connection, found: list[Found], judged: Callable[[Drift], bool], whole: bool, cursor: str
) -> None:
    """Differences that were judged and are not found any more are over."""
    now = clock.now()
    known = {
        (one.kind, one.object_id, one.part, one.remote_id, one.field): one
        for one in Drift.objects.filter(connection=connection, resolved_at=None)
    }
    told = {(one.kind.value, one.object_id, one.part, one.remote_id, one.field): one for one in found}
    over = [one.pk for key, one in known.items() if key not in told and judged(one)]
    Drift.objects.filter(pk__in=over).update(resolved_at=now)
    Drift.objects.bulk_create(
        Drift(
            connection=connection,
            kind=one.kind.value,
            object_id=one.object_id,
            part=one.part,
            remote_id=one.remote_id,
            field=one.field,
            rule=one.rule,
            seen_at=now,
        )
        for key, one in told.items()
        if key not in known
    )
    mend(connection, {(one.object_id, one.part) for one in found if one.mends()}, told)
    moments = {"cursor_at": now, "looked_at": now} if whole else {"cursor_at": now}
    Connection.objects.filter(pk=connection.pk).update(cursor=cursor, **moments)


def mend(connection: Connection, parts: set[Part], told: Mapping[Any, Found]) -> None:
    """Send these parts again, whatever was sent before; what is missing there is made anew."""
    if connection.mode != Connection.Mode.LIVE:
        return
    missing = {(one.object_id, one.part) for one in told.values() if one.kind is Difference.MISSING_REMOTE}
    for object_id, part in parts:
        mine = Link.objects.filter(connection=connection, object_id=object_id, part=part)
        if (object_id, part) in missing:
            mine.delete()
        else:
            mine.update(digest="")
    feeding.enqueue(connection, {object_id for object_id, _ in parts})
