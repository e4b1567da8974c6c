"""Vacancies of the region: those to be checked before students see them, and what they offer."""

from __future__ import annotations

from typing import Final

from winternship_board import api
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.listed import list_screen
from winternship_board.screens.listing import Column, Filter, Listing
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Shown
from winternship_board.screens.school.labels import rows
from winternship_board.screens.school.paper import Link, Part, paper
from winternship_board.screens.school.roles import COORDINATOR
from winternship_board.screens.steps import move_post, steps
from winternship_board.screens.texts import text
from winternship_core.curriculum.vacancy_words import check_words

FACTS: Final = [
    "organisation_name",
    "location",
    "crebo",
    "other_crebos",
    "level",
    "route",
    "places",
    "places_taken",
    "places_open",
    "starts_on",
    "ends_on",
    "days",
    "hours_per_week",
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
LIST: Final = Listing(
    "vacancies",
    "vacancy",
    (
        Column("title"),
        Column("organisation_name"),
        Column("location", names="location"),
        Column("level"),
        Column("route"),
        Column("starts_on"),
        Column("places_open"),
        Column("state"),
    ),
    filters=(
        Filter("state"),
        Filter("sector"),
        Filter("region"),
        Filter("level"),
        Filter("route"),
        Filter("crebo", kind="text"),
    ),
    sorts={"newest": text("sort_newest"), "start": text("sc_sort_start")},
    words=True,
    opens="vacancy",
    empty=text("sc_vacancies_empty"),
    note=lambda ask, row: ask.t["sc_to_check"] if row.fields.get("state") == "in_review" else "",
)
VACANCIES: Final = list_screen(LIST, text("sc_vacancies_title"), COORDINATOR, menu=False)


def view(ask: Ask) -> Shown:
    """One vacancy with its tasks, the words that shut students out, and the steps of whoever checks it."""
    seen = api.see(ask.actor, "vacancy", ask.number())
    places = api.names(ask.actor, "location", [seen.fields.get("location")])
    company = Link(
        str(seen.fields.get("organisation_name")), "organisation", {"id": seen.fields.get("organisation")}
    )
    return paper(
        ask,
        seen,
        title=str(seen.fields.get("title")),
        rows=rows(ask, seen, FACTS, {"location": "".join(places.values())}),
        warnings=_words(ask, seen),
        steps=steps(ask, seen),
        parts=[
            Part(ask.t["field_text"], lines=[str(seen.fields["text"])]) if seen.fields.get("text") else None,
            _tasks(ask, seen),
            Part(ask.t["sc_about"], links=[company]),
        ],
    )


def _words(ask: Ask, seen: api.Seen) -> list[str]:
    """What the word check found, so that whoever publishes reads it too."""
    said = f"{seen.fields.get('title', '')}\n{seen.fields.get('text', '')}"
    found = [one.found for language in ("nl", "en") for one in check_words(said, language)]
    return [f"{ask.t['sc_words_found']} {', '.join(dict.fromkeys(found))}"] if found else []


def _tasks(ask: Ask, seen: api.Seen) -> Part | None:
    tasks = seen.fields.get("tasks")
    if not isinstance(tasks, list) or not tasks:
        return None
    language = ask.host.language
    links = [
        Link(
            str(one.get("name") or one.get("code")),
            tags=[saying.value(language, "vacancy", key, one.get(key)) for key in ("can_do", "age_rule")],
            hint=", ".join(str(one[key]) for key in ("tools", "guidance") if one.get(key)),
        )
        for one in tasks
    ]
    return Part(ask.t["sc_tasks"], links=links)


VACANCY: Final = Screen("vacancy", text("sc_vacancy_title"), COORDINATOR, view, {"move": move_post})
