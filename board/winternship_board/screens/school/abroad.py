"""A placement abroad: what the learning agreement of Erasmus+ asks besides (INT-3, INT-4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from winternship_board import api
from winternship_board.countries import countries
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, read
from winternship_board.screens.registry import Post
from winternship_board.screens.replying import Go
from winternship_board.screens.school import facts
from winternship_board.screens.school.labels import label, rows
from winternship_board.screens.school.paper import Opening, Part, opening
from winternship_board.screens.school.roles import is_coordinator
from winternship_board.screens.texts import text

KIND: Final = "international"
OVER: Final = frozenset({"closed", "cancelled", "rejected"})
HOME: Final = "NL"
NAMES: Final = (
    "host_country",
    "sending_country",
    "mobility_type",
    "mentor",
    "outcomes",
    "programme_text",
    "monitoring",
    "validation",
    "insurance",
    "europass",
)


def part(ask: Ask, seen: api.Seen) -> Part | None:
    """What is agreed about the stay; nothing where there is no annex and nobody may make one."""
    annex = _annex(ask, seen.id)
    changing = _form(ask, seen, annex)
    if annex is None and changing is None:
        return None
    lines = facts.lines(ask, ("INT-1", "REC-11", "INT-4")) if annex else []
    shown = rows(ask, annex, NAMES) if annex else []
    return Part(
        ask.t["sc_abroad"],
        shown,
        lines=lines,
        forms=[changing],
        empty="" if annex else ask.t["sc_abroad_none"],
    )


def save(ask: Ask) -> Go:
    """Make the annex or change it; it comes into the next version of the agreement."""
    pk = ask.number()
    annex = _annex(ask, pk)
    values = read(ask, _fields(ask))
    if annex is None:
        api.create(ask.actor, KIND, {**values, "placement": pk})
    else:
        api.change(ask.actor, KIND, annex.id, values, version=ask.number("annex_version"))
    return Go("placement", {"id": pk}, text("sc_abroad_kept"))


def _form(ask: Ask, seen: api.Seen, annex: api.Seen | None) -> Opening | None:
    if not is_coordinator(ask) or str(seen.fields.get("state")) in OVER:
        return None
    return opening(
        ask,
        text("sc_abroad_change" if annex else "sc_abroad_make"),
        _fields(ask),
        do="abroad",
        button=text("sc_save"),
        lead=text("sc_abroad_lead"),
        values=annex.fields if annex else {"sending_country": HOME},
        hidden={"id": seen.id, "annex_version": annex.version if annex else ""},
        kind=KIND,
    )


def _fields(ask: Ask) -> list[Field]:
    names = list(countries(ask.host.language).items())
    return [
        Field("host_country", "choice", label(KIND, "host_country"), choices=names, required=True),
        Field("sending_country", "choice", label(KIND, "sending_country"), choices=names, required=True),
        Field("mobility_type", "text", label(KIND, "mobility_type"), text("sc_mobility_hint"), most=40),
        Field("mentor", "text", label(KIND, "mentor"), text("sc_mentor_hint"), most=200),
        Field("outcomes", "area", label(KIND, "outcomes")),
        Field("programme_text", "area", label(KIND, "programme_text")),
        Field("monitoring", "area", label(KIND, "monitoring")),
        Field("validation", "area", label(KIND, "validation")),
        Field("insurance", "text", label(KIND, "insurance"), text("sc_insurance_hint")),
        Field("europass", "text", label(KIND, "europass"), text("sc_europass_hint"), most=20),
    ]


def _annex(ask: Ask, placement: int) -> api.Seen | None:
    return next(iter(api.search(ask.actor, KIND, where={"placement": placement}, limit=1).rows), None)


POSTS: Final[Mapping[str, Post]] = {"abroad": save}
