"""More people for a company's screens, made in the demo's database: an applicant, agreements, a running placement.

    python -m tests.browser.board_story

prints a personal link as its last line. Nobody here signs in; the people who do keep what the demo gave them.
"""

from __future__ import annotations

import datetime as dt
import sys
from typing import Any

import django

django.setup()

from winternship_board import api  # noqa: E402
from winternship_board.models import Membership, Programme  # noqa: E402
from winternship_core.placements import Role, Said  # noqa: E402

START = dt.date.today() - dt.timedelta(weeks=4, days=dt.date.today().weekday())
END = START + dt.timedelta(weeks=20)
TITLE = "Brood, van deeg tot toonbank"
TASKS = [
    {"code": "B1-K1-W1", "name": "Maakt deeg en bakt brood", "can_do": "yes", "age_rule": "any"},
    {"code": "B1-K1-W2", "name": "Werkt met de snijmachine", "can_do": "partly", "age_rule": "adult"},
]


def actor(role: Role, house: int | None = None) -> api.Actor:
    """Whoever the demo gave this role first, at this house."""
    where: dict[str, Any] = {"organisation": house} if house else {}
    member = Membership.objects.filter(role=role, ended_at=None, **where).order_by("pk").first()
    assert member is not None
    return api.Actor(member.person_id, role, member.pk)


def house_of(who: api.Actor) -> int:
    """The organisation at which somebody has their role."""
    house = Membership.objects.get(pk=who.membership_id).organisation_id
    assert house is not None
    return house


def step(who: api.Actor, kind: str, pk: int, action: str, said: Said | None = None) -> None:
    """A step on what is there now."""
    version = api.see(api.SYSTEM, kind, pk).version
    api.move(who, kind, pk, action, version=version, said=said or Said())


def edit(who: api.Actor, kind: str, pk: int, values: dict[str, Any]) -> None:
    """A change of what is there now."""
    api.change(who, kind, pk, values, version=api.see(api.SYSTEM, kind, pk).version)


class Story:
    """The same people through every part of it."""

    def __init__(self) -> None:
        self.company = actor(Role.COMPANY)
        self.trainer = actor(Role.TRAINER, house_of(self.company))
        self.coordinator = actor(Role.COORDINATOR)
        self.supervisor = actor(Role.SUPERVISOR, house_of(self.coordinator))
        recognised = api.search(self.company, "accreditation", where={"state": "recognised"}).rows[0].fields
        self.location = recognised["location"]
        self.programme = Programme.objects.get(crebo=recognised["crebo"])
        self.vacancy = self.published()

    def published(self) -> int:
        """A place that began a few weeks ago."""
        values: dict[str, Any] = {
            "location": self.location,
            "title": TITLE,
            "text": "Alles over brood.",
            "crebo": self.programme.crebo,
            "level": self.programme.level,
            "route": "BOL",
            "starts_on": START,
            "ends_on": END,
            "places": 6,
            "allowance_from": 300,
            "tasks": TASKS,
        }
        made = api.create(self.company, "vacancy", values).id
        step(self.company, "vacancy", made, "submit")
        step(actor(Role.BROKER), "vacancy", made, "publish")
        return made

    def student(self, name: str) -> tuple[int, api.Actor]:
        """Somebody at the demo's school who learns to bake."""
        values = {
            "school": house_of(self.coordinator),
            "programme": self.programme.pk,
            "name": name,
            "year": 2,
            "email": f"{name.split(maxsplit=1)[0].lower()}@practice.example",
            "starts_on": START,
            "ends_on": END,
        }
        made = api.create(api.SYSTEM, "student", values).id
        person = api.person("story", name)
        api.know_student(api.SYSTEM, made, person)
        return made, api.Actor(person, Role.STUDENT)

    def applied(self, name: str) -> tuple[int, api.Actor]:
        """An application that waits for an answer."""
        pk, who = self.student(name)
        made = api.create(who, "application", {"student": pk, "vacancy": self.vacancy}).id
        step(who, "application", made, "apply", Said(confirmed=frozenset({"profile_seen"})))
        return made, who

    def agreement(self, name: str) -> tuple[int, int, api.Actor]:
        """A placement with an agreement that the company checks."""
        application, who = self.applied(name)
        step(self.company, "application", application, "offer")
        step(who, "application", application, "accept")
        placement = api.search(who, "placement").rows[0].id
        people = {
            "trainer": self.trainer.person_id,
            "supervisor": self.supervisor.person_id,
            "planned_hours": 320,
        }
        plan = {"goals": "Zelf brood bakken.", "work_processes": ["B1-K1-W1", "B1-K1-W2"]}
        edit(self.coordinator, "placement", placement, {**people, **plan})
        step(self.coordinator, "placement", placement, "approve content")
        step(self.coordinator, "placement", placement, "check recognition and prepare agreement")
        made = api.create(self.coordinator, "agreement", {"placement": placement}).id
        contents: Any = dict(api.see(self.coordinator, "agreement", made).fields["contents"])  # type: ignore[call-overload]
        contents |= {"assessment_way": "Formulier van de school.", "trainer_name": "Tess de Boer"}
        contents |= {"early_ending_conditions": "Na een gesprek met alle drie."}
        edit(self.coordinator, "agreement", made, {"contents": contents})
        step(self.coordinator, "agreement", made, "send to company to check data")
        return placement, made, who

    def sign(self, agreement: int, *people: api.Actor) -> None:
        """Send it for signing, and let these people sign."""
        step(self.coordinator, "agreement", agreement, "send for signing")
        for who in people:
            seen = api.see(api.SYSTEM, "agreement", agreement)
            api.sign(who, agreement, version=seen.version, document_hash=str(seen.fields["document_hash"]))

    def running(self, name: str) -> int:
        """A placement that runs, with hours to confirm and a talk to come."""
        placement, agreement, who = self.agreement(name)
        self.sign(agreement, who, self.coordinator, self.company)
        edit(self.coordinator, "placement", placement, {"day_one_sent_on": START})
        step(self.supervisor, "placement", placement, "start")
        for week in range(3):
            year, number, _ = (START + dt.timedelta(weeks=week)).isocalendar()
            told = {"placement": placement, "iso_year": year, "iso_week": number}
            made = api.create(who, "hour_week", told).id
            edit(who, "hour_week", made, {"days": [8, 7.5, 8, 0, 0, 0, 0], "note": "Maandag later begonnen."})
            step(who, "hour_week", made, "submit week")
        talk = {"placement": placement, "kind": "midway", "planned_on": dt.date.today(), "mode": "visit"}
        api.create(self.supervisor, "contact_moment", talk)
        return placement


def main() -> None:
    """Play it, and print a personal link for the running placement."""
    story = Story()
    story.applied("Lin Mertens")
    story.agreement("Max Vos")
    _, signing, _ = story.agreement("Eva Smeets")
    story.sign(signing)
    placement = story.running("Kim Visser")
    sys.stdout.write(api.personal_link(story.coordinator, Role.TRAINER, "placement", placement) + "\n")


if __name__ == "__main__":
    main()
