"""Assessments: what the company judges per work process, what the student says, and what the school decides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from winternship_board import api, overviews
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, read
from winternship_board.screens.listed import list_screen
from winternship_board.screens.listing import Column, Filter, Listing
from winternship_board.screens.processes import process_names
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Go, Shown
from winternship_board.screens.school import facts
from winternship_board.screens.school.labels import label, rows
from winternship_board.screens.school.looking_up import companies, students
from winternship_board.screens.school.paper import Link, Opening, Part, opening, paper
from winternship_board.screens.school.roles import STAFF
from winternship_board.screens.steps import move_post, steps
from winternship_board.screens.texts import text

STATES: Final = ("draft", "submitted", "discussed", "confirmed")
FACTS: Final = ("student_view", "school_decision", "feedback_to_company")
DECIDE: Final = (
    Field("school_decision", "area", label("assessment", "school_decision")),
    Field(
        "feedback_to_company", "area", label("assessment", "feedback_to_company"), text("sc_feedback_hint")
    ),
)
LIST: Final = Listing(
    "assessments",
    "assessment",
    (
        Column("student_name", label("placement", "student_name"), many=students),
        Column("company", label("placement", "organisation"), many=companies),
        Column("judged", text("sc_judged"), lambda ask, row: str(len(_judgements(row)) or "")),
        Column("state"),
    ),
    filters=(Filter("state", choices=lambda ask: tuple((one, ask.t[f"state_{one}"]) for one in STATES)),),
    opens="assessment",
    empty=text("sc_assessments_empty"),
)
ASSESSMENTS: Final = list_screen(LIST, text("sc_assessments_title"), STAFF, menu=False)


def _judgements(row: api.Seen) -> Mapping[str, Any]:
    found = row.fields.get("judgements")
    return found if isinstance(found, Mapping) else {}


def view(ask: Ask) -> Shown:
    """One assessment, work process by work process."""
    seen = api.see(ask.actor, "assessment", ask.number())
    title = overviews.titles(ask.actor, [seen.fields.get("placement")])
    names = next((f"{one.student} – {one.company}" for one in title.values()), "")
    called = process_names(ask, seen.fields.get("placement"))
    links = [
        Link(
            called.get(code, code),
            tags=tuple(filter(None, (saying.scale(ask.host.language, one),))),
            hint=" ".join(filter(None, (one.get("words"), one.get("examples")))),
        )
        for code, one in _judgements(seen).items()
    ]
    return paper(
        ask,
        seen,
        title=f"{ask.t['sc_assessment']}: {names}",
        rows=rows(ask, seen, FACTS),
        steps=steps(ask, seen),
        parts=[
            Part(ask.t["sc_judgements"], links=links, empty=ask.t["sc_none_yet"]),
            Part(
                ask.t["sc_about"],
                links=[Link(names, "placement", {"id": seen.fields.get("placement")})],
                lines=facts.lines(ask, ("POK-8",)),
            ),
        ],
        forms=[_form(ask, seen)],
    )


def _form(ask: Ask, seen: api.Seen) -> Opening | None:
    if seen.fields.get("state") != "discussed":
        return None
    held = {"id": seen.id, "version": seen.version}
    return opening(
        ask,
        text("sc_decide"),
        DECIDE,
        do="decide",
        button=text("sc_save"),
        values=seen.fields,
        hidden=held,
        kind="assessment",
    )


def decide(ask: Ask) -> Go:
    """What the school decides, and what the company hears of it."""
    pk = ask.number()
    api.change(ask.actor, "assessment", pk, read(ask, DECIDE), version=ask.number("version"))
    return Go("assessment", {"id": pk}, text("sc_saved"))


ASSESSMENT: Final = Screen(
    "assessment", text("sc_assessment"), STAFF, view, {"move": move_post, "decide": decide}
)
