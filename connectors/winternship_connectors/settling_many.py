"""What came of one delivery for many rows, written for all of them at once: a school's file holds thousands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import F
from django.db.models.functions import Coalesce

from winternship_board import api as board
from winternship_connectors import clock
from winternship_connectors.claiming import LeaseLost, in_parts, release
from winternship_connectors.contract import Action, Receipt, Verb
from winternship_connectors.contract import Link as Known
from winternship_connectors.digesting import digest
from winternship_connectors.marking import marks
from winternship_connectors.models import Connection, Delivery, Link, Outbox
from winternship_connectors.pacing import LEASE
from winternship_connectors.settling import Line, done, take_token, written

Plans = Mapping[int, Sequence[Action]]
_SENT = ["remote_id", "etag", "rev", "digest", "marks"]


def known(rows: Sequence[Outbox]) -> dict[str, dict[str, Known]]:
    """Placement → its parts that are at the target. The rows are of one connection."""
    found: dict[str, dict[str, Known]] = {row.object_id: {} for row in rows}
    for one in _links(rows):
        found[one.object_id][one.part] = Known(one.remote_id, one.etag, one.rev, one.digest)
    return found


@board.in_one_go
def begin(rows: Sequence[Outbox], batch: str) -> bool:
    """Note that the delivery leaves now, for one token. Raises LeaseLost.

    True when the connection may not send yet: the rows are given back.
    """
    wait = take_token(rows[0].connection)
    if wait:
        for row in rows:
            release(row, wait)
        return True
    now = clock.now()
    _update(
        rows,
        batch=batch,
        sent_at=now,
        sent_digest=digest({"batch": batch}),
        first_sent_at=Coalesce(F("first_sent_at"), now),
        attempts=F("attempts") + 1,
        lease_until=now + LEASE,
    )
    for row in rows:
        row.sent_at, row.batch, row.attempts = now, batch, row.attempts + 1
        row.first_sent_at = row.first_sent_at or now
    return False


@board.in_one_go
def acknowledge(rows: Sequence[Outbox], planned: Plans, receipts: Mapping[str, Receipt], ms: int) -> None:
    """The target has all of it. Raises LeaseLost."""
    kept = {(one.object_id, one.part): one for one in _links(rows)}
    gone: list[int] = []
    lines: list[Delivery] = []
    new: list[Link] = []
    changed: list[Link] = []
    for row in rows:
        for action in planned[row.pk]:
            receipt = receipts.get(action.object_id, Receipt(action.object_id))
            line = Line("done", receipt.status, ms, "confirmed" if row.confirmed else "")
            lines.append(written(row, line, action))
            part = (action.object_id, action.part)
            if action.verb is Verb.DELETE:
                gone += [kept[part].pk] if part in kept else []
            elif part in kept:
                changed.append(_told(kept[part], row, action, receipt))
            else:
                link = Link(connection=row.connection, object_id=action.object_id, part=action.part)
                new.append(_told(link, row, action, receipt))
    for some in in_parts(gone):
        Link.objects.filter(pk__in=some).delete()
    Link.objects.bulk_create(new, batch_size=500)
    Link.objects.bulk_update(changed, _SENT, batch_size=100)
    Delivery.objects.bulk_create(lines, batch_size=500)
    _update(rows, sent_at=None, sent_digest="")


def finish(rows: Sequence[Outbox]) -> None:
    """All of these placements are in step. Raises LeaseLost."""
    if rows:
        _update(rows, **done())
        Connection.objects.filter(pk=rows[0].connection_id).exclude(failures=0).update(failures=0)


def _links(rows: Sequence[Outbox]) -> list[Link]:
    mine = Link.objects.filter(connection=rows[0].connection)
    return [
        link for some in in_parts([row.object_id for row in rows]) for link in mine.filter(object_id__in=some)
    ]


def _told(link: Link, row: Outbox, action: Action, receipt: Receipt) -> Link:
    link.remote_id, link.etag, link.rev = receipt.remote_id, receipt.etag, row.rev
    link.digest, link.marks = digest(action.fields), dict(marks(action.fields))
    return link


def _update(rows: Sequence[Outbox], **values: Any) -> None:
    """Change rows that are still ours; raises LeaseLost, which undoes it, when one is not."""
    for some in in_parts(rows):
        mine = Outbox.objects.filter(
            pk__in=[row.pk for row in some], state=Outbox.State.PENDING, lease_owner=some[0].lease_owner
        )
        if mine.update(**values) != len(some):
            raise LeaseLost
