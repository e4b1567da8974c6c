"""Matching rounds of the school: start one, and find those of before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from winternship_board import api
from winternship_board.actors import standing
from winternship_board.rounds import opening as rounds
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, read
from winternship_board.screens.listed import list_screen
from winternship_board.screens.listing import Column, Filter, Listing
from winternship_board.screens.replying import Go
from winternship_board.screens.school.labels import label
from winternship_board.screens.school.paper import opening
from winternship_board.screens.school.roles import COORDINATOR, school_of
from winternship_board.screens.texts import text
from winternship_board.words import words_of

STATES: Final = ("open", "released", "withdrawn")
MOST: Final = 200
START: Final = (
    Field("name", "text", label("round", "name"), required=True, most=100),
    Field("starts_from", "date", label("round", "starts_from"), required=True),
    Field("starts_until", "date", label("round", "starts_until"), required=True),
    Field("seed", "text", label("round", "seed"), text("sc_seed_hint"), most=64),
)


def _source(
    actor: api.Actor, *, text: str, where: Mapping[str, object], sort: str, after: str, limit: int
) -> api.Page[api.Seen]:
    """The rounds of one's own school as rows; a school has a handful a year, so they come at once."""
    found = rounds.rounds_of(actor, standing(actor).organisation_id or 0, limit=MOST)
    wanted = words_of(text)
    rows = [
        api.Seen("round", one.id, one.version, fields_of(one), ())
        for one in found
        if where.get("state", one.state) == one.state
        and all(any(have.startswith(word) for have in words_of(one.name)) for word in wanted)
    ]
    start = int(after) if after.isdecimal() else 0
    return api.Page(
        tuple(rows[start : start + limit]), str(start + limit) if len(rows) > start + limit else ""
    )


def fields_of(one: rounds.RoundSeen) -> dict[str, Any]:
    """A round as names and values."""
    return {**asdict(one), "runs": len(one.runs)}


def _more(ask: Ask) -> dict[str, object]:
    """How it works, and the form to start one."""
    lead = ask.t["sc_rounds_lead"]
    return {
        "lead": lead,
        "forms": [
            opening(ask, text("sc_start_round"), START, do="start", button=text("sc_start"), kind="round")
        ],
    }


def start(ask: Ask) -> Go:
    """Start a round; one of a school can be open at a time."""
    values = read(ask, START)
    made = rounds.start_round(ask.actor, school_of(ask), **values)
    return Go("round", {"id": made.id}, text("sc_round_started"))


LIST: Final = Listing(
    "rounds",
    "round",
    (
        Column("name", label("round", "name")),
        Column("starts_from", label("round", "starts_from")),
        Column("starts_until", label("round", "starts_until")),
        Column("runs", label("round", "runs")),
        Column("state"),
    ),
    filters=(
        Filter("state", choices=lambda ask: tuple((one, ask.t[f"state_round_{one}"]) for one in STATES)),
    ),
    words=True,
    opens="round",
    empty=text("sc_rounds_empty"),
    source=_source,
)
ROUNDS: Final = list_screen(
    LIST,
    text("sc_rounds_title"),
    COORDINATOR,
    menu=False,
    template="school/list_and_forms.html",
    more=_more,
    posts={"start": start},
)
