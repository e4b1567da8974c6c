"""The technical log and the log of looks, as an administrator reads them: codes, numbers and moments, no content."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from winternship_board.actors import Actor
from winternship_board.looking import Seen
from winternship_board.models import AccessEntry, Event
from winternship_board.oversight.paging import page_of, require_admin
from winternship_board.pages import Page

EVENT_FILTERS: Final = {
    "kind": "kind",
    "by_role": "by_role",
    "action": "action",
    "object_id": "object_id",
    "by_person": "by_person",
    "from": "at__date__gte",
    "until": "at__date__lte",
}
LOOK_FILTERS: Final = {
    "role": "role",
    "object_kind": "object_kind",
    "person": "person",
    "from": "at__date__gte",
    "until": "at__date__lte",
}


def technical_log(
    actor: Actor,
    *,
    text: str = "",
    where: Mapping[str, object] | None = None,
    sort: str = "newest",
    after: str = "",
    limit: int = 50,
) -> Page[Seen]:
    """Every event of the board without its words: what, when, in which role, with which number.

    Who may: an administrator. Raises :class:`NotAllowed`, :class:`BadValue`.
    """
    require_admin(actor, "read", "log")
    return page_of(
        Event.objects.all(), _event, EVENT_FILTERS, where=where, sort=sort, after=after, limit=limit
    )


def access_entries(
    actor: Actor,
    *,
    text: str = "",
    where: Mapping[str, object] | None = None,
    sort: str = "newest",
    after: str = "",
    limit: int = 50,
) -> Page[Seen]:
    """Who looked at data of students under 18, without telling which student; for an administrator."""
    require_admin(actor, "read", "log")
    return page_of(
        AccessEntry.objects.all(), _look, LOOK_FILTERS, where=where, sort=sort, after=after, limit=limit
    )


def _event(row: Event) -> Seen:
    fields = {
        "at": row.at,
        "kind": row.kind,
        "object_id": row.object_id,
        "action": row.action,
        "source": row.source,
        "target": row.target,
        "by_role": row.by_role,
        "by_person": row.by_person,
        "sequence": row.sequence,
    }
    return Seen("event", row.pk, 1, fields, ())


def _look(row: AccessEntry) -> Seen:
    fields = {"at": row.at, "role": row.role, "person": row.person_id, "object_kind": row.object_kind}
    return Seen("look", row.pk, 1, fields, ())
