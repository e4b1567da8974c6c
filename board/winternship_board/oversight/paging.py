"""Pages of what is no object of the api, in the shape of :func:`.looking.search`, so that one list shows them all."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Final

from django.db.models import Model, Q, QuerySet

from winternship_board.actors import Actor, Standing, standing
from winternship_board.errors import BadValue, NotAllowed
from winternship_board.looking import Seen
from winternship_board.pages import MOST_ROWS, Page
from winternship_core.placements import Role
from winternship_core.text import Text

SORTS: Final = ("newest", "oldest")


def require_admin(actor: Actor, action: str, kind: str) -> Standing:
    """The standing of an administrator; raises :class:`NotAllowed` for anyone else."""
    who = standing(actor)
    if who.role is not Role.ADMIN:
        raise NotAllowed(who.role, action, kind)
    return who


def page_of(
    rows: QuerySet[Any],
    seen: Callable[[Any], Seen],
    lookups: Mapping[str, str],
    *,
    where: Mapping[str, object] | None = None,
    sort: str = "newest",
    after: str = "",
    limit: int = 50,
) -> Page[Seen]:
    """A page by id, the newest or the oldest first. ``lookups``: filter → lookup. Raises :class:`BadValue`."""
    for name, value in (where or {}).items():
        if name not in lookups or not isinstance(value, str | int | bool | dt.date):
            choice = ", ".join(lookups) or "-"
            raise BadValue(name[:40], Text(f"kies uit: {choice}.", f"choose from: {choice}."))
        rows = rows.filter(Q(**{lookups[name]: value}))
    if sort not in SORTS:
        choice = ", ".join(SORTS)
        raise BadValue("sort", Text(f"kies uit: {choice}.", f"choose from: {choice}."))
    backwards = sort == "newest"
    if after:
        rows = rows.filter(**{"pk__lt" if backwards else "pk__gt": _number(after)})
    count = max(1, min(limit, MOST_ROWS))
    found: list[Model] = list(rows.order_by("-pk" if backwards else "pk")[: count + 1])
    more = len(found) > count
    return Page(tuple(map(seen, found[:count])), _cursor(found[count - 1].pk) if more else "")


def _cursor(pk: int) -> str:
    return base64.urlsafe_b64encode(str(pk).encode()).decode()


def _number(after: str) -> int:
    try:
        return int(base64.urlsafe_b64decode(after.encode()))
    except ValueError:
        raise BadValue("after", Text("dit is geen begin van een pagina.", "this begins no page.")) from None
