"""All due rows of a connection as one delivery, for targets that take a file."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace

from winternship_board import api as board
from winternship_connectors import building, failing, guarding, settling, settling_many
from winternship_connectors.claiming import LeaseLost
from winternship_connectors.contract import Action, BatchConnector, Link, Receipt
from winternship_connectors.errors import DeliveryError, Rejected, Retry, Unknown
from winternship_connectors.models import Outbox
from winternship_connectors.target import Target

log = logging.getLogger("winternship.connectors")


def deliver_all(rows: Sequence[Outbox], target: Target) -> None:
    """Bring the placements of these rows in step with one delivery. Rows of a delivery without an answer go apart."""
    groups: dict[str, list[Outbox]] = {}
    for row in rows:
        groups.setdefault(row.batch if row.sent_at else "", []).append(row)
    for batch, some in sorted(groups.items(), reverse=True):
        _deliver(some, batch or f"{some[0].connection_id}:batch:{some[-1].pk}", target)


def _deliver(rows: list[Outbox], batch: str, target: Target) -> None:
    connector, started = target.connector, time.perf_counter()
    assert isinstance(connector, BatchConnector)
    unsettled = rows[0].sent_at is not None
    planned = _planned(rows, target, unsettled, started)
    rows = [row for row in rows if row.pk in planned and not guarding.held(row, planned[row.pk])]
    if not rows:
        return
    try:
        if unsettled:
            guarding.require_repeatable(rows[0], target)
        actions = [one for row in rows for one in planned[row.pk]]
        if not actions:
            _finish(rows, target)
            return
        if connector.wants_all(target.context.settings):
            actions += _others({one.object_id for one in actions}, target)
        if settling_many.begin(rows, batch):
            return
        receipts = connector.apply_all(target.context, actions, batch)
    except DeliveryError as error:
        _failed(rows, error, target, unsettled, started)
    except LeaseLost:
        raise
    except Exception as error:
        log.exception("delivery=broken batch=%s error=%s", batch, type(error).__name__)
        _failed(
            rows, Unknown(f"the connector failed with {type(error).__name__}"), target, unsettled, started
        )
    else:
        _acknowledge(rows, planned, receipts, target, int((time.perf_counter() - started) * 1000))


def _planned(
    rows: list[Outbox], target: Target, unsettled: bool, started: float
) -> dict[int, Sequence[Action]]:
    """The plan of each row; one that the connector cannot make anything of fails alone, and is left out."""
    found, links = {}, settling_many.known(rows)
    for row in rows:
        try:
            found[row.pk] = _plan(row, target, links[row.object_id])
        except Rejected as error:
            _failed([row], error, target, unsettled, started)
    return found


def _plan(row: Outbox, target: Target, links: Mapping[str, Link]) -> Sequence[Action]:
    record = target.record(row.object_id)
    if record is not None:
        record = replace(record, rev=row.rev)
    return target.connector.plan(target.context.settings, record, links, row.object_id)


def _others(without: set[str], target: Target) -> list[Action]:
    """Everything else that is live, as it would be made anew.

    What is left out of a whole file is gone for its reader, so Retry is raised while deletions are held, and
    while a placement cannot be written.
    """
    if Outbox.objects.filter(connection=target.row, state=Outbox.State.HELD).exists():
        raise Retry("a whole delivery waits until the held deletions are confirmed")
    plan, settings = target.connector.plan, target.context.settings
    found: list[Action] = []
    for record in building.records(board.placements_of(target.row.school), target.row.school):
        if record.id in without:
            continue
        try:
            found += plan(settings, record, {}, record.id)
        except Rejected as error:
            raise Retry(f"a whole delivery waits for {record.id}: {error}") from error
    return found


@board.in_one_go
def _acknowledge(
    rows: list[Outbox], planned: settling_many.Plans, receipts: Mapping[str, Receipt], target: Target, ms: int
) -> None:
    settling_many.acknowledge(rows, planned, receipts, ms)
    _finish(rows, target)


@board.in_one_go
def _finish(rows: list[Outbox], target: Target) -> None:
    settling_many.finish([row for row in rows if target.record(row.object_id) is not None])
    for row in rows:
        if target.record(row.object_id) is None:
            settling.forget(row)


def _failed(
    rows: list[Outbox], error: DeliveryError, target: Target, unsettled: bool, started: float
) -> None:
    ms = int((time.perf_counter() - started) * 1000)
    failing.failed(rows, error, target.connector, unsettled=unsettled, ms=ms)
