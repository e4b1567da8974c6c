"""A small made-up region with everyone in it, made through the api alone, as any host would."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from winternship_board import api
from winternship_board.models import Programme
from winternship_core.placements import Role, Said

ISSUER = "https://lms.example"
START = dt.date(2027, 2, 1)
END = dt.date(2027, 6, 30)
CREBO = "25180"
TASKS = [
    {"code": "B1-K1-W1", "name": "Bakes bread", "can_do": "yes", "age_rule": "any"},
    {"code": "B1-K1-W2", "name": "Works the slicer", "can_do": "partly", "age_rule": "adult"},
]
VACANCY: dict[str, Any] = {
    "title": "Bakery: learn every shift",
    "text": "You learn to make dough, to bake and to serve.",
    "crebo": CREBO,
    "level": "3",
    "route": "BOL",
    "starts_on": START,
    "ends_on": END,
    "places": 1,
    "allowance_from": 300,
    "tasks": TASKS,
}
VERIFIED = Said(confirmed=frozenset({"registry_checked", "contact_checked"}), evidence="register seen")


@dataclass
class World:
    """The people of one region by their short names, and the ids of what they made."""

    system: api.Actor = api.SYSTEM
    people: dict[str, api.Actor] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)

    def __getattr__(self, name: str) -> api.Actor:
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None

    def copy(self) -> World:
        """The same people and ids, for a test that adds its own."""
        return World(people=dict(self.people), ids=dict(self.ids))

    def someone(self, name: str, role: Role, organisation: str = "", region: str = "") -> api.Actor:
        """A person with a role, known to the board."""
        actor = api.grant(
            self.system,
            api.person(ISSUER, name),
            role,
            organisation=self.ids[organisation] if organisation else None,
            region=region,
        )
        self.people[name] = actor
        return actor

    def organisation(self, name: str, kind: str, region: str, *, verified: bool = True) -> int:
        """An organisation of the region, verified unless said otherwise."""
        made = api.create(
            self.system,
            "organisation",
            {
                "name": name,
                "kind": kind,
                "country": "NL",
                "region": region,
                "registry_none_because": "made up",
                "sector": "food",
            },
        )
        self.ids[name] = made.id
        location = api.create(
            self.system,
            "location",
            {"organisation": made.id, "city": "Zutphen", "pc4": "7201", "region": region, "pc6": "7201AB"},
        )
        self.ids[f"{name} location"] = location.id
        api.create(
            self.system,
            "contact",
            {"organisation": made.id, "name": f"Contact of {name}", "email": "info@example.nl"},
        )
        if verified:
            broker = self.people[f"broker {region}"]
            step(broker, "organisation", made.id, "submit")
            step(broker, "organisation", made.id, "verify", VERIFIED)
        return made.id

    def recognise(self, company: str, crebo: str = CREBO, since: dt.date = dt.date(2024, 1, 1)) -> int:
        """A recognition that was seen in the register."""
        made = api.create(
            self.system,
            "accreditation",
            {
                "location": self.ids[f"{company} location"],
                "crebo": crebo,
                "company_id": "100200300",
                "starts_on": since,
                "source": "manual",
            },
        )
        step(self.system, "accreditation", made.id, "record check")
        self.ids[f"{company} recognition"] = made.id
        return made.id

    def student(self, name: str, school: str, *, adult_on: dt.date | None = None, **more: Any) -> api.Actor:
        """A student with a profile, known to the board; of age unless ``adult_on`` is later than today."""
        values = {
            "school": self.ids[school],
            "programme": self.ids["programme"],
            "name": f"{name.title()} Jansen",
            "email": f"{name}@example.nl",
            "starts_on": START,
            "ends_on": END,
            "adult_on": adult_on,
            **more,
        }
        made = api.create(self.system, "student", values)
        person = api.person(ISSUER, name)
        api.know_student(self.system, made.id, person)
        self.ids[name] = made.id
        self.people[name] = api.Actor(person, Role.STUDENT)
        return self.people[name]

    def guardian(self, name: str, student: str) -> api.Actor:
        """A parent of a student under 18."""
        made = api.create(
            self.system, "guardian", {"student": self.ids[student], "name": name, "phone": "0612345678"}
        )
        person = api.person(ISSUER, name)
        api.know_guardian(self.system, made.id, person)
        self.ids[name] = made.id
        self.people[name] = api.Actor(person, Role.GUARDIAN)
        return self.people[name]

    def vacancy(self, company: str = "bakery", by: str = "bo", **more: Any) -> int:
        """A published vacancy."""
        actor = self.people[by]
        made = api.create(actor, "vacancy", {**VACANCY, "location": self.ids[f"{company} location"], **more})
        step(actor, "vacancy", made.id, "submit")
        step(self.people["broker east"], "vacancy", made.id, "publish")
        self.ids["vacancy"] = made.id
        return made.id

    def applied(self, student: str = "sam", vacancy: int | None = None) -> int:
        """An application that the company can answer."""
        actor = self.people[student]
        made = api.create(
            actor, "application", {"student": self.ids[student], "vacancy": vacancy or self.ids["vacancy"]}
        )
        step(actor, "application", made.id, "apply", Said(confirmed=frozenset({"profile_seen"})))
        self.ids["application"] = made.id
        return made.id

    def placed(self, student: str = "sam", vacancy: int | None = None) -> int:
        """A placement in its first state, by an offer that was accepted."""
        application = self.applied(student, vacancy)
        step(self.people["bo"], "application", application, "offer")
        step(self.people[student], "application", application, "accept")
        placement = api.search(self.system, "placement", where={"student": self.ids[student]}).rows[0]
        self.ids["placement"] = placement.id
        return placement.id

    def prepared(self, student: str = "sam", vacancy: int | None = None) -> int:
        """A placement whose agreement can be made: approved, with everyone named, checked when under 18."""
        placement = self.placed(student, vacancy)
        people = {
            "trainer": self.wim.person_id,
            "supervisor": self.tess.person_id,
            "planned_hours": 320,
            "goals": "Bake bread alone.",
            "work_processes": ["B1-K1-W1"],
        }
        edit(self.carla, "placement", placement, people)
        step(self.carla, "placement", placement, "approve content")
        seen = api.see(self.carla, "student", self.ids[student])
        if seen.fields["under18"]:
            tasks = [{"code": "B1-K1-W2", "rule": "adult", "removed": True}]
            check = {"placement": placement, "tasks": tasks, "supervised": True, "hours_fit": True}
            api.create(self.carla, "safety_check", check)
        step(self.carla, "placement", placement, "check recognition and prepare agreement")
        return placement

    def signing(self, student: str = "sam", vacancy: int | None = None) -> tuple[int, int]:
        """A placement with an agreement that waits for signatures."""
        placement = self.prepared(student, vacancy)
        made = api.create(self.carla, "agreement", {"placement": placement})
        contents = dict(api.see(self.carla, "agreement", made.id).fields["contents"])  # type: ignore[call-overload]
        contents |= {
            "assessment_way": "The school's form.",
            "early_ending_conditions": "After a talk of all three.",
            "trainer_name": "Wim",
        }
        edit(self.carla, "agreement", made.id, {"contents": contents})
        step(self.carla, "agreement", made.id, "send to company to check data")
        step(self.carla, "agreement", made.id, "send for signing")
        self.ids["agreement"] = made.id
        return placement, made.id

    def confirmed(self, student: str = "sam", vacancy: int | None = None) -> int:
        """A placement that is confirmed: signed by all who must."""
        placement, agreement = self.signing(student, vacancy)
        for name in (student, "carla", "bo", *(["pat"] if "pat" in self.people else [])):
            if self.people[name].role in set(
                api.see(self.carla, "agreement", agreement).fields["signatories"]
            ):  # type: ignore[call-overload]
                sign(self.people[name], agreement)
        return placement

    def active(self, student: str = "sam", vacancy: int | None = None) -> int:
        """A placement that has started; the clock must stand on or after its first day."""
        placement = self.confirmed(student, vacancy)
        edit(self.carla, "placement", placement, {"day_one_sent_on": START})
        step(self.tess, "placement", placement, "start")
        return placement


def version_of(kind: str, pk: int) -> int:
    """The version that an object has now."""
    return api.see(api.SYSTEM, kind, pk).version


def step(actor: api.Actor, kind: str, pk: int, action: str, said: Said | None = None) -> api.Moved:
    """A step on what is there now."""
    return api.move(actor, kind, pk, action, version=version_of(kind, pk), said=said or Said())


def edit(actor: api.Actor, kind: str, pk: int, values: dict[str, Any]) -> api.Moved:
    """A change of what is there now."""
    return api.change(actor, kind, pk, values, version=version_of(kind, pk))


def sign(actor: api.Actor, agreement: int) -> api.Moved:
    """A signature under the document that is there now."""
    seen = api.see(api.SYSTEM, "agreement", agreement)
    return api.sign(actor, agreement, version=seen.version, document_hash=str(seen.fields["document_hash"]))


def state_of(kind: str, pk: int) -> object:
    """The state an object is in now."""
    return api.see(api.SYSTEM, kind, pk).fields["state"]


def build() -> World:
    """Two regions; in the east a school, a bakery and a garage, and everybody who works or learns there."""
    world = World()
    programme = Programme.objects.create(crebo=CREBO, name_nl="Brood en banket", name_en="Baker", level="3")
    world.ids["programme"] = programme.pk
    admin = api.first_administrator(api.person(ISSUER, "admin"))
    world.people["admin"] = admin
    for region in ("east", "west"):
        world.someone(f"broker {region}", Role.BROKER, region=region)
    world.organisation("college", "school", "east")
    world.organisation("academy", "school", "east")
    world.organisation("bakery", "company", "east")
    world.organisation("garage", "company", "east")
    world.organisation("harbour", "company", "west")
    world.someone("carla", Role.COORDINATOR, "college")
    world.someone("cas", Role.COORDINATOR, "academy")
    world.someone("tess", Role.SUPERVISOR, "college")
    world.someone("tom", Role.SUPERVISOR, "college")
    world.someone("vera", Role.CONFIDANT, "college")
    world.someone("bo", Role.COMPANY, "bakery")
    world.someone("gus", Role.COMPANY, "garage")
    world.someone("wim", Role.TRAINER, "bakery")
    world.someone("wes", Role.TRAINER, "bakery")
    world.someone("pim", Role.PARTNERSHIP, region="east")
    for company in ("bakery", "garage", "harbour"):
        world.recognise(company)
    world.student("sam", "college")
    world.student("noor", "college", adult_on=dt.date(2028, 1, 1))
    world.guardian("pat", "noor")
    world.student("finn", "academy")
    return world
