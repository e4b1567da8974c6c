"""Applicants: the list with the clock of each answer, and one of them, blind or open as the school wants it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

from winternship_board import api, clock
from winternship_board.screens import details, saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.company.own import HOUSE, MOST, facts, programme, with_name, work_names
from winternship_board.screens.company.replies import replies, reply
from winternship_board.screens.company.talking import report, talk, write_to
from winternship_board.screens.listed import list_screen
from winternship_board.screens.listing import Column, Filter, Listing
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Shown
from winternship_board.screens.steps import steps
from winternship_board.screens.texts import text
from winternship_core.placements import Role

WAITING: Final = frozenset({"submitted", "in_talks"})
PROFILE: Final = ["programme", "level", "year", "route", "starts_on", "ends_on", "hours", "languages"]
ANSWER: Final = ["state", "submitted_on", "offer_expires_on", "decline_code", "decline_text", "ended_on"]


def who(ask: Ask, row: api.Seen) -> str:
    """The student's name once the company may know it, else a number that says nothing."""
    return str(row.fields.get("student_name") or f"{ask.t['co_candidate']} {row.id}")


def due(row: api.Seen) -> dt.date | None:
    """By when the company should answer; nothing when it is not its turn."""
    day = row.fields.get("reply_due_on")
    return day if isinstance(day, dt.date) and row.fields.get("state") in WAITING else None


def clock_words(ask: Ask, row: api.Seen) -> str:
    """How much time there is left, in words."""
    day = due(row)
    if day is None:
        return ""
    left = (day - clock.today()).days
    if left < 0:
        return ask.t["co_reply_late"]
    return ask.say(text("co_reply_today" if left == 0 else "co_reply_left", days=left))


def _vacancies(ask: Ask) -> list[tuple[str, str]]:
    rows = api.search(ask.actor, "vacancy", limit=MOST).rows
    return [(str(row.id), str(row.fields["title"])) for row in rows]


def _programmes(ask: Ask, rows: Sequence[api.Seen]) -> Mapping[int, str]:
    """The programme of each by name; a page has few different ones."""
    names = {one: programme(ask, one)[0] for one in {row.fields.get("programme") for row in rows}}
    return {row.id: names[row.fields.get("programme")] for row in rows}


LIST: Final = Listing(
    "applications",
    "application",
    (
        Column("candidate", text("co_candidate"), show=who),
        Column("vacancy_title"),
        Column("programme", many=_programmes),
        Column("level"),
        Column("starts_on"),
        Column("state"),
        Column("reply_due_on", show=lambda ask, row: saying.day(ask.host.language, due(row))),
    ),
    filters=(Filter("state"), Filter("vacancy", choices=_vacancies)),
    opens="application",
    empty=text("co_applications_empty"),
    note=clock_words,
)
APPLICATIONS: Final = list_screen(LIST, text("co_applications"), HOUSE)


def view(ask: Ask) -> Shown:
    """One applicant: the work side of them, the clock, the answers, and the conversation."""
    seen = api.see(ask.actor, "application", ask.number())
    called, work = programme(ask, seen.fields.get("programme"))
    names = {**work_names(ask), **work}
    language = ask.host.language
    wished = seen.fields.get("work_wished")
    day = due(seen)
    blind = not seen.fields.get("student_name")
    waits = blind and seen.fields["state"] == "submitted"
    context = {
        "seen": seen,
        "member": ask.actor.membership_id is not None,
        "blind": blind,
        "profile": details.rows(
            ask, seen, [one for one in PROFILE if seen.fields.get(one)], {"programme": called}
        ),
        "answer": details.rows(ask, seen, ANSWER),
        "wished": [with_name(str(code), names) for code in wished] if isinstance(wished, list) else [],
        "due": day,
        "left": clock_words(ask, seen),
        "late": day is not None and day < clock.today(),
        "replies": replies(ask, seen),
        "steps": steps(ask, seen, leave={"invite", "offer", "decline"}),
        "talk": None if waits else talk(ask, "application", seen.id, Role.STUDENT),
        "facts": facts(ask, ["FAIR-1"]),
        "events": [
            (saying.day(language, one.at), ask.say(saying.action("application", one.action)))
            for one in api.history(ask.actor, "application", seen.id)
        ],
    }
    return Shown("company/application.html", context, who(ask, seen))


APPLICATION: Final = Screen(
    "application",
    text("co_application"),
    HOUSE,
    view,
    {"reply": reply, "write": write_to("application", Role.STUDENT), "report": report},
    links=True,
)
