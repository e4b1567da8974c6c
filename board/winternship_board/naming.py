"""Words beside ids, for lists: the names of objects, the values there are to choose from, a role's organisation."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from django.db.models import Q

from winternship_board.actors import Actor, standing
from winternship_board.errors import BadValue
from winternship_board.fields import values_of
from winternship_board.kinds import kind_of, related_of
from winternship_board.models import Location, Membership, Programme
from winternship_board.pages import FILTERS
from winternship_board.policy import POLICY
from winternship_board.scopes import listable
from winternship_core.text import Text

MOST_NAMED: Final = 1000
MOST_VALUES: Final = 200
# The columns whose values may be offered as a choice: codes, never a person's.
OFFERED: Final[Mapping[str, frozenset[str]]] = {
    "vacancy": frozenset({"sector", "region", "level", "route", "state"}),
    "organisation": frozenset({"kind", "sector", "region", "state"}),
    "student": frozenset({"route", "year", "programme"}),
    "application": frozenset({"state"}),
    "placement": frozenset({"state"}),
    "signal": frozenset({"state"}),
    "accreditation": frozenset({"state", "crebo"}),
}
_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "organisation": ("trade_name", "name"),
    "location": ("name", "city"),
    "contact": ("name",),
    "vacancy": ("title",),
    "student": ("name",),
    "plan": ("name",),
}


def names(actor: Actor, kind: str, ids: Collection[object]) -> dict[int, str]:
    """id → name of each of these objects that the person may know by name; one query however many.

    Raises :class:`NotFound` for a kind that has no names.
    """
    who, what = standing(actor), kind_of(kind)
    wanted = {one for one in ids if isinstance(one, int)}
    fields = _NAMES.get(kind, ())
    if not wanted or not fields:
        return {}
    related, prefetched = related_of(what)
    rows = what.model._default_manager.filter(pk__in=sorted(wanted)[:MOST_NAMED])
    found = {}
    for row in rows.select_related(*related).prefetch_related(*prefetched):
        shown = values_of(kind, row, POLICY.visible(who, kind, row) & set(fields))
        name = next((str(shown[one]) for one in fields if shown.get(one)), "")
        if name:
            found[row.pk] = name
    return found


def spots(actor: Actor, ids: Collection[object]) -> dict[int, tuple[int, int]]:
    """Location id → (x, y) in metres, rounded to whole kilometres, where they are known and the postcode area is seen.

    The exact point belongs to the address, which not everyone sees who sees the area (``permissions.json``).
    """
    who, what = standing(actor), kind_of("location")
    wanted = sorted({one for one in ids if isinstance(one, int)})[:MOST_NAMED]
    related, prefetched = related_of(what)
    rows = Location.objects.filter(pk__in=wanted)
    return {
        row.pk: (round(row.x_m, -3), round(row.y_m, -3))
        for row in rows.select_related(*related).prefetch_related(*prefetched)
        if row.x_m is not None and row.y_m is not None and "pc4" in POLICY.visible(who, "location", row)
    }


def values(actor: Actor, kind: str, name: str) -> tuple[str, ...]:
    """The values of a filter among the objects this person may list, in order; raises :class:`BadValue`."""
    who, what = standing(actor), kind_of(kind)
    if name not in OFFERED.get(kind, frozenset()):
        choice = ", ".join(sorted(OFFERED.get(kind, ()))) or "-"
        raise BadValue(name[:40], Text(f"kies uit: {choice}.", f"choose from: {choice}."))
    column = FILTERS[kind][name]
    rows = what.model._default_manager.filter(listable(who, kind))
    found = rows.order_by(column).values_list(column, flat=True).distinct()[:MOST_VALUES]
    return tuple(str(one) for one in found if one not in (None, ""))  # a year is a number and is never empty


def houses_of(actors: Collection[Actor]) -> dict[Actor, str]:
    """For each role of one person the name of its organisation, else its region; of their own roles only."""
    members = Membership.objects.filter(pk__in=[one.membership_id for one in actors if one.membership_id])
    known = {
        member.pk: (member.organisation.trade_name or member.organisation.name)
        if member.organisation
        else member.region
        for member in members.select_related("organisation")
    }
    return {one: known[one.membership_id] for one in actors if one.membership_id in known}


def programmes(
    language: str, crebos: Collection[object] = (), ids: Collection[object] = ()
) -> dict[str, str]:
    """The names of programmes, by crebo number and by id written as a text; they are public."""
    rows = Programme.objects.filter(
        Q(crebo__in=[str(one) for one in crebos if one])
        | Q(pk__in=[one for one in ids if isinstance(one, int)])
    )
    found = {}
    for row in rows:
        name = (row.name_en if language == "en" and row.name_en else row.name_nl) + f" ({row.crebo})"
        found[row.crebo] = found[str(row.pk)] = name
    return found
