"""What an administrator sees of a connection and does about it: health, dead letters, held deletions, differences."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Max

from winternship_board import api as board
from winternship_connectors import clock, feeding, registry
from winternship_connectors.connections import own
from winternship_connectors.contract import Idempotency, idempotency_of
from winternship_connectors.models import Connection, Delivery, Drift, Link, Outbox
from winternship_connectors.reconciling import reconcile
from winternship_connectors.target import target


@dataclass(frozen=True, slots=True)
class Seen:
    """A connection as its administrator may see it: never a secret."""

    id: int
    school: int
    connector: str
    name: str
    mode: str
    config: dict[str, object]
    rules: dict[str, str]
    idempotency: Idempotency | None


@dataclass(frozen=True, slots=True)
class Health:
    """How a connection is: ``state`` is that of ``state_of``."""

    state: str
    because: str
    waiting: int
    dead: int
    held: int
    differences: int
    there: int
    oldest_waits_since: dt.datetime | None
    last_success_at: dt.datetime | None
    looked_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Letter:
    """Something that was not delivered: dead, or held until its deletion is confirmed."""

    id: int
    object_id: str
    op: str
    attempts: int
    error: str
    since: dt.datetime


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the delivery log."""

    at: dt.datetime
    object_id: str
    part: str
    verb: str
    outcome: str
    status: int | None
    milliseconds: int
    message: str


def connections(actor: board.Actor, school: int | None = None) -> tuple[Seen, ...]:
    """The connections of a school, or all for whoever may manage all. Raises NotAllowed."""
    # School 0 is nobody's: only an administrator and the system pass.
    board.require_connecting(actor, school or 0)
    rows = Connection.objects.filter(school=school) if school else Connection.objects.all()
    return tuple(map(_seen, rows.order_by("school", "name", "pk")))


def see(actor: board.Actor, pk: int) -> Seen:
    """One connection. Raises NotFound."""
    return _seen(own(actor, pk))


def health(actor: board.Actor, pk: int) -> Health:
    """How a connection is. Raises NotFound."""
    row = own(actor, pk)
    rows = Outbox.objects.filter(connection=row)
    counts = dict(rows.values_list("state").annotate(Count("pk")).order_by("state"))
    first = (
        rows.filter(state=Outbox.State.PENDING).order_by("born_at").values_list("born_at", flat=True).first()
    )
    good = Delivery.objects.filter(connection=row, outcome="done").aggregate(last=Max("at"))["last"]
    return Health(
        state=state_of(row),
        because=row.paused_because,
        waiting=counts.get("pending", 0),
        dead=counts.get("dead", 0),
        held=counts.get("held", 0),
        differences=Drift.objects.filter(connection=row, resolved_at=None).count(),
        there=Link.objects.filter(connection=row).count(),
        oldest_waits_since=first,
        last_success_at=good,
        looked_at=row.looked_at,
    )


def dead_letters(actor: board.Actor, pk: int, limit: int = 200) -> tuple[Letter, ...]:
    """What will not be tried again by itself, newest first. Raises NotFound."""
    return _letters(own(actor, pk), Outbox.State.DEAD, limit)


def held(actor: board.Actor, pk: int, limit: int = 200) -> tuple[Letter, ...]:
    """The deletions that wait for a confirmation. Raises NotFound."""
    return _letters(own(actor, pk), Outbox.State.HELD, limit)


@board.in_one_go
def replay(actor: board.Actor, pk: int, letters: list[int] | None = None) -> int:
    """Try dead letters again, all or these; returns how many. A request without an answer is looked into first."""
    now = clock.now()
    rows = Outbox.objects.filter(connection=own(actor, pk), state=Outbox.State.DEAD)
    rows = rows if letters is None else rows.filter(pk__in=letters)
    return rows.update(
        state=Outbox.State.PENDING,
        attempts=0,
        first_sent_at=None,
        not_before=now,
        done_at=None,
        lease_until=None,
    )


@board.in_one_go
def confirm_deletes(actor: board.Actor, pk: int) -> int:
    """Let the held deletions go; returns how many."""
    rows = Outbox.objects.filter(connection=own(actor, pk), state=Outbox.State.HELD)
    return rows.update(state=Outbox.State.PENDING, confirmed=True, not_before=clock.now())


def drift(actor: board.Actor, pk: int, *, resolved: bool = False) -> tuple[Drift, ...]:
    """The differences that were found, newest first. Raises NotFound."""
    rows = Drift.objects.filter(connection=own(actor, pk), resolved_at__isnull=not resolved)
    return tuple(rows.order_by("-pk")[:500])


@board.in_one_go
def push_ours(actor: board.Actor, pk: int, difference: int) -> None:
    """Settle a difference in our favour: what is there is overwritten, or made again. Raises NotFound."""
    row = own(actor, pk)
    one = Drift.objects.filter(connection=row, pk=difference, resolved_at=None).exclude(object_id="").first()
    if one is None:
        raise board.NotFound("difference")
    mine = Link.objects.filter(connection=row, object_id=one.object_id, part=one.part)
    if one.kind == "missing_remote":
        mine.delete()
    else:
        mine.update(digest="", marks={})
    Drift.objects.filter(connection=row, object_id=one.object_id, part=one.part).update(
        resolved_at=clock.now()
    )
    feeding.enqueue(row, [one.object_id])


def look(actor: board.Actor, pk: int) -> dict[str, int]:
    """Look at the target now; how many parts differ in which way. Raises NotFound, DeliveryError."""
    return reconcile(target(own(actor, pk)))


def deliveries(actor: board.Actor, pk: int, limit: int = 200) -> tuple[Line, ...]:
    """The log of deliveries, newest first. Raises NotFound."""
    rows = Delivery.objects.filter(connection=own(actor, pk)).select_related("outbox").order_by("-pk")
    return tuple(
        Line(
            one.at,
            one.outbox.object_id if one.outbox else "",
            one.part,
            one.verb,
            one.outcome,
            one.status,
            one.milliseconds,
            one.message,
        )
        for one in rows[:limit]
    )


def _letters(row: Connection, state: str, limit: int) -> tuple[Letter, ...]:
    rows = Outbox.objects.filter(connection=row, state=state).order_by("-pk")[:limit]
    return tuple(
        Letter(one.pk, one.object_id, one.op, one.attempts, one.last_error, one.born_at) for one in rows
    )


def _seen(row: Connection) -> Seen:
    try:
        idempotency = idempotency_of(registry.connector(row.connector), row.config)
    except registry.UnknownConnector:
        idempotency = None
    return Seen(
        row.pk,
        row.school,
        row.connector,
        row.name,
        row.mode,
        row.config,
        row.rules,
        idempotency,
    )


def state_of(row: Connection) -> str:
    """``off``, ``dry_run``, ``removing``, ``stopped``, ``resting`` or ``working``."""
    if row.mode != Connection.Mode.LIVE:
        return row.mode
    if row.breaker == Connection.Breaker.STOPPED:
        return "stopped"
    rests = row.paused_until is not None and row.paused_until > clock.now()
    return "resting" if rests or row.breaker == Connection.Breaker.OPEN else "working"
