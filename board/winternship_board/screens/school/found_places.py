"""A place that a student found: record it with the company that is there already, or make the company known first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from winternship_board import api
from winternship_board.actors import standing
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, read
from winternship_board.screens.registry import Post, Screen
from winternship_board.screens.replying import Go, Shown
from winternship_board.screens.school.labels import label
from winternship_board.screens.school.paper import Link, Part, opening
from winternship_board.screens.school.roles import COORDINATOR
from winternship_board.screens.texts import text

MOST: Final = 20
COMPANY: Final = (
    Field("name", "text", label("organisation", "name"), required=True, most=200),
    Field(
        "registry_number", "text", label("organisation", "registry_number"), text("sc_registry_hint"), most=40
    ),
    Field("registry_none_because", "text", label("organisation", "registry_none_because"), most=200),
    Field("address", "text", label("location", "address"), most=200),
    Field("pc6", "text", label("location", "pc6"), most=6),
    Field("city", "text", label("location", "city"), required=True, most=100),
    Field("contact", "text", label("contact", "name"), required=True, most=200),
    Field("email", "email", label("contact", "email"), most=254),
    Field("phone", "tel", label("contact", "phone"), most=40),
)
PERIOD: Final = (
    Field("starts_on", "date", label("placement", "starts_on")),
    Field("ends_on", "date", label("placement", "ends_on")),
    Field("planned_hours", "number", label("placement", "planned_hours")),
    Field("goals", "area", label("placement", "goals"), text("sc_goals_hint")),
)


def view(ask: Ask) -> Shown:
    """Look the company up first: the same company twice is work for years."""
    student = api.see(ask.actor, "student", ask.number())
    words = ask.one("words")[:200]
    found = _found(ask, words)
    context = {
        "student": student,
        "words": words,
        "lead": ask.t["sc_found_lead"],
        "part": Part(ask.t["sc_found_companies"], links=_links(ask, found), empty=ask.t["sc_found_none"])
        if words
        else None,
        "forms": [_place_form(ask, student, found), _company_form(ask, student)] if words else [],
    }
    return Shown("school/found.html", context, f"{ask.t['sc_found_title']}: {student.fields.get('name')}")


def _found(ask: Ask, words: str) -> tuple[api.Seen, ...]:
    if not words:
        return ()
    return api.search(ask.actor, "organisation", text=words, where={"kind": "company"}, limit=MOST).rows


def _links(ask: Ask, found: tuple[api.Seen, ...]) -> list[Link]:
    return [Link(str(one.fields.get("name")), "organisation", {"id": one.id}) for one in found]


def _places(ask: Ask, found: tuple[api.Seen, ...]) -> list[tuple[str, str]]:
    """The places of these companies: (location, company and town)."""
    choices = []
    for one in found:
        for place in api.search(ask.actor, "location", where={"organisation": one.id}, limit=MOST).rows:
            town = place.fields.get("city") or place.fields.get("name") or ""
            choices.append((str(place.id), f"{one.fields.get('name')} – {town}"))
    return choices


def _place_form(ask: Ask, student: api.Seen, found: tuple[api.Seen, ...]) -> Any:
    choices = _places(ask, found)
    if not choices:
        return None
    place = Field("location", "choice", label("placement", "location"), required=True, choices=choices)
    values = {name: student.fields.get(name) for name in ("starts_on", "ends_on")}
    return opening(
        ask,
        text("sc_record_place"),
        (place, *PERIOD),
        do="place",
        values=values,
        hidden={"id": student.id, "words": ask.one("words")[:200]},
        kind="placement",
    )


def _company_form(ask: Ask, student: api.Seen) -> Any:
    return opening(
        ask,
        text("sc_new_company"),
        COMPANY,
        do="company",
        lead=text("sc_new_company_lead"),
        values={"name": ask.one("words")[:200]},
        hidden={"id": student.id, "words": ask.one("words")[:200]},
        kind="organisation",
    )


def place(ask: Ask) -> Go:
    """Make the placement in its first state: the school still looks at its content."""
    pk = ask.number()
    choices = _places(ask, _found(ask, ask.one("words")[:200]))
    field = Field("location", "choice", required=True, choices=choices)
    values = read(ask, (field, *PERIOD))
    values = {name: one for name, one in values.items() if one not in (None, "")}
    made = api.create(ask.actor, "placement", {**values, "student": pk, "location": int(values["location"])})
    return Go("placement", {"id": made.id}, text("sc_place_recorded"))


def company(ask: Ask) -> Go:
    """Make the company known with its place and contact, as a draft that it or its broker completes."""
    pk, values = ask.number(), read(ask, COMPANY)
    region = standing(ask.actor).region
    made = api.create(
        ask.actor,
        "organisation",
        {
            "kind": "company",
            "country": "NL",
            "region": region,
            **{name: values[name] for name in ("name", "registry_number", "registry_none_because")},
        },
    )
    place_of = {name: values[name] for name in ("address", "pc6", "city")}
    pc4 = values["pc6"][:4] if values["pc6"][:4].isdigit() else ""
    api.create(ask.actor, "location", {**place_of, "organisation": made.id, "region": region, "pc4": pc4})
    card = {"name": values["contact"], "email": values["email"], "phone": values["phone"]}
    api.create(ask.actor, "contact", {**card, "organisation": made.id})
    return Go("found_place", {"id": pk, "words": values["name"]}, text("sc_company_added"))


POSTS: Final[Mapping[str, Post]] = {"place": place, "company": company}
FOUND_PLACE: Final = Screen("found_place", text("sc_found_title"), COORDINATOR, view, POSTS)
