"""A file of companies: a row is a company with one location, one contact and one recognition; more rows add more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from winternship_board.actors import Standing
from winternship_board.importing.finding import UNKNOWN_CREBO, Companies, Place, name_key, programmes_of
from winternship_board.importing.planning import Item, Plan, settle
from winternship_board.importing.rows import Row, check_period
from winternship_board.models import Accreditation, Programme
from winternship_core.text import Text

Key = tuple[object, ...]

_WHICH: Final = Text("noem de vestiging: postcode of adres.", "name the location: postcode or address.")


def plan_companies(who: Standing, place: Place, rows: Sequence[Row]) -> Plan:
    """What the rows would do in this region."""
    planner = _Planner(who, place, rows)
    for row in rows:
        planner.add(row)
    return planner.finish()


class _Planner:
    """Sees to it that what several rows say of one company becomes one company."""

    def __init__(self, who: Standing, place: Place, rows: Sequence[Row]) -> None:
        self.who, self.place = who, place
        self.plan = Plan(tuple(row.line for row in rows))
        self.companies = Companies(place.region)
        self.programmes = programmes_of(rows, "accreditation", "crebo")
        self.recognised: dict[tuple[int, str], Any] = {}
        for one in Accreditation.objects.filter(organisation__region=place.region).select_related(
            "organisation"
        ):
            self.recognised[one.location_id, one.crebo] = one
        self.items: dict[Key, Item] = {}
        self.locations: dict[Key, list[Item]] = {}

    def add(self, row: Row) -> None:
        """Take in one row."""
        values = row.of("organisation")
        number, name = values.get("registry_number", ""), values.get("name", "")
        country = values.get("country", "NL")
        there = self.companies.find(number, name, country)
        if isinstance(there, Text):
            row.wrong("organisation", "name", there)
        elif name:
            key: Key = ("organisation", country, number or name_key(name))
            company = self._item(row, key, there, self._new_company(there))
            location = self._location(row, key, company, there)
            self._contact(row, key, company, there)
            self._recognition(row, key, company, location)
        self.plan.mistakes += row.mistakes

    def finish(self) -> Plan:
        """Settle everything now that every row had its say."""
        for item in self.items.values():
            self.plan.mistakes += settle(self.who, item, item.there)
            self.plan.items.append(item)
        self.plan.mistakes.sort(key=lambda one: one.row)
        return self.plan

    def _new_company(self, there: Any) -> dict[str, Any]:
        if there is not None:
            return {}
        return {"kind": "company", "country": "NL", "region": self.place.region}

    def _item(
        self, row: Row, key: Key, there: Any, first: dict[str, Any], links: dict[str, Item] | None = None
    ) -> Item:
        part = str(key[-1]) if key[0] != "organisation" else "organisation"
        values = row.of(part)
        if key not in self.items:
            item = Item(row.line, part, {**first, **values}, links or {}, row.headings(part), there)
            self.items[key] = item
            return item
        item = self.items[key]
        for name, value in values.items():
            if name in item.values and item.values[name] != value and name not in first:
                row.wrong(part, name, _differs(item.line))
            item.values[name] = value
        return item

    def _location(self, row: Row, key: Key, company: Item, there: Any) -> Item | None:
        values, country = row.of("location"), row.of("organisation").get("country", "NL")
        known = list(there.locations.all()) if there else []
        if not values:
            mine = self.locations.get(key, [])
            if not mine and len(known) == 1:
                own: Key = (key, known[0].pk, "location")
                return self._item(row, own, known[0], {}, {"organisation": company})
            return mine[0] if mine else None
        postcode = values.get("pc6", "")
        if country == "NL" and postcode[:4].isdigit():
            values["pc4"] = postcode[:4]
            if len(postcode) == 4:  # four digits alone are no full postcode
                del values["pc6"]
        same = next((one for one in known if _same_place(one, values)), None)
        first = {} if same else {"region": self.place.region, "country": country}
        address = name_key(values.get("address", "") or values.get("city", ""))
        own = (key, same.pk if same else (postcode, address), "location")
        item = self._item(row, own, same, first, {"organisation": company})
        self.locations.setdefault(key, []).append(item)
        return item

    def _contact(self, row: Row, key: Key, company: Item, there: Any) -> None:
        values = row.of("contact")
        if not values:
            return
        mail, name = values.get("email", "").casefold(), values.get("name", "")
        if not name:
            row.wrong("contact", "name", Text("vul een naam in.", "fill in a name."))
            return
        cards = list(there.contacts.all()) if there else []
        known = [one for one in cards if mail and one.email.casefold() == mail]
        known += [one for one in cards if name_key(one.name) == name_key(name)]
        own: Key = (key, name_key(name), mail, "contact")
        self._item(row, own, known[0] if known else None, {}, {"organisation": company})

    def _recognition(self, row: Row, key: Key, company: Item, location: Item | None) -> None:
        values = row.of("accreditation")
        if not values:
            return
        check_period(row, "accreditation")
        programme: Programme | None = self.programmes.get(values.get("crebo", ""))
        if programme is None:
            row.wrong("accreditation", "crebo", UNKNOWN_CREBO)
            return
        if location is None:
            row.wrong("location", "pc6", _WHICH)
            return
        there = location.there
        known = self.recognised.get((there.pk, programme.crebo)) if there is not None else None
        first = {} if known else {"source": "imported", "name": programme.name_nl, "level": programme.level}
        own: Key = (key, id(location), programme.crebo, "accreditation")
        self._item(row, own, known, first, {"location": location})


def _same_place(row: Any, values: dict[str, Any]) -> bool:
    postcode = values.get("pc6", "")
    if postcode and row.pc6 and postcode != row.pc6:
        return False
    named = [name for name in ("address", "city") if values.get(name)]
    if not postcode and not named:
        return bool(values.get("name")) and name_key(row.name) == name_key(values["name"])
    return all(name_key(getattr(row, name)) == name_key(values[name]) for name in named if getattr(row, name))


def _differs(line: int) -> Text:
    return Text(f"iets anders dan in rij {line}.", f"something else than in row {line}.")
