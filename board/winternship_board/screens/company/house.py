"""The company itself: what the board knows of it, its addresses, and whom one can reach there."""

from __future__ import annotations

from typing import Final

from winternship_board import api
from winternship_board.screens import details
from winternship_board.screens.asking import Ask
from winternship_board.screens.company.own import COMPANY, MOST, house, place_name
from winternship_board.screens.forms import Field, form, read
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Go, Shown
from winternship_board.screens.steps import move_post, steps
from winternship_board.screens.texts import text
from winternship_core.placements.codes import COMPANY_SIZE, FEATURE

FACTS: Final = [
    "state",
    "name",
    "trade_name",
    "country",
    "registry",
    "registry_number",
    "registry_none_because",
    "size",
    "sector",
    "website",
    "answered",
    "unanswered",
]
ALWAYS: Final = (
    Field("trade_name", hint=text("co_trade_name_hint"), most=200),
    Field("size", "choice", choices=COMPANY_SIZE),
    Field("website", most=300, autocomplete="url"),
)
DRAFT: Final = (
    Field("name", required=True, most=200, autocomplete="organization"),
    Field("country", hint=text("co_country_hint"), most=2),
    Field("registry_number", hint=text("co_registry_hint"), most=40),
    Field("registry_none_because", hint=text("co_registry_none_hint"), most=200),
    Field("sector", most=40),
)
LOCATION: Final = (
    Field("name", label=text("co_location_name"), hint=text("co_location_name_hint"), most=200),
    Field("address", most=200, autocomplete="street-address"),
    Field("pc6", label=text("co_pc6"), hint=text("co_pc6_hint"), most=7, autocomplete="postal-code"),
    Field("city", required=True, most=100, autocomplete="address-level2"),
    Field("public_transport", hint=text("co_transport_hint"), most=200),
    Field("features", "many", choices={"access": FEATURE["access"]}),
)
CONTACT: Final = (
    Field("name", required=True, most=200, autocomplete="name"),
    Field("function", most=100, autocomplete="organization-title"),
    Field("email", "email", most=254, autocomplete="email"),
    Field("phone", "tel", hint=text("co_phone_hint"), most=40, autocomplete="tel"),
)


def _fields(seen: api.Seen) -> tuple[Field, ...]:
    return (*DRAFT, *ALWAYS) if seen.fields["state"] == "draft" else ALWAYS


def view(ask: Ask) -> Shown:
    """The company, its places and people, each with its form."""
    seen = house(ask)
    places = api.search(ask.actor, "location", limit=MOST).rows[::-1]
    people = api.search(ask.actor, "contact", limit=MOST).rows[::-1]
    context = {
        "seen": seen,
        "rows": details.rows(ask, seen, FACTS),
        "form": form(
            ask,
            _fields(seen),
            do="change",
            button=text("co_save"),
            values=seen.fields,
            hidden={"id": seen.id, "version": seen.version},
            kind="organisation",
        ),
        "steps": steps(ask, seen),
        "places": [(place_name(one), _one(ask, "location", one)) for one in places],
        "people": [(_card(one), _one(ask, "contact", one)) for one in people],
        "new_place": form(
            ask, LOCATION, do="location", button=text("co_add"), key="location new", kind="location"
        ),
        "new_person": form(
            ask, CONTACT, do="contact", button=text("co_add"), key="contact new", kind="contact"
        ),
    }
    return Shown("company/house.html", context)


def _card(seen: api.Seen) -> str:
    words = (str(seen.fields.get(name) or "") for name in ("name", "function", "email", "phone"))
    return ", ".join(filter(None, words))


def _one(ask: Ask, kind: str, seen: api.Seen) -> object:
    return form(
        ask,
        LOCATION if kind == "location" else CONTACT,
        do=kind,
        button=text("co_save"),
        key=f"{kind} {seen.id}",
        values=seen.fields,
        hidden={"of": seen.id, "version": seen.version},
        kind=kind,
    )


def change(ask: Ask) -> Go:
    """Change what the company says of itself; a verified name and number stay as they were verified."""
    seen = house(ask)
    api.change(ask.actor, "organisation", seen.id, read(ask, _fields(seen)), version=ask.number("version"))
    return Go("company", {}, text("co_saved"))


def location(ask: Ask) -> Go:
    """Add an address or change one; the four digits for matching follow from the postcode."""
    found = read(ask, LOCATION)
    found["pc6"] = found["pc6"].replace(" ", "").upper()
    found["pc4"] = found["pc6"][:4] if found["pc6"][:4].isdigit() else ""
    if len(found["pc6"]) > 6:
        raise api.BadValue("pc6", text("co_wrong_pc6"))
    return _keep(ask, "location", found)


def contact(ask: Ask) -> Go:
    """Add someone to reach, or change their card."""
    return _keep(ask, "contact", read(ask, CONTACT))


def _keep(ask: Ask, kind: str, found: dict[str, object]) -> Go:
    if ask.one("of"):
        api.change(ask.actor, kind, ask.number("of"), found, version=ask.number("version"))
    else:
        here = house(ask)
        region = {"region": here.fields["region"]} if kind == "location" else {}
        api.create(ask.actor, kind, {**found, **region, "organisation": here.id})
    return Go("company", {}, text("co_saved"))


HOUSE_SCREEN: Final = Screen(
    "company",
    text("co_company"),
    COMPANY,
    view,
    {"change": change, "location": location, "contact": contact, "move": move_post},
    menu=True,
)
