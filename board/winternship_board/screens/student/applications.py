"""The student's applications: how each stands, when an answer is due, and what they may do."""

from __future__ import annotations

import datetime as dt
from typing import Final

from winternship_board import api, clock
from winternship_board.screens import details, saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.listed import list_screen
from winternship_board.screens.listing import Column, Filter, Listing
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Shown
from winternship_board.screens.steps import move_post, steps
from winternship_board.screens.student import messages
from winternship_board.screens.student.own import STUDENT
from winternship_board.screens.texts import text

FACTS: Final = [
    "state",
    "origin",
    "submitted_on",
    "reply_due_on",
    "offer_expires_on",
    "decline_code",
    "decline_text",
    "ended_on",
]
WAITING: Final = frozenset({"submitted", "in_talks"})


def _due(ask: Ask, row: api.Seen) -> str:
    due = row.fields.get("reply_due_on") if row.fields["state"] in WAITING else None
    return saying.day(ask.host.language, due)


LIST: Final = Listing(
    "applications",
    "application",
    (
        Column("vacancy_title"),
        Column("organisation", names="organisation"),
        Column("state"),
        Column("submitted_on"),
        Column("reply_due_on", show=_due),
    ),
    filters=(Filter("state"),),
    opens="application",
    empty=text("applications_empty"),
)
APPLICATIONS: Final = list_screen(LIST, text("applications_title"), STUDENT)


def view(ask: Ask) -> Shown:
    """One application, with the clock of the company's answer and the steps there are."""
    seen = api.see(ask.actor, "application", ask.number())
    language = ask.host.language
    due = seen.fields.get("reply_due_on") if seen.fields["state"] in WAITING else None
    events = [
        (saying.day(language, one.at), ask.say(saying.action("application", one.action)), one.by_role)
        for one in api.history(ask.actor, "application", seen.id)
    ]
    context = {
        "seen": seen,
        "rows": details.rows(ask, seen, FACTS),
        "due": due,
        "late": isinstance(due, dt.date) and due < clock.today(),
        "steps": steps(ask, seen, leave={"apply"}),
        "messages": messages.messages(ask, "application", seen.id),
        "events": [(when, did, saying.role(language, role)) for when, did, role in events],
    }
    return Shown("student/application.html", context, str(seen.fields["vacancy_title"]))


APPLICATION: Final = Screen(
    "application", text("application_title"), STUDENT, view, {"move": move_post, **messages.POSTS}
)
