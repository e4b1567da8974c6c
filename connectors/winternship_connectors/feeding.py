"""Events of the board become rows of the outbox, in one transaction with their confirmation: none lost, none twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from django.db.models import Max, Q

from winternship_board import api as board
from winternship_connectors import building, clock, registry
from winternship_connectors.models import Connection, Link, Outbox

CONSUMER: Final = "connectors"
AT_ONCE: Final = 200
WAITING: Final = (Outbox.State.PENDING, Outbox.State.HELD, Outbox.State.DEAD)


class _OthersWereFirst(Exception):
    """Another worker confirmed some of these events."""


def subscribe() -> None:
    """Let the board keep events for us from now on; harmless when it does already."""
    board.subscribe(CONSUMER)


def feed() -> int:
    """Take all events that wait into the outbox; returns how many. Safe in several processes at once."""
    taken = 0
    while True:
        try:
            some = _feed_some()
        except board.NotFound:  # no connection was ever made here
            return taken
        except _OthersWereFirst:
            continue
        taken += some
        if some < AT_ONCE:
            return taken


@board.in_one_go
def _feed_some() -> int:
    events = board.pending_events(CONSUMER, AT_ONCE)
    if not events:
        return 0
    # Confirmed first: whoever comes second waits here, finds fewer, and starts anew.
    if board.confirm_events(CONSUMER, [one.id for one in events]) != len(events):
        raise _OthersWereFirst
    live = list(Connection.objects.filter(mode=Connection.Mode.LIVE))
    if live:
        newest = max(one.id for one in events)
        schools = board.schools_of(board.placements_touched(events))
        for connection in live:
            mine = [pk for pk, school in schools.items() if school == connection.school]
            enqueue(connection, map(building.object_id, mine), least=newest)
    return len(events)


def placement_erased(placement: int) -> None:
    """Have an erased placement deleted wherever it is; called in the transaction of the erasure."""
    gone = building.object_id(placement)
    linked = Link.objects.filter(object_id=gone).values("connection")
    begun = Outbox.objects.filter(object_id=gone, state__in=WAITING).values("connection")
    for connection in Connection.objects.filter(Q(pk__in=linked) | Q(pk__in=begun)):
        enqueue(connection, [gone], op=Outbox.Op.DELETE)


def enqueue(
    connection: Connection,
    object_ids: Iterable[str],
    *,
    op: Outbox.Op = Outbox.Op.UPSERT,
    least: int = 0,
    confirmed: bool = False,
) -> int:
    """Add a row for each object; what waits unsent is superseded. Call it inside a transaction.

    A connector that only reads gets none. A row's number is higher than any before it of the same object, and at
    least ``least``.
    """
    wanted = sorted(set(object_ids)) if registry.delivers(connection.connector) else []
    now = clock.now()
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        last = _last(connection, some)
        # A row that was sent without an answer is not superseded: its own key must settle it first.
        mine = Outbox.objects.filter(connection=connection, object_id__in=some, state__in=WAITING)
        free = Q(lease_until=None) | Q(lease_until__lte=now)
        mine.filter(free, sent_at=None).update(state=Outbox.State.SUPERSEDED, done_at=now)
        Outbox.objects.bulk_create(
            Outbox(
                connection=connection,
                object_id=one,
                rev=(rev := max(least, last.get(one, 0) + 1)),
                key=f"{connection.pk}:{one}:{rev}",
                op=op,
                confirmed=confirmed,
                born_at=now,
                not_before=now,
            )
            for one in some
        )
    return len(wanted)


def _last(connection: Connection, object_ids: Collection[str]) -> dict[str, int]:
    """The highest number each object had: in the outbox, or in a link that outlived it."""
    found: dict[str, int] = {}
    for model in (Outbox, Link):
        rows = model._default_manager.filter(connection=connection, object_id__in=object_ids)
        for one, rev in rows.values_list("object_id").annotate(Max("rev")).order_by("object_id"):
            found[one] = max(found.get(one, 0), rev)
    return found
