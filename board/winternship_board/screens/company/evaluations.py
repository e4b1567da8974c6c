"""Looking back on a placement, as the company: three questions, and what the school may do with the answers."""

from __future__ import annotations

from typing import Any, Final

from winternship_board import api
from winternship_board.screens.asking import Ask
from winternship_board.screens.company.own import HOUSE
from winternship_board.screens.forms import Field, form, read
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Go, Shown
from winternship_board.screens.texts import text
from winternship_core.placements import Role
from winternship_core.text import Text

_MARKS: Final = {
    "1": Text("slecht", "poor"),
    "2": Text("matig", "fair"),
    "3": Text("goed", "good"),
    "4": Text("heel goed", "very good"),
}
QUESTIONS: Final = ("match", "contact", "again")
FIELDS: Final = (
    *(Field(name, "radio", text(f"co_evaluate_{name}"), choices=_MARKS, required=True) for name in QUESTIONS),
    Field("text", "area", text("co_evaluate_text")),
    Field("share", "check", text("co_evaluate_share")),
)


def view(ask: Ask) -> Shown:
    """The questions with the answers so far."""
    seen = api.see(ask.actor, "evaluation", ask.number())
    if seen.fields["party"] != ask.actor.role:
        raise api.NotFound("evaluation")
    answers: Any = seen.fields.get("answers") or {}
    shared: Any = seen.fields.get("visible_to") or []
    values = {**answers, "text": seen.fields.get("text"), "share": Role.STUDENT in shared}
    made = form(
        ask,
        FIELDS,
        do="save",
        button=text("co_save"),
        values=values,
        hidden={"id": seen.id, "version": seen.version},
        lead=ask.t["co_evaluate_lead"],
    )
    return Shown("company/form.html", {"form": made})


def save(ask: Ask) -> Go:
    """Keep the answers; the student reads them only when the company says so."""
    found = read(ask, FIELDS)
    readers = [str(Role.COORDINATOR), str(Role.SUPERVISOR)] + ([str(Role.STUDENT)] if found["share"] else [])
    values = {
        "answers": {name: found[name] for name in QUESTIONS},
        "text": found["text"],
        "visible_to": readers,
    }
    moved = api.change(ask.actor, "evaluation", ask.number(), values, version=ask.number("version"))
    return Go("evaluation", {"id": moved.id}, text("co_evaluated"))


EVALUATION: Final = Screen("evaluation", text("co_evaluation"), HOUSE, view, {"save": save}, links=True)
