"""Changing what the school knows of a student, adding a guardian, a new student, and a code to come in with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from winternship_board import api, overviews
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, form, read
from winternship_board.screens.registry import Post, Screen
from winternship_board.screens.replying import Go, Shown
from winternship_board.screens.school.labels import label
from winternship_board.screens.school.paper import Opening, opening
from winternship_board.screens.school.roles import COORDINATOR, school_of
from winternship_board.screens.texts import text
from winternship_core.placements.codes import ROUTE
from winternship_core.text import Text

_NAMED: Final = (
    Field("name", "text", label("student", "name"), required=True, most=200),
    Field("student_number", "text", label("student", "student_number"), most=40),
    Field("email", "email", label("student", "email"), most=254),
    Field("phone", "tel", label("student", "phone"), most=40),
    Field("route", "choice", label("student", "route"), choices=ROUTE, required=True),
    Field("year", "number", label("student", "year")),
    Field("starts_on", "date", label("student", "starts_on")),
    Field("ends_on", "date", label("student", "ends_on")),
    Field("enrolled_until", "date", label("student", "enrolled_until")),
)
GUARDIAN: Final = (
    Field("name", "text", label("guardian", "name"), required=True, most=200),
    Field("phone", "tel", label("guardian", "phone"), most=40),
    Field("email", "email", label("guardian", "email"), most=254),
)


def _fields(ask: Ask) -> tuple[Field, ...]:
    plans = [(str(row.id), str(row.fields["name"])) for row in api.search(ask.actor, "plan", limit=200).rows]
    return (*_NAMED, Field("plan", "choice", label("student", "plan"), choices=plans))


def forms(ask: Ask, seen: api.Seen) -> list[Opening | None]:
    """What a coordinator may change here."""
    held = {"id": seen.id, "version": seen.version}
    change = opening(
        ask,
        text("sc_change_student"),
        _fields(ask),
        do="change",
        button=text("sc_save"),
        values=seen.fields,
        hidden=held,
        kind="student",
    )
    guardian = opening(
        ask,
        text("sc_add_guardian"),
        GUARDIAN,
        do="guardian",
        button=text("sc_save"),
        lead=text("sc_guardian_lead"),
        hidden={"id": seen.id},
        kind="guardian",
    )
    code = None
    if seen.fields.get("person") is None:
        code = opening(
            ask, text("sc_student_code"), (), do="code", lead=text("sc_code_lead"), hidden={"id": seen.id}
        )
    if not seen.fields.get("under18"):
        return [change, code]
    return [change, guardian, *_guardian_codes(ask, seen), code]


def _guardian_codes(ask: Ask, seen: api.Seen) -> list[Opening | None]:
    """A code for each parent who has not come in yet."""
    cards = api.search(ask.actor, "guardian", where={"student": seen.id}, limit=5).rows
    lead = text("sc_guardian_code_lead")
    return [
        opening(
            ask,
            text("sc_guardian_code", name=card.fields["name"]),
            (),
            do="guardian_code",
            lead=lead,
            hidden={"id": seen.id, "guardian": card.id},
            key=f"guardian {card.id}",
        )
        for card in cards
        if card.fields.get("person") is None
    ]


def change(ask: Ask) -> Go:
    """Change the profile; the version seen goes with it."""
    pk = ask.number()
    now = api.see(ask.actor, "student", pk)
    values = _of_plan(read(ask, _fields(ask)))
    # What is as it was is not sent along: a field that somebody may not write must not keep the rest from being saved.
    changed = {name: value for name, value in values.items() if now.fields.get(name) != value}
    api.change(ask.actor, "student", pk, changed, version=ask.number("version"))
    return Go("student", {"id": pk}, text("sc_saved"))


def _of_plan(values: dict[str, Any]) -> dict[str, Any]:
    return {**values, "plan": int(values["plan"]) if values["plan"] else None, "year": values["year"] or 1}


def guardian(ask: Ask) -> Go:
    """Add a parent or guardian."""
    pk = ask.number()
    api.create(ask.actor, "guardian", {**read(ask, GUARDIAN), "student": pk})
    return Go("student", {"id": pk}, text("sc_saved"))


def code(ask: Ask) -> Go:
    """A code that the student comes in with, shown this once."""
    pk = ask.number()
    secret = api.student_code(ask.actor, pk)
    return Go("student", {"id": pk}, text("sc_code_is", code=secret))


def code_of_guardian(ask: Ask) -> Go:
    """A code that a parent comes in with, shown this once."""
    secret = api.guardian_code(ask.actor, ask.number("guardian"))
    return Go("student", {"id": ask.number()}, text("sc_code_is", code=secret))


POSTS: Final[Mapping[str, Post]] = {
    "change": change,
    "guardian": guardian,
    "guardian_code": code_of_guardian,
    "code": code,
}

_CREBO: Final = Field(
    "crebo", "text", label("student", "programme"), hint=text("sc_crebo_hint"), required=True, most=5
)
_UNDER18: Final = Field("adult_on", "date", label("student", "adult_on"), hint=text("sc_adult_on_hint"))


def view_new(ask: Ask) -> Shown:
    """A student who is in no file yet."""
    fields = (*_fields(ask), _CREBO, _UNDER18)
    made = form(
        ask,
        fields,
        do="add",
        button=text("sc_add_student"),
        kind="student",
        values={"route": "BOL", "year": 1},
    )
    return Shown("school/form_screen.html", {"form": made, "lead": ask.t["sc_new_student_lead"]})


def add(ask: Ask) -> Go:
    """Make the profile; an unknown crebo number is said at its field."""
    values = _of_plan(read(ask, (*_fields(ask), _CREBO, _UNDER18)))
    programme = overviews.programme_of(values.pop("crebo"))
    if programme is None:
        raise api.BadValue(
            "crebo", Text("dit nummer staat niet in de lijst.", "this number is not in the list.")
        )
    made = api.create(ask.actor, "student", {**values, "school": school_of(ask), "programme": programme})
    return Go("student", {"id": made.id}, text("sc_student_added"))


NEW_STUDENT: Final = Screen("new_student", text("sc_add_student"), COORDINATOR, view_new, {"add": add})
