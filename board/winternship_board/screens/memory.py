"""What the screens remember of a person: searches kept by name, and which rows changed since they last looked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from winternship_board import api, clock
from winternship_board.models import Event, ListVisit, SavedView
from winternship_board.validating import check_text
from winternship_core.text import Text

SAME_VISIT: Final = dt.timedelta(minutes=30)
MOST_VIEWS: Final = 30
LONGEST_NAME: Final = 80

Query = Mapping[str, list[str]]


def views(actor: api.Actor, listing: str) -> list[tuple[int, str, Query]]:
    """(id, name, query) of the searches that this person kept for a list, by name."""
    rows = _mine(actor).filter(listing=listing).order_by("name")
    return [(row.pk, row.name, row.query) for row in rows]


def view(actor: api.Actor, pk: int) -> Query:
    """The query of one's own saved search; raises :class:`NotFound` for any other."""
    row = _mine(actor).filter(pk=pk).first()
    if row is None:
        raise api.NotFound("saved view")
    query: Query = row.query
    return query


def save_view(actor: api.Actor, listing: str, name: str, query: Query) -> int:
    """Keep a search under a name; the same name again replaces it. Raises :class:`BadValue`."""
    if not name or len(name) > LONGEST_NAME:
        limit = Text(f"geef een naam, hooguit {LONGEST_NAME} tekens.", f"1 to {LONGEST_NAME} characters.")
        raise api.BadValue("name", limit)
    for text in (name, *(one for many in query.values() for one in many)):
        check_text("name", text)
    mine = _mine(actor).filter(listing=listing)
    if mine.count() >= MOST_VIEWS and not mine.filter(name=name).exists():
        limit = Text(f"hooguit {MOST_VIEWS} per lijst; wis er eerst een.", f"at most {MOST_VIEWS} per list.")
        raise api.BadValue("name", limit)
    row, _ = SavedView.objects.update_or_create(
        person_id=actor.person_id or 0,
        role=actor.role,
        listing=listing,
        name=name,
        defaults={"query": dict(query)},
    )
    return row.pk


def drop_view(actor: api.Actor, pk: int) -> tuple[str, str, Query]:
    """Delete one's own saved search; returns (list, name, query), with which it can be kept again."""
    row = _mine(actor).filter(pk=pk).first()
    if row is None:
        raise api.NotFound("saved view")
    row.delete()
    return row.listing, row.name, row.query


def visit(actor: api.Actor, listing: str) -> dt.datetime | None:
    """Note a look at a list; returns the moment of the visit before this one, ``None`` at the first."""
    now = clock.now()
    mine = ListVisit.objects.filter(person=actor.person_id, role=actor.role, listing=listing)
    row = mine.first()
    if row is None:
        try:
            with transaction.atomic():
                ListVisit.objects.create(
                    person_id=actor.person_id or 0, role=actor.role, listing=listing, seen_at=now
                )
        except IntegrityError:  # two tabs opened it at the same moment
            return None
        return None
    before = row.seen_at if now - row.seen_at > SAME_VISIT else row.before_at
    mine.update(seen_at=now, before_at=before)
    return before


def changed_since(
    actor: api.Actor, kind: str, ids: Collection[int], since: dt.datetime | None
) -> frozenset[int]:
    """Which of these objects somebody else made or changed after a moment; one query however many."""
    if since is None or not ids:
        return frozenset()
    events = Event.objects.filter(kind=kind, object_id__in=ids, at__gt=since)
    others = Q(by_person=None) | ~Q(by_person=actor.person_id)  # the system's own steps have no person
    return frozenset(events.filter(others).values_list("object_id", flat=True))


def _mine(actor: api.Actor) -> QuerySet[SavedView]:
    return SavedView.objects.filter(person=actor.person_id, role=actor.role)
