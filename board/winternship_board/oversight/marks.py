"""The report before erasing, as a list: what goes when, and what is held."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from winternship_board.actors import Actor
from winternship_board.looking import Seen
from winternship_board.models import RetentionMark
from winternship_board.oversight.paging import page_of, require_admin
from winternship_board.pages import Page

FILTERS: Final = {"id": "pk", "kind": "kind", "until": "erase_on__lte"}


def retention_marks(
    actor: Actor,
    *,
    text: str = "",
    where: Mapping[str, object] | None = None,
    sort: str = "oldest",
    after: str = "",
    limit: int = 50,
) -> Page[Seen]:
    """What is marked to go, never with names; for an administrator. Raises :class:`NotAllowed`, :class:`BadValue`."""
    require_admin(actor, "read the report of", "retention")
    return page_of(
        RetentionMark.objects.all(), _mark, FILTERS, where=where, sort=sort, after=after, limit=limit
    )


def _mark(row: RetentionMark) -> Seen:
    fields = {
        "kind": row.kind,
        "object_id": row.object_id,
        "keep": row.keep,
        "deed": row.deed,
        "marked_on": row.marked_on,
        "erase_on": row.erase_on,
        "held_because": row.held_because,
    }
    return Seen("mark", row.pk, 1, fields, ())
