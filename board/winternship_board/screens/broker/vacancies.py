"""The vacancies of the region: read before they are published, kept alive, and brought to students who agreed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from winternship_board import api
from winternship_board.screens import details, saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.broker import own
from winternship_board.screens.listed import list_screen
from winternship_board.screens.listing import Column, Filter, Listing
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Go, Shown
from winternship_board.screens.steps import move_post, steps
from winternship_board.screens.texts import text

FACTS: Final = [
    "organisation",
    "location",
    "state",
    "crebo",
    "level",
    "route",
    "starts_on",
    "ends_on",
    "days",
    "hours_per_week",
    "places",
    "places_open",
    "allowance_from",
    "allowance_to",
    "expenses",
    "languages",
    "licences",
    "features",
    "recognition_requested",
    "published_on",
    "publish_until",
    "sign_of_life",
]
LIVING: Final = frozenset({"published", "paused", "filled"})
LIST: Final = Listing(
    "vacancies",
    "vacancy",
    (
        Column("title"),
        Column("organisation_name"),
        Column("location", names="location"),
        Column("level"),
        Column("state"),
        Column("places_open"),
        Column("starts_on"),
    ),
    filters=(
        Filter("state"),
        Filter("sector"),
        Filter("level"),
        Filter("route"),
        Filter("starts_from", text("starts_from"), "date"),
        Filter("starts_until", text("starts_until"), "date"),
    ),
    sorts={"newest": text("sort_newest"), "start": text("sort_start")},
    words=True,
    opens="vacancy",
    fixed=own.in_region,
    empty=text("br_region_vacancies_empty"),
)
VACANCIES: Final = list_screen(
    LIST, text("br_region_vacancies_title"), own.BROKER, template=own.LIST, more=own.never
)


def view(ask: Ask) -> Shown:
    """One vacancy with its steps; when it is open, students whom it fits and who agreed to be proposed."""
    seen = api.see(ask.actor, "vacancy", ask.number("back_id" if ask.one("back_id") else "id"))
    places = api.names(ask.actor, "location", [seen.fields["location"]])
    state = seen.fields.get("state")
    mine = seen.fields.get("region") == own.region(ask)
    context = {
        "seen": seen,
        "company": seen.fields["organisation"],
        "rows": details.rows(
            ask,
            seen,
            FACTS,
            {"organisation": str(seen.fields["organisation_name"]), "location": "".join(places.values())},
        ),
        "text": seen.fields.get("text"),
        "tasks": seen.fields.get("tasks"),
        "steps": steps(ask, seen),
        "alive": mine and state in LIVING,
        "open": mine and state == "published",
        "candidates": _candidates(ask, seen.id) if mine and state == "published" else (),
        "matches": api.search(ask.actor, "application", where={"vacancy": seen.id}, limit=50).rows,
        **own.never(ask),
    }
    return Shown("broker/vacancy.html", context, str(seen.fields["title"]))


def _candidates(ask: Ask, vacancy: int) -> list[Mapping[str, object]]:
    language = ask.host.language
    return [
        {
            "id": one.id,
            "programme": ask.say(one.programme),
            "level": one.level,
            "route": one.route,
            "year": one.year,
            "starts_on": saying.day(language, one.starts_on),
            "ends_on": saying.day(language, one.ends_on),
            "languages": saying.value(language, "student", "languages", dict(one.languages)),
        }
        for one in api.brokering.candidates(ask.actor, vacancy)
    ]


def alive(ask: Ask) -> Go:
    """The company said that the places are still open."""
    api.still_open(ask.actor, ask.number(), version=ask.number("version"))
    return Go("vacancy", {"id": ask.number()}, text("br_said_alive"))


def introduce(ask: Ask) -> Go:
    """Propose the vacancy to a student, who decides first."""
    api.brokering.introduce(ask.actor, ask.number("student"), ask.number())
    return Go("vacancy", {"id": ask.number()}, text("br_student_introduced"))


VACANCY: Final = Screen(
    "vacancy",
    text("vacancy_title"),
    own.BROKER,
    view,
    {"move": move_post, "alive": alive, "introduce": introduce},
)
