"""Companies of the region and the queue of new ones: is it real, is it there already, may it train?"""

from __future__ import annotations

from typing import Any, Final

from winternship_board import api, overviews
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.listed import list_screen
from winternship_board.screens.listing import Column, Filter, Listing
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Shown
from winternship_board.screens.school import recognitions
from winternship_board.screens.school.labels import label, rows
from winternship_board.screens.school.paper import Link, Part, paper
from winternship_board.screens.school.roles import COORDINATOR, school_of
from winternship_board.screens.steps import move_post, steps
from winternship_board.screens.texts import text

FACTS: Final = [
    "name",
    "trade_name",
    "kind",
    "sector",
    "size",
    "country",
    "region",
    "website",
    "registry",
    "registry_number",
    "registry_none_because",
    "answered",
    "unanswered",
    "verified_on",
    "active_on",
]
PLACE: Final = ("address", "pc6", "city", "public_transport", "features")
MOST: Final = 50


def _note(ask: Ask, row: api.Seen) -> str:
    if row.fields.get("state") != "submitted":
        return ""
    return ask.t["sc_maybe_double"] if overviews.alike(ask.actor, row.id) else ask.t["sc_to_check"]


LIST: Final = Listing(
    "organisations",
    "organisation",
    (
        Column("name"),
        Column("sector"),
        Column("region"),
        Column("registry_number", label("organisation", "registry_number")),
        Column("state"),
    ),
    filters=(Filter("state"), Filter("sector")),
    words=True,
    opens="organisation",
    fixed=lambda ask: {"kind": "company"},
    empty=text("sc_companies_empty"),
    note=_note,
)
COMPANIES: Final = list_screen(LIST, text("sc_companies_title"), COORDINATOR)


def view(ask: Ask) -> Shown:
    """One company: what looks like it, its places and people, its recognitions and vacancies, and the steps."""
    seen = api.see(ask.actor, "organisation", ask.number())
    own = seen.id == school_of(ask)
    double = [] if own else _alike(ask, seen)
    parts = [
        Part(ask.t["sc_double"], links=double, lead=ask.t["sc_double_lead"]) if double else None,
        _locations(ask, seen),
        _contacts(ask, seen),
        None if own else recognitions.part(ask, seen),
        None if own else _vacancies(ask, seen),
        None if own else _placements(ask, seen),
    ]
    return paper(
        ask,
        seen,
        title=str(seen.fields.get("trade_name") or seen.fields.get("name")),
        rows=rows(ask, seen, FACTS),
        warnings=[ask.t["sc_double_warning"]] if double and seen.fields.get("state") == "submitted" else [],
        steps=steps(ask, seen),
        parts=parts,
    )


def _alike(ask: Ask, seen: api.Seen) -> list[Link]:
    if "registry_number" not in seen.fields:
        return []
    return [
        Link(one.name, "organisation", {"id": one.id}, (ask.t[f"sc_same_{one.by}"],))
        for one in overviews.alike(ask.actor, seen.id)
    ]


def _of(ask: Ask, kind: str, seen: api.Seen) -> tuple[api.Seen, ...]:
    return api.search(ask.actor, kind, where={"organisation": seen.id}, limit=MOST).rows


def _locations(ask: Ask, seen: api.Seen) -> Part:
    lines = [
        ", ".join(value for _, value in rows(ask, one, ("name", *PLACE)))
        for one in _of(ask, "location", seen)
    ]
    return Part(ask.t["sc_locations"], lines=lines, empty=ask.t["sc_none_yet"])


def _contacts(ask: Ask, seen: api.Seen) -> Part:
    lines = [
        ", ".join(value for _, value in rows(ask, one, ("name", "function", "email", "phone")))
        for one in _of(ask, "contact", seen)
    ]
    return Part(ask.t["sc_contacts"], lines=lines, empty=ask.t["sc_none_yet"])


def _vacancies(ask: Ask, seen: api.Seen) -> Part:
    return Part(
        ask.t["sc_vacancies"],
        links=_links(ask, _of(ask, "vacancy", seen), "title"),
        empty=ask.t["sc_none_yet"],
    )


def _placements(ask: Ask, seen: api.Seen) -> Part:
    return Part(
        ask.t["sc_placements"],
        links=_links(ask, _of(ask, "placement", seen), "student_name"),
        empty=ask.t["sc_none_yet"],
    )


def _links(ask: Ask, found: Any, name: str) -> list[Link]:
    return [
        Link(
            str(row.fields.get(name) or row.id),
            row.kind,
            {"id": row.id},
            (saying.state(ask.host.language, row.kind, str(row.fields["state"])),)
            if "state" in row.fields
            else (),
        )
        for row in found
    ]


COMPANY: Final = Screen(
    "organisation",
    text("sc_company_title"),
    COORDINATOR,
    view,
    {"move": move_post, "recognition": recognitions.add},
)
