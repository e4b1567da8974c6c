"""Pages that stay quick at any length: each begins after the last row of the one before, and nothing is counted."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from winternship_board.actors import Standing
from winternship_board.errors import BadValue
from winternship_board.kinds import Kind, related_of
from winternship_board.models import Accreditation
from winternship_board.scopes import listable
from winternship_board.words import SEARCHABLE, narrowed
from winternship_core.text import Text

T = TypeVar("T")
MOST_ROWS: Final = 200

# kind → what one may ask for → the lookup it stands for.
FILTERS: Final[Mapping[str, Mapping[str, str]]] = {
    "organisation": {"kind": "kind", "state": "state", "region": "region", "sector": "sector"}
    | {"size": "size", "recognition": "accreditations__state"},
    "vacancy": {
        "state": "state",
        "region": "region",
        "sector": "sector",
        "level": "level",
        "route": "route",
        "pc4": "pc4",
        "crebo": "programmes__crebo",
        "organisation": "organisation",
        "starts_from": "starts_on__gte",
        "starts_until": "starts_on__lte",
    },
    "student": {
        "school": "school",
        "is_placed": "is_placed",
        "programme": "programme__crebo",
        "route": "route",
        "year": "year",
        "waiting_before": "waiting_since__lt",
        "starts_until": "starts_on__lte",
        "help_first": "help_first",
    },
    "application": {
        "state": "state",
        "vacancy": "vacancy",
        "student": "student",
        "organisation": "organisation",
    },
    "placement": {
        "state": "state",
        "student": "student",
        "vacancy": "vacancy",
        "organisation": "organisation",
        "starts_until": "starts_on__lte",
        "ends_until": "ends_on__lte",
    },
    "accreditation": {
        "state": "state",
        "location": "location",
        "crebo": "crebo",
        "organisation": "organisation",
    },
    "shared_assessment": {"organisation": "organisation"},
    "location": {"organisation": "organisation"},
    "contact": {"organisation": "organisation"},
    "signal": {"state": "state"},
    "guardian": {"student": "student"},
    "support_wish": {"student": "student"},
    "contact_moment": {
        "placement": "placement",
        "state": "state",
        "kind": "kind",
        "planned_until": "planned_on__lte",
    },
    "hour_week": {
        "placement": "placement",
        "state": "state",
        "submitted_until": "submitted_on__lte",
    },
}
_OF_PLACEMENT: Final = {"placement": "placement", "state": "state"}
SORTS: Final[Mapping[str, Mapping[str, tuple[str, bool]]]] = {
    "vacancy": {"start": ("starts_on", False)},
    "student": {"name": ("name", False), "waiting": ("waiting_since", False)},
    "placement": {"start": ("starts_on", False)},
    "organisation": {"name": ("name", False)},
    "contact_moment": {"planned": ("planned_on", False)},
}
_NEWEST: Final = ("id", True)


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows, and where the next page begins; ``next`` is empty on the last one."""

    rows: tuple[T, ...]
    next: str


def page_of(
    who: Standing,
    kind: Kind,
    *,
    text: str,
    where: Mapping[str, object],
    sort: str,
    after: str,
    limit: int,
) -> Page[Any]:
    """The rows of one page, fetched with all that a look at them needs.

    A list in the order of a date holds what has one: a page cannot begin after nothing. The numbers of the rows are
    found first, from the indexes alone; what belongs to a row is joined to those of the page only.
    """
    rows: QuerySet[Any] = kind.model._default_manager.filter(
        listable(who, kind.name) & condition_of(kind, where)
    )
    rows = _with_words(rows, who, kind, text)
    field, backwards = _sort(kind, sort)
    if kind.model._meta.get_field(field).null:
        rows = rows.filter(**{f"{field}__isnull": False})
    rows = rows.filter(_after(field, backwards, after))
    signs = "-" if backwards else ""
    order = [f"{signs}{field}"] if field == "id" else [f"{signs}{field}", f"{signs}id"]
    count = max(1, min(limit, MOST_ROWS))
    places = list(rows.order_by(*order).values_list(field, "pk")[: count + 1])
    begin = _cursor(*places[count - 1]) if len(places) > count else ""
    return Page(_whole(kind, [pk for _, pk in places[:count]]), begin)


def _whole(kind: Kind, numbers: list[int]) -> tuple[Any, ...]:
    """These rows with what belongs to them, in this order, without those that went meanwhile."""
    related, prefetched = related_of(kind)
    rows = kind.model._default_manager.select_related(*related).prefetch_related(*prefetched)
    by_number = {row.pk: row for row in rows.filter(pk__in=numbers)}
    return tuple(by_number[pk] for pk in numbers if pk in by_number)


def condition_of(kind: Kind, where: Mapping[str, object]) -> Q:
    """What is asked for as a condition; raises :class:`BadValue` for a name that is not in :data:`FILTERS`."""
    allowed = FILTERS.get(kind.name, _OF_PLACEMENT if kind.placement == "placement" else {})
    condition = Q()
    for name, value in where.items():
        if name not in allowed or not isinstance(value, str | int | bool | dt.date):
            choice = ", ".join(allowed) or "-"
            raise BadValue(name[:40], Text(f"kies uit: {choice}.", f"choose from: {choice}."))
        if allowed[name] == "accreditations__state":  # a company with two such recognitions stands there once
            condition &= Q(pk__in=Accreditation.objects.filter(state=value).values("organisation"))
        else:
            condition &= Q(**{allowed[name]: value})
    try:
        kind.model._default_manager.filter(condition)
    except (ValueError, TypeError, ValidationError):
        raise BadValue("where", Text("een waarde past niet.", "a value does not fit.")) from None
    return condition


def _with_words(rows: QuerySet[Any], who: Standing, kind: Kind, text: str) -> QuerySet[Any]:
    if not text.strip():
        return rows
    if kind.name not in SEARCHABLE:
        raise BadValue("text", Text("hier kun je niet op woorden zoeken.", "no search by words here."))
    return narrowed(rows, kind.name, who.organisation_id or 0 if kind.name == "student" else 0, text)


def _sort(kind: Kind, sort: str) -> tuple[str, bool]:
    sorts = {"newest": _NEWEST, **SORTS.get(kind.name, {})}
    if sort not in sorts:
        choice = ", ".join(sorts)
        raise BadValue("sort", Text(f"kies uit: {choice}.", f"choose from: {choice}."))
    return sorts[sort]


def _cursor(value: object, pk: int) -> str:
    shown = value.isoformat() if isinstance(value, dt.date) else value
    return base64.urlsafe_b64encode(json.dumps([shown, pk]).encode()).decode()


def _after(field: str, backwards: bool, after: str) -> Q:
    if not after:
        return Q()
    try:
        value, pk = json.loads(base64.urlsafe_b64decode(after.encode()))
        word = "lt" if backwards else "gt"
        if field == "id":
            return Q(**{f"id__{word}": int(pk)})
        if field.endswith(("_on", "_since")) and value is not None:
            value = dt.date.fromisoformat(value)
        later = Q(**{f"{field}__{word}": value}) | Q(**{field: value, f"id__{word}": int(pk)})
        # Says no more than the rest, but a database starts in its index from this alone.
        return Q(**{f"{field}__{word}e": value}) & later
    except (ValueError, TypeError, binascii.Error, ValidationError):
        raise BadValue("after", Text("dit is geen begin van een pagina.", "this begins no page.")) from None
