"""The events of many rows at once: the same as one by one, in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import F

from winternship_board import clock
from winternship_board.actors import Standing
from winternship_board.kinds import KINDS
from winternship_board.models import Consumer, Event, EventStream, PendingEvent
from winternship_board.recording import fingerprint, stream_of

BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class Change:
    """A row as it is after a change; ``before`` is its digest from before, empty for a new one.

    ``source`` is the state it was in, when that changed too.
    """

    row: Any
    before: str = ""
    fields: Sequence[str] = ()
    gone: bool = False
    source: str = ""


def record(
    who: Standing, kind: str, changes: Sequence[Change], action: str, data: Mapping[str, object]
) -> None:
    """Write one event for each change, in the transaction of the changes; ``data`` is told with every one of them."""
    streams = [stream_of(KINDS[kind], one.row) for one in changes]
    numbers = _numbers(streams)
    now = clock.now()
    events = [
        Event(
            stream=stream,
            sequence=number,
            kind=kind,
            object_id=one.row.pk,
            action=action,
            source=one.source or (getattr(one.row, "state", "") if one.before else ""),
            target="" if one.gone else getattr(one.row, "state", ""),
            version=one.row.version,
            by_person=who.person_id,
            by_role=who.role,
            at=now,
            data={**data, **({"fields": sorted(one.fields)} if one.fields else {})},
            before_hash=one.before,
            after_hash="" if one.gone else fingerprint(one.row),
        )
        for stream, number, one in zip(streams, numbers, changes, strict=True)
    ]
    _write(events, streams)


def _write(events: Sequence[Event], streams: Sequence[str]) -> None:
    Event.objects.bulk_create(events, batch_size=BATCH)
    consumers = list(Consumer.objects.values_list("pk", flat=True))
    if not consumers:
        return
    if any(event.pk is None for event in events):  # MariaDB before 10.5 and MySQL give no ids back
        known = Event.objects.filter(stream__in=streams)
        ids = {(one.stream, one.sequence): one.pk for one in known}
        for event in events:
            event.pk = ids[event.stream, event.sequence]
    PendingEvent.objects.bulk_create(
        (PendingEvent(consumer_id=consumer, event=event) for consumer in consumers for event in events),
        batch_size=BATCH,
    )


def _numbers(streams: Sequence[str]) -> list[int]:
    """The next number of each stream; every stream is named once. Rows stay locked until the commit."""
    found: dict[str, int] = {}
    for start in range(0, len(streams), BATCH):
        some = sorted(streams[start : start + BATCH])
        rows = EventStream.objects.filter(key__in=some)
        if rows.update(last=F("last") + 1):
            found |= dict(rows.values_list("key", "last"))
        new = [EventStream(key=key, last=1) for key in some if key not in found]
        EventStream.objects.bulk_create(new, batch_size=BATCH)
    return [found.get(key, 1) for key in streams]
