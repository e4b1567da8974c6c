"""Matches of students who agreed to be proposed: how each stands, without a name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

from winternship_board import api, clock
from winternship_board.screens import details, saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.broker import own
from winternship_board.screens.listed import list_screen
from winternship_board.screens.listing import Column, Filter, Listing
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Shown
from winternship_board.screens.texts import text

WAITING: Final = frozenset({"submitted", "in_talks"})
FACTS: Final = [
    "state",
    "origin",
    "level",
    "year",
    "route",
    "starts_on",
    "ends_on",
    "hours",
    "languages",
    "submitted_on",
    "reply_due_on",
    "offer_expires_on",
    "ended_on",
]


def _late(ask: Ask, row: api.Seen) -> str:
    due = row.fields.get("reply_due_on")
    waits = row.fields.get("state") in WAITING and isinstance(due, dt.date) and due < clock.today()
    return ask.t["br_answer_late"] if waits else ""


def _programmes(ask: Ask, rows: Sequence[api.Seen]) -> Mapping[int, str]:
    crebos = {row.id: str(row.fields.get("programme", "")) for row in rows}
    names = api.programmes(ask.host.language, crebos=list(crebos.values()))
    return {pk: names.get(crebo, crebo) for pk, crebo in crebos.items()}


LIST: Final = Listing(
    "applications",
    "application",
    (
        Column("vacancy_title"),
        Column("organisation", names="organisation"),
        Column("programme", many=_programmes),
        Column("level"),
        Column("state"),
        Column("origin"),
        Column("reply_due_on"),
    ),
    filters=(Filter("state"),),
    opens="application",
    empty=text("br_matches_empty"),
    note=_late,
)
MATCHES: Final = list_screen(LIST, text("br_matches_title"), own.BROKER, template=own.LIST, more=own.never)


def view(ask: Ask) -> Shown:
    """One match; a broker follows it and makes no step in it."""
    seen = api.see(ask.actor, "application", ask.number())
    language = ask.host.language
    context = {
        "seen": seen,
        "rows": [
            (ask.t["field_programme"], _programmes(ask, [seen])[seen.id]),
            *details.rows(ask, seen, FACTS),
        ],
        "late": _late(ask, seen),
        "events": [
            (
                saying.day(language, one.at),
                ask.say(saying.action("application", one.action)),
                saying.role(language, one.by_role),
            )
            for one in reversed(api.history(ask.actor, "application", seen.id))
        ],
        **own.never(ask),
    }
    return Shown("broker/application.html", context, str(seen.fields["vacancy_title"]))


MATCH: Final = Screen("application", text("br_match_title"), own.BROKER, view)
