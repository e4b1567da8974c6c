"""The companies of the region: how each stands, whether it is recognised, whether it answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from winternship_board import api
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.broker import own
from winternship_board.screens.listed import list_screen
from winternship_board.screens.listing import Column, Filter, Listing
from winternship_board.screens.texts import text


def _states(ask: Ask) -> list[tuple[str, str]]:
    language = ask.host.language
    found = api.values(ask.actor, "accreditation", "state")
    return [(one, saying.state(language, "accreditation", one)) for one in found]


def recognitions(ask: Ask, rows: Sequence[api.Seen]) -> Mapping[int, str]:
    """Company → its recognitions in words."""
    found = {}
    for pk, one in api.brokering.recognitions_of(ask.actor, [row.id for row in rows]).items():
        parts = {name: getattr(one, name) for name in ("recognised", "recheck_due", "requested")}
        words = [
            f"{count} {saying.state(ask.host.language, 'accreditation', name)}"
            for name, count in parts.items()
            if count
        ]
        found[pk] = ", ".join(words)
    return found


def replies(ask: Ask, row: api.Seen) -> str:
    """How many applications the company answered in time, as students see it too."""
    answered, unanswered = row.fields.get("answered"), row.fields.get("unanswered")
    if not isinstance(answered, int) or not isinstance(unanswered, int) or not answered + unanswered:
        return ""
    return ask.t["br_answered_of"].format(answered=answered, all=answered + unanswered)


LIST: Final = Listing(
    "companies",
    "organisation",
    (
        Column("name", text("field_name"), show=lambda ask, row: own.name_of(row)),
        Column("sector"),
        Column("state"),
        Column("recognition", text("br_recognition"), many=recognitions),
        Column("replies", text("br_replies"), show=replies),
        Column("active_on"),
    ),
    filters=(
        Filter("sector"),
        Filter("state"),
        Filter("recognition", text("br_recognition"), choices=_states),
        Filter("kind"),
    ),
    sorts={"name": text("br_sort_name"), "newest": text("sort_newest")},
    words=True,
    opens="organisation",
    fixed=own.in_region,
    empty=text("br_companies_empty"),
)
COMPANIES: Final = list_screen(
    LIST, text("br_companies_title"), own.BROKER, template=own.LIST, more=own.never
)
