"""Gives the made-up people of the practice LMS a role on the placement board, and a few companies with places.

    fill_board.py ISSUER < people.json

``people.json``: short name → subject, as the command ``practice_people`` prints it. Does nothing when it was done.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from typing import Any

import django

django.setup()

from django.db import transaction  # noqa: E402

from winternship_board import api  # noqa: E402
from winternship_board.models import Membership, Programme  # noqa: E402
from winternship_core.placements import Role, Said  # noqa: E402
from winternship_lti.models import Person  # noqa: E402

REGION = "oost"
BAKER = "25180"
CHECKED = Said(confirmed=frozenset({"registry_checked", "contact_checked"}), evidence="made up, for practice")
PLACES = (
    ("Bakery De Korenaar", "Leer het vak in de bakkerij", "Zutphen", "7201", 300),
    ("Bakery De Korenaar", "Banket en winkel", "Zutphen", "7201", 300),
    ("Lunchroom Het Anker", "Taart en lunch voor de stad", "Deventer", "7411", 200),
    ("Molen Windlust", "Meel malen en brood bakken", "Lochem", "7241", 0),
)
TASKS = [
    {"code": "B1-K1-W1", "name": "Maakt deeg en bakt brood", "can_do": "yes", "age_rule": "any"},
    {"code": "B1-K1-W2", "name": "Werkt met de snijmachine", "can_do": "partly", "age_rule": "adult"},
]


def main() -> None:
    """Fill the board, all or nothing."""
    issuer, people = sys.argv[1], json.load(sys.stdin)
    with transaction.atomic():
        if not Membership.objects.filter(role=Role.ADMIN).exists():
            fill({name: board_person(issuer, subject) for name, subject in people.items()})


def board_person(issuer: str, subject: str) -> int:
    """The board's person for someone of the LMS, as the block will name them at their first launch."""
    person, _ = Person.objects.get_or_create(issuer=issuer, subject=subject)
    return api.person("host", str(person.pk))


def fill(people: dict[str, int]) -> None:
    """A school, three companies, and everybody's roles."""
    api.first_administrator(people["dana"])
    broker = api.grant(api.SYSTEM, people["mika"], Role.BROKER, region=REGION)
    programme = Programme.objects.create(
        crebo=BAKER, name_nl="Uitvoerend bakker", name_en="Baker", level="2", eqf="2"
    )
    school = organisation(broker, "IJssel College", "school", "Deventer", "7411")
    api.grant(api.SYSTEM, people["dana"], Role.COORDINATOR, organisation=school)
    api.grant(api.SYSTEM, people["dana"], Role.SUPERVISOR, organisation=school)
    houses: dict[str, int] = {}
    for name, title, city, pc4, allowance in PLACES:
        if name not in houses:
            houses[name] = organisation(broker, name, "company", city, pc4)
        vacancy(broker, houses[name], title, allowance)
    api.grant(api.SYSTEM, people["bo"], Role.COMPANY, organisation=houses["Bakery De Korenaar"])
    api.grant(api.SYSTEM, people["tess"], Role.TRAINER, organisation=houses["Bakery De Korenaar"])
    values = {
        "school": school,
        "programme": programme.pk,
        "name": "Sam Smit",
        "email": "sam@practice.example",
    }
    begin = next_start()
    values |= {"starts_on": begin, "ends_on": begin + dt.timedelta(weeks=20), "year": 2}
    api.know_student(api.SYSTEM, api.create(api.SYSTEM, "student", values).id, people["sam"])


def organisation(broker: api.Actor, name: str, kind: str, city: str, pc4: str) -> int:
    """An organisation that the broker has checked; a company is recognised for the baker's programme."""
    told = {"name": name, "kind": kind, "country": "NL", "region": REGION, "sector": "food"}
    made = api.create(api.SYSTEM, "organisation", {**told, "registry_none_because": "made up"}).id
    place = {"organisation": made, "city": city, "pc4": pc4, "region": REGION}
    location = api.create(api.SYSTEM, "location", place).id
    contact = {"organisation": made, "name": f"Contact {name}", "email": "info@practice.example"}
    api.create(api.SYSTEM, "contact", contact)
    step(broker, "organisation", made, "submit")
    step(broker, "organisation", made, "verify", CHECKED)
    if kind == "company":
        seen = {"location": location, "crebo": BAKER, "company_id": "100000000", "source": "manual"}
        check = api.create(api.SYSTEM, "accreditation", {**seen, "starts_on": dt.date(2024, 1, 1)}).id
        step(api.SYSTEM, "accreditation", check, "record check")
    return made


def vacancy(broker: api.Actor, house: int, title: str, allowance: int) -> None:
    """A published vacancy."""
    location = api.search(api.SYSTEM, "location", where={"organisation": house}).rows[0].id
    begin = next_start()
    values: dict[str, Any] = {
        "location": location,
        "title": title,
        "text": "Je leert het hele vak, stap voor stap, met een vaste praktijkopleider naast je.",
        "crebo": BAKER,
        "level": "2",
        "route": "BOL",
        "starts_on": begin,
        "ends_on": begin + dt.timedelta(weeks=20),
        "places": 2,
        "hours_per_week": 24,
        "allowance_from": allowance,
        "tasks": TASKS,
    }
    made = api.create(broker, "vacancy", values).id
    step(broker, "vacancy", made, "submit")
    step(broker, "vacancy", made, "publish")


def step(actor: api.Actor, kind: str, pk: int, action: str, said: Said | None = None) -> None:
    """A step on what is there now."""
    version = api.see(api.SYSTEM, kind, pk).version
    api.move(actor, kind, pk, action, version=version, said=said or Said())


def next_start() -> dt.date:
    """The first Monday at least six weeks from now."""
    day = dt.date.today() + dt.timedelta(weeks=6)  # noqa: DTZ011 - a day in a made-up calendar
    return day + dt.timedelta(days=-day.weekday() % 7)


if __name__ == "__main__":
    main()
