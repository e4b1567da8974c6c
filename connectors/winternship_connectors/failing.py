"""What a failed delivery leads to: another time, a pause of the whole connection, or a dead letter for a person."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Sequence
from typing import Any

from django.db.models import F

from winternship_board import api as board
from winternship_connectors import clock, settling
from winternship_connectors.claiming import own
from winternship_connectors.contract import Action, Capability, Connector, Idempotency, idempotency_of
from winternship_connectors.errors import AuthFailed, DeliveryError, Rejected, Retry, Throttled, Unknown
from winternship_connectors.models import Connection, Outbox
from winternship_connectors.pacing import BREAK_AFTER, back_off, is_hopeless

log = logging.getLogger("winternship.connectors")


@board.in_one_go
def failed(
    rows: Sequence[Outbox],
    error: DeliveryError,
    connector: Connector,
    *,
    action: Action | None = None,
    unsettled: bool,
    ms: int = 0,
) -> None:
    """Write what follows from an error of one request; its rows come back together.

    ``unsettled``: an earlier request of these rows still has no known outcome.
    """
    now, wait = clock.now(), _wait(rows[0], error)
    changes: dict[str, Any] = {"lease_until": None, "lease_owner": "", "last_error": _words(error)[:500]}
    if not (unsettled or isinstance(error, Unknown)):
        changes |= {"sent_at": None, "sent_digest": ""}
    line = settling.Line(type(error).__name__.lower(), error.status, ms, _words(error))
    for row in rows:
        settling.log(row, line, action)
        if _is_dead(row, error, connector, now):
            own(row).update(**changes, state=Outbox.State.DEAD, done_at=now)
        else:
            own(row).update(**changes, not_before=now + wait)
    _connection(rows[0].connection, error, now)


def _is_dead(row: Outbox, error: DeliveryError, connector: Connector, now: dt.datetime) -> bool:
    if isinstance(error, AuthFailed | Throttled):  # the connection's matter, not this placement's
        return False
    # Nobody can find out whether it arrived, and a second try would be a second message.
    forgets = idempotency_of(connector, row.connection.config) is Idempotency.NONE
    blind = forgets and Capability.OBSERVE not in connector.capabilities
    lost = isinstance(error, Unknown) and blind
    return isinstance(error, Rejected) or lost or is_hopeless(row.attempts, row.first_sent_at, now)


def _wait(row: Outbox, error: DeliveryError) -> dt.timedelta:
    told = error.after if isinstance(error, Retry) else None
    return max(back_off(row.attempts), dt.timedelta(seconds=told or 0))


def _connection(connection: Connection, error: DeliveryError, now: dt.datetime) -> None:
    mine = Connection.objects.filter(pk=connection.pk)
    if isinstance(error, AuthFailed):
        mine.update(breaker=Connection.Breaker.STOPPED, paused_because=_words(error)[:300])
    elif isinstance(error, Throttled):
        mine.update(paused_until=now + dt.timedelta(seconds=error.after or 30.0))
    elif isinstance(error, Retry | Unknown):
        mine.update(failures=F("failures") + 1)
        failures = mine.values_list("failures", flat=True).get()
        if failures >= BREAK_AFTER:
            wait = dt.timedelta(seconds=5) + back_off(failures - BREAK_AFTER + 3)
            open_now = mine.exclude(breaker=Connection.Breaker.STOPPED)
            open_now.update(breaker="open", paused_until=now + wait, paused_because=_words(error)[:300])
            log.warning("connection=%s breaker=open failures=%s", connection.pk, failures)
    connection.refresh_from_db(fields=["breaker", "paused_until", "failures"])


def _words(error: DeliveryError) -> str:
    fields = "; ".join(f"{name}: {said}" for name, said in getattr(error, "fields", {}).items())
    return f"{error} ({fields})" if fields else str(error)
