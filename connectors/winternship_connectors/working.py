"""One round of work: take the events in, deliver what is due, look at night, tidy. Safe in many processes at once."""

from __future__ import annotations

import datetime as dt
import logging
from typing import Final

from django.core.exceptions import ImproperlyConfigured

from winternship_connectors import batching, clock, delivering, feeding, reconciling, registry
from winternship_connectors.claiming import LeaseLost, claim, due, release
from winternship_connectors.contract import BatchConnector, Capability
from winternship_connectors.errors import AuthFailed, DeliveryError
from winternship_connectors.models import Connection, Delivery, Drift, Outbox
from winternship_connectors.pacing import LONGEST, back_off
from winternship_connectors.target import Target, target

log = logging.getLogger("winternship.connectors")

AT_ONCE: Final = 20
BATCH: Final = 10_000
LOOK_EVERY: Final = dt.timedelta(hours=24)
CATCH_UP_EVERY: Final = dt.timedelta(hours=1)
KEEP: Final = dt.timedelta(days=90)
_WORKING: Final = (Connection.Mode.LIVE, Connection.Mode.REMOVING)


def work_once() -> int:
    """Do all that can be done now; returns how many rows were worked on. An error of one connection ends no other."""
    feeding.feed()
    worked = 0
    for pk in Connection.objects.filter(mode__in=_WORKING).order_by("pk").values_list("pk", flat=True):
        try:
            worked += drain(pk)
        except (registry.UnknownConnector, ImproperlyConfigured) as error:
            stop(pk, str(error))
        except Exception:
            log.exception("connection=%s result=broken", pk)
    return worked


def night() -> None:
    """Look at every live connection, whole once a day and at what changed there once an hour; throw old lines away."""
    now = clock.now()
    for row in Connection.objects.filter(mode=Connection.Mode.LIVE):
        try:
            _look(row, now)
        except DeliveryError as error:
            log.warning("connection=%s look=%s", row.pk, type(error).__name__)
        except Exception:
            log.exception("connection=%s look=broken", row.pk)
    Delivery.objects.filter(at__lt=now - KEEP).delete()
    Drift.objects.filter(resolved_at__lt=now - KEEP).delete()
    over = (Outbox.State.DONE, Outbox.State.SUPERSEDED)
    Outbox.objects.filter(state__in=over, done_at__lt=now - KEEP).delete()


def _look(row: Connection, now: dt.datetime) -> None:
    if _long_ago(row.looked_at, LOOK_EVERY, now):
        reconciling.reconcile(target(row))
    elif row.cursor and _long_ago(row.cursor_at, CATCH_UP_EVERY, now):
        reconciling.catch_up(target(row))


def _long_ago(last: dt.datetime | None, time: dt.timedelta, now: dt.datetime) -> bool:
    """Whether it is this long ago; also when it is still to come, as a wrong clock wrote."""
    return last is None or not now - time < last <= now


def drain(connection: int) -> int:
    """Deliver what is due at one connection, until nothing is or it must pause; returns how many rows."""
    worked = 0
    row = Connection.objects.filter(pk=connection, mode__in=_WORKING).first()
    if row is None:
        return 0
    if row.mode == Connection.Mode.REMOVING and not _waits(row):
        row.delete()
        return 0
    if not due(row, clock.now()).exists():
        return 0
    at = target(row)
    while _may_send(at):
        batched = isinstance(at.connector, BatchConnector) and at.can(Capability.BATCH)
        rows = claim(row, BATCH if batched else AT_ONCE)
        if not rows:
            break
        worked += len(rows)
        _deliver(rows, at, batched=batched)
    return worked


def stop(connection: int, because: str) -> None:
    """Pause a connection until an administrator looks."""
    Connection.objects.filter(pk=connection).update(
        breaker=Connection.Breaker.STOPPED, paused_because=because[:300]
    )


def _deliver(rows: list[Outbox], at: Target, *, batched: bool) -> None:
    try:
        at.load([row.object_id for row in rows])
        if batched:
            batching.deliver_all(rows, at)
            return
        for row in rows:
            if _is_open(at.row):
                delivering.deliver(row, at)
            else:
                release(row)
    except LeaseLost:
        log.warning("connection=%s lease=lost", at.row.pk)


def _waits(row: Connection) -> bool:
    """Whether something has still to be deleted there; what is dead is listed to whoever removes."""
    return Outbox.objects.filter(connection=row, state=Outbox.State.PENDING).exists()


def _is_open(row: Connection) -> bool:
    until, now = row.paused_until, clock.now()
    rests = until is not None and now < until <= now + LONGEST
    return row.breaker == Connection.Breaker.CLOSED and not rests


def _may_send(at: Target) -> bool:
    """Whether the connection works; an open breaker whose time is over is tried with ``check``, which sends nothing."""
    row = at.row
    row.refresh_from_db(fields=["mode", "breaker", "paused_until", "failures", "a_minute"])
    if row.mode not in _WORKING or row.breaker == Connection.Breaker.STOPPED:
        return False
    if row.breaker == Connection.Breaker.CLOSED:
        return _is_open(row)
    until, now = row.paused_until, clock.now()
    if until is not None and now < until <= now + LONGEST:
        return False
    return _probe(at, now)


def _probe(at: Target, now: dt.datetime) -> bool:
    mine = Connection.objects.filter(pk=at.row.pk, breaker=Connection.Breaker.OPEN)
    try:
        works = at.connector.check(at.context).ok
    except AuthFailed as error:
        stop(at.row.pk, str(error))
        return False
    except DeliveryError:
        works = False
    if works:
        mine.update(breaker=Connection.Breaker.CLOSED, failures=0, paused_until=None, paused_because="")
    else:
        mine.update(paused_until=now + dt.timedelta(seconds=30) + back_off(at.row.failures))
    at.row.refresh_from_db(fields=["breaker", "paused_until", "failures"])
    return works
