"""Looking back: the judgement per work process with the student's own view, and what they thought of the placement."""

from __future__ import annotations

from typing import Final

from winternship_board import api
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, form, read
from winternship_board.screens.processes import process_names
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Go, Shown
from winternship_board.screens.student.own import STUDENT
from winternship_board.screens.texts import text
from winternship_core.placements import Role
from winternship_core.text import Text

SCALE: Final = {str(one): text(f"scale_{one}") for one in range(1, 6)}
QUESTIONS: Final = ("guidance", "learning", "welcome", "safe", "again")
VIEW: Final = (Field("student_view", "area", text("my_view"), hint=text("my_view_hint")),)
EVALUATION: Final = (
    *(Field(name, "radio", text(f"question_{name}"), choices=SCALE) for name in QUESTIONS),
    Field("text", "area", text("evaluation_text"), hint=text("evaluation_hint")),
    Field("shared", "check", text("evaluation_share")),
)
SHARED_WITH: Final = (Role.COMPANY, Role.TRAINER, Role.COORDINATOR, Role.SUPERVISOR)
OPEN: Final = frozenset({"submitted", "discussed"})


def assessment(ask: Ask) -> Shown:
    """What the trainer wrote per work process, and what the student says to it."""
    seen = api.see(ask.actor, "assessment", ask.number())
    judgements = seen.fields.get("judgements")
    called = process_names(ask, seen.fields["placement"])
    own = None
    if seen.fields["state"] in OPEN:
        hidden = {"id": seen.id, "version": seen.version}
        own = form(
            ask,
            VIEW,
            do="save",
            button=text("keep_my_view"),
            values=seen.fields,
            hidden=hidden,
            kind="assessment",
        )
    context = {
        "seen": seen,
        "judgements": [
            (called.get(code, code), saying.scale(ask.host.language, one), one)
            for code, one in (judgements.items() if isinstance(judgements, dict) else ())
        ],
        "own": own,
    }
    return Shown("student/assessment.html", context)


def save_view(ask: Ask) -> Go:
    """Keep the student's own view."""
    api.change(ask.actor, "assessment", ask.number(), read(ask, VIEW), version=ask.number("version"))
    return Go("assessment", {"id": ask.number()}, text("kept"))


def evaluation(ask: Ask) -> Shown:
    """The questions after the placement; nobody sees the answers unless the student shares them."""
    seen = api.see(ask.actor, "evaluation", ask.number())
    answers = seen.fields.get("answers")
    values = {**(answers if isinstance(answers, dict) else {}), "text": seen.fields.get("text")}
    values["shared"] = bool(seen.fields.get("visible_to"))
    mine = seen.fields.get("party") == str(ask.actor.role)
    hidden = {"id": seen.id, "version": seen.version}
    made = form(ask, EVALUATION, do="save", button=text("evaluation_send"), values=values, hidden=hidden)
    language = ask.host.language
    answered = [
        (ask.t[f"question_{name}"], ask.t[f"scale_{values[name]}"])
        for name in QUESTIONS
        if values.get(name) in SCALE
    ]
    context = {"form": made if mine else None, "answered": answered, "text": values["text"]}
    party = saying.role(language, str(seen.fields.get("party")))
    return Shown("student/evaluation.html", {**context, "party": party})


def save_evaluation(ask: Ask) -> Go:
    """Keep the answers, and who may read them."""
    values = read(ask, EVALUATION)
    told = {
        "answers": {name: values[name] for name in QUESTIONS if values[name]},
        "text": values["text"],
        "visible_to": [str(role) for role in SHARED_WITH] if values["shared"] else [],
    }
    api.change(ask.actor, "evaluation", ask.number(), told, version=ask.number("version"))
    return Go("evaluation", {"id": ask.number()}, Text(text("kept").nl, text("kept").en))


ASSESSMENT: Final = Screen("assessment", text("assessment_title"), STUDENT, assessment, {"save": save_view})
EVALUATE: Final = Screen(
    "evaluation", text("evaluation_title"), STUDENT, evaluation, {"save": save_evaluation}
)
