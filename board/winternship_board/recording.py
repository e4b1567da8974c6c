"""Every change leaves an event, in the transaction of the change: who, when, what and why, numbered per stream."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from winternship_board import clock
from winternship_board.actors import Standing
from winternship_board.errors import StaleVersion
from winternship_board.kinds import KINDS, Kind
from winternship_board.models import Consumer, Event, EventStream, EventWords, PendingEvent
from winternship_board.models.base import Row
from winternship_core.placements import NOTHING_SAID, Said


def fingerprint(row: Row) -> str:
    """A digest of all columns of a row, for proof that nothing else changed; it tells nothing of what is in them."""
    columns = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    content = json.dumps(columns, cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


def stream_of(kind: Kind, row: Any) -> str:
    """The line an event belongs to: all that happens in one placement shares one."""
    if kind.placement == "self":
        return f"placement:{row.pk}"
    if kind.placement and getattr(row, f"{kind.placement}_id", None):
        return f"placement:{getattr(row, f'{kind.placement}_id')}"
    return f"{kind.name}:{row.pk}"


def created(
    who: Standing, kind: str, row: Row, said: Said = NOTHING_SAID, because_of: int | None = None
) -> Event:
    """Write the event of a row that was just inserted."""
    about = _About(KINDS[kind], row, "create", after=fingerprint(row), because_of=because_of)
    return _write(who, about, said)


def changed(
    who: Standing,
    kind: str,
    row: Row,
    changes: Mapping[str, Any],
    action: str,
    *,
    said: Said = NOTHING_SAID,
    because_of: int | None = None,
    data: Mapping[str, object] | None = None,
) -> Event:
    """Change columns of a row, raise its version by one, and write the event.

    The UPDATE asks for the version that ``row`` was read with: when somebody was first, no row answers and
    :class:`StaleVersion` is raised, on every database and without a lock.
    """
    source, before, seen = getattr(row, "state", ""), fingerprint(row), row.version
    for name, value in changes.items():
        setattr(row, name, value)
    row.version = seen + 1
    fields: list[Any] = [row._meta.get_field(name) for name in changes]
    columns = {field.attname: getattr(row, field.attname) for field in fields}
    model = type(row)
    updated = model._default_manager.filter(pk=row.pk, version=seen).update(**columns, version=seen + 1)
    if not updated:
        current = model._default_manager.values_list("version", flat=True).get(pk=row.pk)
        raise StaleVersion(kind, seen, current)
    told = {"fields": sorted(changes), **(data or {})}
    about = _About(KINDS[kind], row, action, source, before, fingerprint(row), because_of, told)
    return _write(who, about, said)


def noted(who: Standing, kind: str, pk: int, action: str, reason: str = "") -> Event:
    """Write the event of something that is no object of the api: a role, a person, a mark of retention.

    It stands in the log like any other; the readers of events outside the board are not told of it.
    """
    stream = f"{kind}:{pk}"
    event = Event.objects.create(
        stream=stream,
        sequence=_next(stream),
        kind=kind,
        object_id=pk,
        action=action,
        version=1,
        by_person=who.person_id,
        by_role=who.role,
        at=clock.now(),
    )
    if reason.strip():
        EventWords.objects.create(event=event, reason=reason)
    return event


@dataclass(frozen=True, slots=True)
class _About:
    """What an event is about."""

    kind: Kind
    row: Any
    action: str
    source: str = ""
    before: str = ""
    after: str = ""
    because_of: int | None = None
    data: Mapping[str, object] = field(default_factory=dict)


def _write(who: Standing, about: _About, said: Said) -> Event:
    stream = stream_of(about.kind, about.row)
    event = Event.objects.create(
        stream=stream,
        sequence=_next(stream),
        kind=about.kind.name,
        object_id=about.row.pk,
        action=about.action,
        source=about.source,
        target=getattr(about.row, "state", ""),
        version=about.row.version,
        by_person=who.person_id,
        by_role=who.role,
        because_of=about.because_of,
        at=clock.now(),
        data={**about.data, **_codes_said(said)},
        before_hash=about.before,
        after_hash=about.after,
    )
    if said.mentions():
        EventWords.objects.create(
            event=event, reason=said.reason, evidence=said.evidence, override=said.override
        )
    PendingEvent.objects.bulk_create(
        PendingEvent(consumer_id=consumer, event=event)
        for consumer in Consumer.objects.values_list("pk", flat=True)
    )
    return event


def _codes_said(said: Said) -> dict[str, object]:
    told = {
        "code": said.code,
        "confirmed": sorted(said.confirmed),
        "on": said.on.isoformat() if said.on else "",
        "asked_by": said.asked_by,
    }
    return {name: value for name, value in told.items() if value}


def _next(stream: str) -> int:
    """The next number of a stream. The UPDATE keeps its row locked until the commit, so numbers follow commits."""
    if not EventStream.objects.filter(key=stream).update(last=F("last") + 1):
        try:
            with transaction.atomic():
                EventStream.objects.create(key=stream, last=1)
        except IntegrityError:  # another transaction began this stream at the same moment
            EventStream.objects.filter(key=stream).update(last=F("last") + 1)
    assert connection.in_atomic_block, "an event belongs to the transaction of its change"
    return EventStream.objects.values_list("last", flat=True).get(key=stream)
