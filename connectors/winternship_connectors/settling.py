"""What came of a request is written in one transaction: the row of the outbox, the link, the line in the log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.db.models.functions import Coalesce

from winternship_board import api as board
from winternship_connectors import clock
from winternship_connectors.claiming import LeaseLost, own, release
from winternship_connectors.contract import Action, Observed, Receipt, Verb
from winternship_connectors.contract import Link as Known
from winternship_connectors.digesting import digest
from winternship_connectors.marking import marks
from winternship_connectors.models import Connection, Delivery, Drift, Link, Outbox
from winternship_connectors.pacing import LEASE, Bucket

NOTHING = dt.timedelta(0)


@dataclass(frozen=True, slots=True)
class Line:
    """What the log says of a try."""

    outcome: str
    status: int | None = None
    milliseconds: int = 0
    message: str = ""


def known(connection: Connection, object_id: str) -> dict[str, Known]:
    """The parts of a placement that are at the target."""
    rows = Link.objects.filter(connection=connection, object_id=object_id)
    return {one.part: Known(one.remote_id, one.etag, one.rev, one.digest) for one in rows}


@board.in_one_go
def begin(row: Outbox, told: str, *, first: bool) -> dt.timedelta:
    """Note that a request leaves now; ``told`` is the digest of what it holds. Raises LeaseLost.

    When the connection may not send yet, the row is given back and the time to wait returned.
    """
    wait = take_token(row.connection)
    if wait:
        release(row, wait)
        return wait
    now = clock.now()
    changed = own(row).update(
        sent_at=now,
        sent_digest=told,
        first_sent_at=Coalesce(F("first_sent_at"), now),
        attempts=F("attempts") + int(first),
        lease_until=now + LEASE,
    )
    if not changed:
        raise LeaseLost
    row.sent_at, row.sent_digest, row.attempts = now, told, row.attempts + int(first)
    row.first_sent_at = row.first_sent_at or now
    return NOTHING


@board.in_one_go
def acknowledge(row: Outbox, action: Action, receipt: Receipt, line: Line, *, sure: bool, last: bool) -> None:
    """The target has it. Not ``sure`` means that an earlier request may have left other fields there."""
    at: dict[str, Any] = {"connection": row.connection, "object_id": action.object_id, "part": action.part}
    if action.verb is Verb.DELETE:
        Link.objects.filter(**at).delete()
    else:
        told = digest(action.fields) if sure else ""
        etag = receipt.etag
        values = {"remote_id": receipt.remote_id, "etag": etag, "rev": row.rev, "digest": told}
        Link.objects.update_or_create(**at, defaults=values | {"marks": dict(marks(action.fields))})
    log(row, line, action)
    if not own(row).update(sent_at=None, sent_digest=""):
        raise LeaseLost
    row.sent_at = None
    if last:
        finish(row)


def done() -> dict[str, Any]:
    """What the outbox says of a row that is over."""
    return {
        "state": Outbox.State.DONE,
        "done_at": clock.now(),
        "lease_until": None,
        "last_error": "",
        "sent_at": None,
    }


def finish(row: Outbox) -> None:
    """The placement is in step."""
    own(row).update(**done())
    Connection.objects.filter(pk=row.connection_id).exclude(failures=0).update(failures=0)


@board.in_one_go
def forget(row: Outbox) -> None:
    """Nothing of an erased placement stays with us; the log keeps lines that lead nowhere."""
    finish(row)
    mine = {"connection": row.connection, "object_id": row.object_id}
    Link.objects.filter(**mine).delete()
    Drift.objects.filter(**mine).delete()
    Outbox.objects.filter(**mine, rev__lte=row.rev).delete()


@board.in_one_go
def learn(row: Outbox, seen: Mapping[str, Observed], links: Mapping[str, Known]) -> None:
    """Remember what a look showed of a placement; the row is no longer of unknown outcome.

    Fields that are there as we sent them are marked as ours, so that a later change by others is known as theirs.
    """
    mine = Link.objects.filter(connection=row.connection, object_id=row.object_id)
    mine.exclude(part__in=links).delete()
    for part, one in links.items():
        values: dict[str, Any] = {
            "remote_id": one.remote_id,
            "etag": one.etag,
            "rev": one.rev,
            "digest": one.digest,
        }
        if one.digest == row.sent_digest:
            values["marks"] = marks(seen[part].fields or {})
        Link.objects.update_or_create(
            connection=row.connection, object_id=row.object_id, part=part, defaults=values
        )
    log(row, Line("looked"))
    if not own(row).update(sent_at=None, sent_digest=""):
        raise LeaseLost
    row.sent_at = None


def log(row: Outbox, line: Line, action: Action | None = None) -> None:
    """One line in the log of deliveries, without personal data."""
    written(row, line, action).save()


def written(row: Outbox, line: Line, action: Action | None = None) -> Delivery:
    """A line that is not in the log yet."""
    return Delivery(
        connection_id=row.connection_id,
        outbox=row,
        at=clock.now(),
        part=action.part if action else "",
        verb=action.verb.value if action else "",
        outcome=line.outcome,
        status=line.status,
        milliseconds=line.milliseconds,
        digest=digest(action.fields) if action else "",
        message=line.message[:500],
    )


def take_token(connection: Connection) -> dt.timedelta:
    """The time to wait before the connection may send; nothing when it may, and one request is counted."""
    if not connection.a_minute:
        return NOTHING
    row = Connection.objects.select_for_update().only("tokens", "tokens_at", "a_minute").get(pk=connection.pk)
    left, wait = Bucket(row.tokens, row.tokens_at, row.a_minute).take(clock.now())
    Connection.objects.filter(pk=row.pk).update(tokens=left.tokens, tokens_at=left.at)
    return wait
