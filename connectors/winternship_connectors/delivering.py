"""One row of the outbox: build, plan, send, acknowledge; with a look first when its last request had no answer."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import replace

from winternship_connectors import failing, guarding, settling
from winternship_connectors.claiming import LeaseLost
from winternship_connectors.contract import Action, Capability, Link, Receipt, Verb
from winternship_connectors.digesting import digest
from winternship_connectors.errors import Conflict, DeliveryError, Retry, Unknown
from winternship_connectors.models import Drift, Outbox
from winternship_connectors.models import Link as LinkRow
from winternship_connectors.ruling import merged
from winternship_connectors.target import Target

log = logging.getLogger("winternship.connectors")


def deliver(row: Outbox, target: Target) -> None:
    """Bring one placement in step; whatever comes of it is written down, and nothing is raised but LeaseLost."""
    unsettled, action = row.sent_at is not None, None
    earlier = row.sent_digest
    started = time.perf_counter()
    try:
        links, unsettled = _known(row, target)
        record = target.record(row.object_id)
        actions = _plan(row, target, links)
        if guarding.held(row, actions):
            return
        for number, action in enumerate(actions):
            action = _kept_apart(action, row, target)  # noqa: PLW2901
            told = digest(action.fields)
            if settling.begin(row, earlier if unsettled else told, first=number == 0):
                return
            started = time.perf_counter()
            receipt = _send(row, target, action)
            line = settling.Line(
                "done", receipt[1].status, _ms(started), "confirmed" if row.confirmed else ""
            )
            sure = not unsettled or earlier == told
            last = number == len(actions) - 1 and record is not None
            settling.acknowledge(row, receipt[0], receipt[1], line, sure=sure, last=last)
            unsettled = False
        if record is None:
            settling.forget(row)
        elif not actions:
            settling.finish(row)
    except LeaseLost:
        raise
    except DeliveryError as error:
        failing.failed([row], error, target.connector, action=action, unsettled=unsettled, ms=_ms(started))
    except Exception as error:
        log.exception("delivery=broken outbox=%s error=%s", row.pk, type(error).__name__)
        failure = (Unknown if row.sent_at else Retry)(f"the connector failed with {type(error).__name__}")
        failing.failed([row], failure, target.connector, action=action, unsettled=unsettled, ms=_ms(started))


def _known(row: Outbox, target: Target) -> tuple[dict[str, Link], bool]:
    """The parts that are there, and whether an earlier request still has no outcome.

    Raises Unknown where only a person can say what came of it.
    """
    if row.sent_at is None:
        return settling.known(row.connection, row.object_id), False
    if target.can(Capability.OBSERVE):
        return looked(row, target), False
    guarding.require_repeatable(row, target)
    return settling.known(row.connection, row.object_id), True


def looked(row: Outbox, target: Target) -> dict[str, Link]:
    """The parts as the target has them now, which settles a request without an answer. Raises DeliveryError."""
    seen = target.seen(row.object_id)
    before = settling.known(row.connection, row.object_id)
    links = {
        part: Link(
            one.remote_id, one.etag, before[part].rev if part in before else 0, digest(one.fields or {})
        )
        for part, one in seen.items()
    }
    settling.learn(row, seen, links)
    return links


def _plan(row: Outbox, target: Target, links: dict[str, Link]) -> Sequence[Action]:
    record = target.record(row.object_id)
    if record is not None:
        record = replace(record, rev=row.rev)
    return target.connector.plan(target.context.settings, record, links, row.object_id)


def _kept_apart(action: Action, row: Outbox, target: Target) -> Action:
    """The action without fields that somebody changed there, where a difference is known that is not ours to undo."""
    where = {"connection": row.connection, "object_id": row.object_id, "part": action.part}
    is_known = Drift.objects.filter(**where, kind="changed_remote", resolved_at=None).exclude(rule="ours")
    if action.verb is not Verb.UPDATE or not target.can(Capability.OBSERVE) or not is_known.exists():
        return action
    remote = target.seen(row.object_id).get(action.part)
    if remote is None or remote.fields is None:
        return action
    sent = LinkRow.objects.get(**where).marks
    return replace(action, fields=merged(action.fields, remote.fields, sent, row.connection.rules))


def _send(row: Outbox, target: Target, action: Action) -> tuple[Action, Receipt]:
    """Send one action; after a conflict once more, with theirs where a rule says so. Returns what was sent."""
    key = f"{row.key}:{action.part}"
    try:
        return action, target.connector.apply(target.context, action, key)
    except Conflict as conflict:
        if action.link is None or not conflict.etag:
            raise Retry(f"{conflict}; it is tried again", status=conflict.status) from conflict
        where = {"connection": row.connection, "object_id": row.object_id, "part": action.part}
        sent = LinkRow.objects.filter(**where).values_list("marks", flat=True).first() or {}
        fields = merged(action.fields, conflict.remote, sent, row.connection.rules)
        again = replace(action, fields=fields, link=replace(action.link, etag=conflict.etag))
        try:
            return again, target.connector.apply(target.context, again, f"{key}:again")
        except Conflict as second:
            raise Retry(f"{second}; it is tried again", status=second.status) from second


def _ms(started: float) -> int:
    return int((time.perf_counter() - started) * 1000)
