"""A file of vacancies: each belongs to a location of a company that is on the board already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from winternship_board.actors import Standing
from winternship_board.importing.finding import (
    UNKNOWN_CREBO,
    Companies,
    Place,
    name_key,
    programmes_of,
    rows_with,
)
from winternship_board.importing.planning import Item, Plan, settle
from winternship_board.importing.rows import Row, check_period
from winternship_board.kinds import KINDS, related_of
from winternship_board.models import Programme, Vacancy
from winternship_core.text import Text

VACANCY: Final = "vacancy"
_OVER: Final = ("closed", "expired", "rejected")
Key = tuple[object, ...]


def plan_vacancies(who: Standing, place: Place, rows: Sequence[Row]) -> Plan:
    """What the rows would do at the companies of this region; a vacancy is known by location, title, code and start."""
    plan = Plan(tuple(row.line for row in rows))
    companies = Companies(place.region)
    programmes = programmes_of(rows, VACANCY, "crebo")
    located = [(row, _location(row, companies)) for row in rows]
    there = _there({location.pk for _, location in located if location})
    lines: dict[Key, int] = {}
    for row, location in located:
        check_period(row, VACANCY)
        _complete(row, programmes)
        values = dict(row.of(VACANCY))
        if location is not None and values.get("title"):
            key = _key(location.pk, values.get("title"), values.get("crebo", ""), values.get("starts_on"))
            if key in lines:
                row.wrong(VACANCY, "title", _twice(lines[key]))
            lines.setdefault(key, row.line)
            known = there.get(key)
            item = Item(row.line, VACANCY, values, columns=row.headings(VACANCY), there=known)
            if known is None:
                item.values["location"] = location.pk
            row.mistakes += settle(who, item, known)
            plan.items.append(item)
        plan.mistakes += row.mistakes
    return plan


def _location(row: Row, companies: Companies) -> Any | None:
    named = row.of("organisation")
    found = companies.find(named.get("registry_number", ""), named.get("name", ""))
    if found is None or isinstance(found, Text):
        field = "name" if "name" in named or "registry_number" not in named else "registry_number"
        row.wrong("organisation", field, found or _NO_COMPANY)
        return None
    places = list(found.locations.all())
    postcode = row.of("location").get("pc6", "")
    if postcode:
        places = [one for one in places if postcode in {one.pc6, one.pc4}]
    if len(places) != 1:
        row.wrong("location", "pc6", _NO_LOCATION)
        return None
    return places[0]


def _complete(row: Row, programmes: dict[str, Programme]) -> None:
    """Take over from the programme what the file leaves open; note codes that are not in the list."""
    values = row.of(VACANCY)
    crebo = values.get("crebo", "")
    if crebo and crebo not in programmes:
        row.wrong(VACANCY, "crebo", UNKNOWN_CREBO)
    elif crebo:
        values.setdefault("level", programmes[crebo].level)
    least, most = values.get("allowance_from"), values.get("allowance_to")
    if least is not None and most is not None and most < least:
        row.wrong(VACANCY, "allowance_to", Text("niet minder dan 'van'.", "not less than 'from'."))


def _there(locations: set[int]) -> dict[Key, Any]:
    related, prefetched = related_of(KINDS[VACANCY])
    rows = Vacancy.objects.exclude(state__in=_OVER).select_related(*related).prefetch_related(*prefetched)
    found = rows_with(rows, "location", locations)
    return {_key(one.location_id, one.title, one.crebo, one.starts_on): one for one in found}


def _key(location: int, title: object, crebo: object, start: object) -> Key:
    return location, name_key(str(title)), crebo, start


_NO_COMPANY: Final = Text(
    "een bedrijf dat op het bord staat, in deze regio; lees de bedrijven eerst in.",
    "a company that is on the board, in this region; import the companies first.",
)
_NO_LOCATION: Final = Text(
    "de postcode van één vestiging van dit bedrijf.", "the postcode of one location of this company."
)


def _twice(line: int) -> Text:
    return Text(f"dezelfde vacature als in rij {line}.", f"the same vacancy as in row {line}.")
