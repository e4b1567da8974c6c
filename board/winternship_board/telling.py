"""The events for whoever reads them: a history for people, a queue for the connectors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from winternship_board.actors import Actor, standing
from winternship_board.errors import NotFound
from winternship_board.kinds import kind_of
from winternship_board.locking import fresh
from winternship_board.models import Consumer, Event, PendingEvent
from winternship_board.policy import POLICY
from winternship_board.recording import stream_of
from winternship_board.transactions import in_one_go
from winternship_core.placements import Role

_READS_WORDS = frozenset({Role.COORDINATOR, Role.SUPERVISOR, Role.BROKER, Role.SYSTEM})


@dataclass(frozen=True, slots=True)
class Told:
    """One event. ``reason`` is filled only for who may read it; ``by_person`` is an id of the board, no name."""

    id: int
    stream: str
    sequence: int
    kind: str
    object_id: int
    action: str
    source: str
    target: str
    version: int
    by_role: str
    by_person: int | None
    at: dt.datetime
    data: Mapping[str, object]
    reason: str = ""


def history(actor: Actor, kind: str, pk: int) -> tuple[Told, ...]:
    """What happened with an object, oldest first; for a placement only the events of the placement itself.

    Who may: whoever sees the object. Why it was done is told to school and broker staff, and to everyone whose own
    step it was; the student always sees why a company declined.
    """
    who, row = standing(actor), fresh(kind_of(kind), pk)
    POLICY.require_visible(who, kind, row)
    events = Event.objects.filter(kind=kind, object_id=pk).select_related("words").order_by("sequence")
    return tuple(_told(one, one.by_person == who.person_id or who.role in _READS_WORDS) for one in events)


def timeline(actor: Actor, kind: str, pk: int) -> tuple[Told, ...]:
    """The whole stream of an object, all of a placement's parts with it; for school staff and the system."""
    who, row = standing(actor), fresh(kind_of(kind), pk)
    POLICY.require_visible(who, kind, row)
    if who.role not in _READS_WORDS:
        raise NotFound("timeline")
    events = Event.objects.filter(stream=stream_of(kind_of(kind), row)).select_related("words")
    return tuple(_told(one, True) for one in events.order_by("sequence"))


@in_one_go
def subscribe(consumer: str) -> None:
    """From now on every event waits for this consumer until it confirms it. In-process only: a host's own code."""
    Consumer.objects.get_or_create(name=consumer)


@in_one_go
def unsubscribe(consumer: str) -> None:
    """Forget a consumer and what waits for it."""
    Consumer.objects.filter(name=consumer).delete()


def pending_events(consumer: str, limit: int = 100) -> tuple[Told, ...]:
    """The next events for a consumer: of each stream in order, none lost whatever the order of commits.

    Raises :class:`NotFound` for a consumer that never subscribed. An event comes again until it is confirmed.
    """
    if not Consumer.objects.filter(name=consumer).exists():
        raise NotFound("consumer")
    waiting = PendingEvent.objects.filter(consumer__name=consumer).select_related("event")
    # Within a stream a smaller number has a smaller id too: it was written while the stream was locked.
    return tuple(_told(one.event, False) for one in waiting.order_by("event_id")[:limit])


@in_one_go
def confirm_events(consumer: str, events: Collection[int]) -> int:
    """Confirm events by their ids; returns how many were still waiting."""
    gone, _ = PendingEvent.objects.filter(consumer__name=consumer, event__in=list(events)).delete()
    return gone


def _told(event: Event, with_words: bool) -> Told:
    words = getattr(event, "words", None) if with_words else None
    return Told(
        id=event.pk,
        stream=event.stream,
        sequence=event.sequence,
        kind=event.kind,
        object_id=event.object_id,
        action=event.action,
        source=event.source,
        target=event.target,
        version=event.version,
        by_role=event.by_role,
        by_person=event.by_person,
        at=event.at,
        data=event.data,
        reason=words.reason if words else "",
    )
