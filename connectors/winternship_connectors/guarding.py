"""The stop before a disaster: many deletions at once, or a message sent twice; a person looks first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from winternship_connectors import clock
from winternship_connectors.claiming import own
from winternship_connectors.contract import Action, Idempotency, Verb, idempotency_of
from winternship_connectors.errors import Unknown
from winternship_connectors.models import Connection, Delivery, Link, Outbox
from winternship_connectors.target import Target

AT_LEAST, SHARE = 10, 0.05
DAY = dt.timedelta(days=1)


def allowed(connection: Connection) -> int:
    """How many deletions a day need no confirmation: ten, or one in twenty of what is there."""
    there = Link.objects.filter(connection=connection).values("object_id").distinct().count()
    return max(AT_LEAST, int(there * SHARE))


def held(row: Outbox, actions: Sequence[Action]) -> bool:
    """Whether this row must wait for a person; then it and all other unsent deletions of its connection do."""
    if row.confirmed or not any(one.verb is Verb.DELETE for one in actions):
        return False
    if row.op != Outbox.Op.DELETE:
        own(row).update(op=Outbox.Op.DELETE)
    mine = Outbox.objects.filter(connection=row.connection, op=Outbox.Op.DELETE, confirmed=False)
    done = Delivery.objects.filter(connection=row.connection, verb=Verb.DELETE, outcome="done", message="")
    counted = (
        mine.filter(state__in=("pending", "held")).count() + done.filter(at__gt=clock.now() - DAY).count()
    )
    if counted <= allowed(row.connection):
        return False
    own(row).update(state=Outbox.State.HELD, lease_until=None, lease_owner="")
    mine.filter(state=Outbox.State.PENDING, lease_until=None, sent_at=None).update(state=Outbox.State.HELD)
    return True


def require_repeatable(row: Outbox, target: Target) -> None:
    """Raise Unknown where only a person can say what came of the last request.

    A worker died at it, and the same key would make a second object. Once a person had it replayed it has no attempts
    yet, and goes out.
    """
    if row.attempts and idempotency_of(target.connector, target.row.config) is Idempotency.NONE:
        raise Unknown("it was being sent when the work ended, and nobody can look whether it arrived")
