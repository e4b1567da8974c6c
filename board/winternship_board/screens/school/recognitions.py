"""Recognitions as the register had them when somebody looked: which are due, and how a look is recorded."""

from __future__ import annotations

import datetime as dt
from typing import Final

from winternship_board import api, clock
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, read
from winternship_board.screens.listed import list_screen
from winternship_board.screens.listing import Column, Filter, Listing
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Go, Shown
from winternship_board.screens.school import facts
from winternship_board.screens.school.labels import label, rows
from winternship_board.screens.school.paper import Link, Part, opening, paper
from winternship_board.screens.school.roles import COORDINATOR
from winternship_board.screens.steps import move_post, steps
from winternship_board.screens.texts import text
from winternship_core.placements.codes import ACCREDITATION_SOURCE

FACTS: Final = [
    "location",
    "crebo",
    "name",
    "level",
    "route",
    "company_id",
    "starts_on",
    "ends_on",
    "checked_on",
    "source",
    "evidence",
]
FIELDS: Final = (
    Field("company_id", "text", label("accreditation", "company_id"), text("sc_company_id_hint"), most=20),
    Field("starts_on", "date", label("accreditation", "starts_on")),
    Field("ends_on", "date", label("accreditation", "ends_on")),
    Field("source", "choice", label("accreditation", "source"), choices=ACCREDITATION_SOURCE),
    Field("evidence", "text", label("accreditation", "evidence"), text("sc_evidence_hint"), most=500),
)
CREBO: Final = Field("crebo", "text", label("accreditation", "crebo"), text("sc_crebo_hint"), True, most=5)
MOST: Final = 50
CHANGEABLE: Final = frozenset({"unknown", "requested", "recheck_due"})

LIST: Final = Listing(
    "recognitions",
    "accreditation",
    (
        Column("organisation", names="organisation"),
        Column("location", names="location"),
        Column("crebo"),
        Column("company_id", label("accreditation", "company_id")),
        Column("state"),
        Column("checked_on", label("accreditation", "checked_on")),
    ),
    filters=(Filter("state"), Filter("crebo")),
    opens="accreditation",
    empty=text("sc_recognitions_empty"),
)
RECOGNITIONS: Final = list_screen(LIST, text("sc_recognitions_title"), COORDINATOR, menu=False)


def part(ask: Ask, company: api.Seen) -> Part:
    """The recognitions of a company, for its page, with a form for one more."""
    places = api.search(ask.actor, "location", where={"organisation": company.id}, limit=MOST).rows
    found = [
        one
        for place in places
        for one in api.search(ask.actor, "accreditation", where={"location": place.id}, limit=MOST).rows
    ]
    names = api.names(ask.actor, "location", [place.id for place in places])
    links = [
        Link(
            f"{one.fields.get('crebo')} – {names.get(_location(one), '')}",
            "accreditation",
            {"id": one.id},
            (saying.state(ask.host.language, "accreditation", str(one.fields.get("state"))),),
        )
        for one in found
    ]
    place = Field("location", "choice", label("accreditation", "location"), None, True, _choices(names))
    more = opening(
        ask,
        text("sc_add_recognition"),
        (place, CREBO, *FIELDS),
        do="recognition",
        button=text("sc_save"),
        hidden={"id": company.id},
        kind="accreditation",
    )
    return Part(
        ask.t["sc_recognitions"], links=links, forms=[more] if names else [], empty=ask.t["sc_none_yet"]
    )


def _choices(names: dict[int, str]) -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in names.items()]


def _location(one: api.Seen) -> int:
    pk = one.fields.get("location")
    return pk if isinstance(pk, int) else 0


def add(ask: Ask) -> Go:
    """Note a recognition that is to be checked; the board grants none."""
    company = ask.number()
    places = api.search(ask.actor, "location", where={"organisation": company}, limit=MOST).rows
    names = api.names(ask.actor, "location", [place.id for place in places])
    place = Field("location", "choice", None, None, True, _choices(names))
    values = read(ask, (place, CREBO, *FIELDS))
    made = api.create(ask.actor, "accreditation", {**values, "location": int(values["location"])})
    return Go("accreditation", {"id": made.id}, text("sc_recognition_added"))


def view(ask: Ask) -> Shown:
    """One recognition, with what the register said and when."""
    seen = api.see(ask.actor, "accreditation", ask.number())
    company = api.names(ask.actor, "organisation", [seen.fields.get("organisation")])
    place = api.names(ask.actor, "location", [seen.fields.get("location")])
    name = "".join(company.values())
    forms = []
    if str(seen.fields.get("state")) in CHANGEABLE:
        held = {"id": seen.id, "version": seen.version}
        forms = [
            opening(
                ask,
                text("sc_change_recognition"),
                FIELDS,
                do="change",
                button=text("sc_save"),
                values=seen.fields,
                hidden=held,
                kind="accreditation",
            )
        ]
    return paper(
        ask,
        seen,
        title=f"{ask.t['sc_recognition']}: {name}, {seen.fields.get('crebo')}",
        rows=rows(ask, seen, FACTS, {"location": "".join(place.values())}),
        warnings=[ask.t["sc_recognition_over"]] if _is_over(seen) else [],
        steps=steps(ask, seen),
        parts=[
            Part(
                ask.t["sc_about"], links=[Link(name, "organisation", {"id": seen.fields.get("organisation")})]
            ),
            facts.part(ask, "sc_rules_of_this", ("REC-4", "VER-1", "POK-4")),
        ],
        forms=forms,
    )


def _is_over(seen: api.Seen) -> bool:
    until = seen.fields.get("ends_on")
    return isinstance(until, dt.date) and until < clock.today()


def change(ask: Ask) -> Go:
    """What the register says now, before the look is recorded."""
    pk = ask.number()
    api.change(ask.actor, "accreditation", pk, read(ask, FIELDS), version=ask.number("version"))
    return Go("accreditation", {"id": pk}, text("sc_saved"))


RECOGNITION: Final = Screen(
    "accreditation", text("sc_recognition"), COORDINATOR, view, {"move": move_post, "change": change}
)
