"""Who works on what: rows are taken with a lease, of each placement the oldest first."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

from django.db import connection as database
from django.db.models import Exists, OuterRef, Q, QuerySet

from winternship_board import api as board
from winternship_connectors import clock
from winternship_connectors.models import Connection, Outbox
from winternship_connectors.pacing import LEASE, LONGEST

T = TypeVar("T")
PART: Final = 500
_UNFINISHED = (Outbox.State.PENDING, Outbox.State.HELD)


class LeaseLost(Exception):
    """Another worker took this row, since ours took too long: leave it alone."""


def due(connection: Connection, now: dt.datetime) -> QuerySet[Outbox]:
    """The rows that may be sent now. A moment that no rule can put so far ahead was written by a wrong clock."""
    free = Q(lease_until=None) | Q(lease_until__lte=now) | Q(lease_until__gt=now + 2 * LEASE)
    ready = Q(not_before__lte=now) | Q(not_before__gt=now + LONGEST)
    older = Outbox.objects.filter(
        connection=OuterRef("connection"),
        object_id=OuterRef("object_id"),
        rev__lt=OuterRef("rev"),
        state__in=_UNFINISHED,
    )
    rows = Outbox.objects.filter(free, ready, connection=connection, state=Outbox.State.PENDING)
    return rows.filter(~Exists(older)).order_by("id")


@board.in_one_go
def claim(connection: Connection, limit: int) -> list[Outbox]:
    """Take up to ``limit`` rows. Two workers never get the same one while its lease lasts."""
    now = clock.now()
    rows = due(connection, now)
    if database.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(
            skip_locked=True, of=("self",) if database.features.has_select_for_update_of else ()
        )
    taken = list(rows[:limit])
    owner, until = secrets.token_hex(16), now + LEASE
    # The lease as it was read is asked for: on a database without SKIP LOCKED this is what decides.
    for before in {row.lease_owner for row in taken}:
        for some in in_parts([row.pk for row in taken if row.lease_owner == before]):
            same = Outbox.objects.filter(pk__in=some, state=Outbox.State.PENDING, lease_owner=before)
            same.update(lease_owner=owner, lease_until=until)
    ours = set(Outbox.objects.filter(connection=connection, lease_owner=owner).values_list("pk", flat=True))
    for row in taken:
        row.lease_owner, row.lease_until, row.connection = owner, until, connection
    return [row for row in taken if row.pk in ours]


def in_parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """As many at a time as every database takes in one statement."""
    for start in range(0, len(values), PART):
        yield values[start : start + PART]


def own(row: Outbox) -> QuerySet[Outbox]:
    """The row, as long as it is ours: an update that changes nothing means that the lease was lost."""
    return Outbox.objects.filter(pk=row.pk, state=Outbox.State.PENDING, lease_owner=row.lease_owner)


def release(row: Outbox, wait: dt.timedelta = dt.timedelta(0)) -> None:
    """Give a row back unsent, for whoever comes after ``wait``."""
    own(row).update(lease_until=None, lease_owner="", not_before=clock.now() + wait)
