"""Applications of the school's students: who waits for an answer, what to propose, and a criterion set aside."""

from __future__ import annotations

import datetime as dt
from typing import Final

from winternship_board import api, clock
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, read
from winternship_board.screens.listed import list_screen
from winternship_board.screens.listing import Column, Filter, Listing
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Go, Shown
from winternship_board.screens.school import reaching_out
from winternship_board.screens.school.labels import rows
from winternship_board.screens.school.paper import Link, Opening, Part, opening, paper
from winternship_board.screens.school.roles import STAFF, is_coordinator
from winternship_board.screens.steps import move_post, steps
from winternship_board.screens.texts import text

FACTS: Final = [
    "organisation",
    "origin",
    "submitted_on",
    "waiting_since",
    "reply_due_on",
    "reminders",
    "offer_expires_on",
    "programme",
    "level",
    "year",
    "route",
    "starts_on",
    "ends_on",
    "hours",
    "work_wished",
    "languages",
    "score",
    "decline_code",
    "decline_text",
    "waived_because",
    "ended_on",
]
OPEN: Final = frozenset({"submitted", "in_talks"})
REASON: Final = (Field("reason", "area", text("sc_why"), text("sc_waive_hint"), required=True),)


def is_late(row: api.Seen) -> bool:
    """Whether the company's answer is later than it was to be."""
    due = row.fields.get("reply_due_on")
    return row.fields["state"] in OPEN and isinstance(due, dt.date) and due < clock.today()


LIST: Final = Listing(
    "applications",
    "application",
    (
        Column("student_name"),
        Column("vacancy_title"),
        Column("organisation", names="organisation"),
        Column("state"),
        Column("submitted_on"),
        Column("reply_due_on"),
    ),
    filters=(Filter("state"),),
    opens="application",
    empty=text("sc_applications_empty"),
    note=lambda ask, row: ask.t["sc_answer_late"] if is_late(row) else "",
)
APPLICATIONS: Final = list_screen(LIST, text("sc_applications_title"), STAFF, menu=False)


def view(ask: Ask) -> Shown:
    """One application with its explanation, and the steps of the school."""
    seen = api.see(ask.actor, "application", ask.number())
    company = api.names(ask.actor, "organisation", [seen.fields.get("organisation")])
    links = [Link(str(seen.fields.get("student_name")), "student", {"id": seen.fields.get("student")})]
    if is_coordinator(ask):
        links.append(
            Link(str(seen.fields.get("vacancy_title")), "vacancy", {"id": seen.fields.get("vacancy")})
        )
    parts = [Part(ask.t["sc_about"], links=links), _explained(ask, seen), *reaching_out.parts(ask, seen)]
    warnings = [ask.t["sc_answer_late_note"]] if is_late(seen) else []
    title = f"{seen.fields.get('student_name', '')} – {seen.fields.get('vacancy_title', '')}"
    return paper(
        ask,
        seen,
        title=title,
        rows=rows(ask, seen, FACTS, {"organisation": "".join(company.values())}),
        warnings=warnings,
        steps=steps(ask, seen),
        parts=parts,
        forms=[_waive_form(ask, seen)],
    )


def _explained(ask: Ask, seen: api.Seen) -> Part | None:
    """Why this place, in the lines that the round gave; the student reads the same."""
    lines = seen.fields.get("explanation")
    language = "nl" if ask.host.language.startswith("nl") else "en"
    said = (
        [str(one.get(language, "")) for one in lines if isinstance(one, dict)]
        if isinstance(lines, list)
        else []
    )
    return Part(ask.t["sc_explained"], lines=said) if said else None


def _waive_form(ask: Ask, seen: api.Seen) -> Opening | None:
    if not is_coordinator(ask) or seen.fields.get("state") != "draft" or seen.fields.get("waived_because"):
        return None
    return opening(
        ask,
        text("sc_waive"),
        REASON,
        do="waive",
        lead=text("sc_waive_lead"),
        hidden={"id": seen.id, "version": seen.version},
    )


def waive(ask: Ask) -> Go:
    """Set a criterion of fit aside with a written reason; the four blocks stay."""
    pk = ask.number()
    api.waive_criteria(ask.actor, pk, str(read(ask, REASON)["reason"]), version=ask.number("version"))
    return Go("application", {"id": pk}, text("sc_waived"))


APPLICATION: Final = Screen(
    "application",
    text("sc_application_title"),
    STAFF,
    view,
    {"move": move_post, "waive": waive, **reaching_out.WORDS_ONLY},
)
