"""Looks behind the glass: each is written down, can be ended early, and is told to whom it was about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from winternship_board import clock
from winternship_board.actors import Actor, standing
from winternship_board.errors import NotFound
from winternship_board.looking import Seen
from winternship_board.models import Agreement, Application, BrokenGlass, Placement, StudentProfile
from winternship_board.oversight.paging import page_of, require_admin
from winternship_board.pages import Page
from winternship_board.transactions import in_one_go

GLASS_FILTERS: Final = {"id": "pk", "object_kind": "object_kind", "person": "person", "from": "at__date__gte"}
MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Look:
    """One look behind the glass at something about a student: what, when, and why."""

    kind: str
    at: dt.datetime
    until: dt.datetime
    reason: str


def glass_log(
    actor: Actor,
    *,
    text: str = "",
    where: Mapping[str, object] | None = None,
    sort: str = "newest",
    after: str = "",
    limit: int = 50,
) -> Page[Seen]:
    """Every look of every administrator; ``is_mine`` and ``is_open`` tell whether one can end it now."""
    who = require_admin(actor, "read", "log")
    now = clock.now()

    def seen(row: BrokenGlass) -> Seen:
        fields = {
            "at": row.at,
            "until": row.until,
            "object_kind": row.object_kind,
            "object_id": row.object_id,
            "person": row.person_id,
            "reason": row.reason,
            "is_mine": row.person_id == who.person_id,
            "is_open": row.until > now,
        }
        return Seen("glass", row.pk, 1, fields, ())

    return page_of(
        BrokenGlass.objects.all(), seen, GLASS_FILTERS, where=where, sort=sort, after=after, limit=limit
    )


@in_one_go
def end_look(actor: Actor, look: int) -> None:
    """End one's own look before its hour is over; raises :class:`NotFound` for any other or one that is over."""
    who = require_admin(actor, "end", "look")
    mine = BrokenGlass.objects.filter(pk=look, person=who.person_id or 0, until__gt=clock.now())
    if not mine.update(until=clock.now()):
        raise NotFound("look")


def looks_at_me(actor: Actor, *, since: dt.datetime | None = None) -> tuple[Look, ...]:
    """The looks of administrators at what is about this person as a student, the newest first, with their reasons.

    Who may: the student themselves; whoever is none gets an empty answer.
    """
    who = standing(actor)
    students = list(StudentProfile.objects.filter(person=who.person_id or 0).values_list("pk", flat=True))
    if not students:
        return ()
    about = {
        "student": students,
        "application": Application.objects.filter(student__in=students).values("pk"),
        "placement": Placement.objects.filter(student__in=students).values("pk"),
        "agreement": Agreement.objects.filter(placement__student__in=students).values("pk"),
    }
    condition = Q()
    for kind, ids in about.items():
        condition |= Q(object_kind=kind, object_id__in=ids)
    rows = BrokenGlass.objects.filter(condition).order_by("-pk")
    if since is not None:
        rows = rows.filter(at__gte=since)
    return tuple(Look(one.object_kind, one.at, one.until, one.reason) for one in rows[:MOST])
