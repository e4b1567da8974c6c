"""Brokers, schools and companies of the made-up region, in every state a company can be in."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from winternship_board import clock
from winternship_board.actors import SYSTEM, Actor
from winternship_board.models import Accreditation, Location, Organisation
from winternship_board.reaching import save_my_card
from winternship_board.region.names import FAMILY, GIVEN, SCHOOLS, TOWNS, TRADES
from winternship_board.region.people import House, Region, edit, read_in, step
from winternship_board.writing import create
from winternship_core.placements import Role, Said

VERIFIED: Final = Said(
    confirmed=frozenset({"registry_checked", "contact_checked"}), evidence="verzonnen, om te oefenen"
)
SEEN: Final = Said(confirmed=frozenset({"seen_in_register"}), evidence="verzonnen, om te oefenen")
SIZES: Final = ("1", "2-9", "2-9", "10-49", "50-249")


def make_houses(region: Region) -> None:
    """Everyone who has a house; what is verified and recognised can offer places."""
    region.brokers = [region.someone(name, Role.BROKER) for name in ("mika", "broker-2")]
    for number, name in enumerate(SCHOOLS):
        region.schools.append(_school(region, number, name))
    read_in(region.brokers[0], "companies", _companies(region))
    rows = Organisation.objects.filter(kind="company", region=region.code).order_by("pk")
    firms = {name: number for number, trade in enumerate(TRADES) for name in trade.firms}
    for place, row in enumerate(rows):
        _company(region, row, place, firms[row.name])


def _school(region: Region, number: int, name: str) -> House:
    town, pc4, x_m, y_m = TOWNS[number]
    broker = region.brokers[number % 2]
    values = {"name": name, "kind": "school", "country": "NL", "region": region.code}
    made = create(SYSTEM, "organisation", {**values, "registry_none_because": "verzonnen"}).id
    place: dict[str, Any] = {"organisation": made, "city": town, "pc4": str(pc4), "x_m": x_m, "y_m": y_m}
    create(SYSTEM, "location", {**place, "region": region.code})
    mail = f"stage{number + 1}@school.example"
    create(SYSTEM, "contact", {"organisation": made, "name": f"Stagebureau {town}", "email": mail})
    step(broker, "organisation", made, "submit")
    step(broker, "organisation", made, "verify", VERIFIED)
    teacher = "dana" if number == 0 else f"teacher-{number + 1}"
    boss = region.someone(teacher, Role.COORDINATOR, made)
    guide = region.someone(teacher, Role.SUPERVISOR, made)
    region.someone(f"confidant-{number + 1}", Role.CONFIDANT, made)
    _card(boss, "Dana Docent" if number == 0 else _name(number), "stagecoördinator", mail)
    edit(boss, "organisation", made, blind=number != 1)
    return House(made, name, boss, guide)


def _companies(region: Region) -> list[dict[str, object]]:
    chance = region.chance
    rows: list[dict[str, object]] = []
    since = clock.today() - dt.timedelta(700)
    for number, (trade, name) in enumerate((one, name) for one in TRADES for name in one.firms):
        town, pc4, x_m, y_m = TOWNS[number % len(TOWNS)]
        contact = "Bo de Bakker" if number == 0 else f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}"
        rows.append(
            {
                "name": name,
                "no_number_because": "verzonnen, om te oefenen",
                "size": chance.choice(SIZES),
                "sector": trade.sector,
                "website": f"https://bedrijf-{number + 1}.example",
                "postcode": pc4 + chance.randrange(5),
                "city": town,
                "x_m": x_m + chance.randrange(-3000, 3000),
                "y_m": y_m + chance.randrange(-3000, 3000),
                "features": "guidance" if chance.random() < 0.3 else "",
                "contact": contact,
                "email": f"contact@bedrijf-{number + 1}.example",
                "language": "en" if number % 7 == 3 else "nl",
                "crebo": trade.crebo,
                "company_id": f"OEFEN-{number + 1:03d}",
                "recognised_from": since.isoformat(),
            }
        )
    return rows


def _company(region: Region, row: Organisation, place: int, trade: int) -> None:
    broker = region.brokers[place % 2]
    known = {0: ("bo", "tess")}
    boss_name, guide_name = known.get(place, (f"owner-{place + 1}", f"trainer-{place + 1}"))
    boss = region.someone(boss_name, Role.COMPANY, row.pk)
    guide = region.someone(guide_name, Role.TRAINER, row.pk)
    mail = f"@bedrijf-{place + 1}.example"
    _card(boss, "Bo de Bakker" if place == 0 else _name(place + 10), "eigenaar", f"eigenaar{mail}")
    _card(guide, "Tess van Trier" if place == 0 else _name(place + 80), "praktijkopleider", f"opleider{mail}")
    location = Location.objects.get(organisation=row)
    recognition = Accreditation.objects.get(location=location)
    fate = _FATES.get(place, "verified")
    if fate == "draft":
        return
    step(broker, "organisation", row.pk, "submit")
    if fate == "submitted":
        return
    if fate == "rejected":
        step(broker, "organisation", row.pk, "reject", Said(reason="The address does not exist."))
        return
    step(broker, "organisation", row.pk, "verify", VERIFIED)
    if fate == "archived":
        step(broker, "organisation", row.pk, "archive")
        return
    _recognise(broker, recognition.pk, fate)
    if fate == "suspended":
        step(broker, "organisation", row.pk, "suspend", Said(reason="The safety plan is missing."))
    if fate == "verified":
        region.companies.append(House(row.pk, row.name, boss, guide, location.pk, trade))


def _card(who: Actor, name: str, function: str, email: str) -> None:
    save_my_card(who, {"name": name, "function": function, "email": email})


def _name(number: int) -> str:
    """A made-up name, the same each time."""
    return f"{GIVEN[number * 7 % len(GIVEN)]} {FAMILY[number * 5 % len(FAMILY)]}"


def _recognise(broker: Actor, pk: int, fate: str) -> None:
    if fate == "unknown":
        return
    if fate == "requested":
        step(broker, "accreditation", pk, "record application")
        return
    step(broker, "accreditation", pk, "record check", Said(evidence="verzonnen, om te oefenen"))
    if fate == "withdrawn":
        step(broker, "accreditation", pk, "record withdrawal", SEEN)
    if fate == "lapsed":
        step(SYSTEM, "accreditation", pk, "record lapse", SEEN)


# Of sixty companies most are in order; of the others, one or two in each state.
_FATES: Final = {
    9: "draft",
    14: "draft",
    19: "submitted",
    24: "submitted",
    29: "rejected",
    34: "archived",
    39: "suspended",
    44: "unknown",
    49: "requested",
    54: "withdrawn",
    59: "lapsed",
}
