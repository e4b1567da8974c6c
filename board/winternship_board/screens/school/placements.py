"""Placements as lists: all of them, and those that wait for the school's yes to their content."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from winternship_board import overviews
from winternship_board.screens.asking import Ask
from winternship_board.screens.listed import list_screen
from winternship_board.screens.listing import Column, Filter, Listing
from winternship_board.screens.school.labels import label
from winternship_board.screens.school.looking_up import Rows, programmes
from winternship_board.screens.school.roles import STAFF
from winternship_board.screens.texts import text


def trainers(ask: Ask, rows: Rows) -> Mapping[int, str]:
    """The trainer of each placement by the name on their card, as far as the person may read it."""
    known = overviews.names_of_people(ask.actor, [row.fields.get("trainer") for row in rows])
    return {row.id: known.get(_person(row.fields.get("trainer")), "") for row in rows}


def supervisors(ask: Ask, rows: Rows) -> Mapping[int, str]:
    """The school supervisor of each placement, likewise."""
    known = overviews.names_of_people(ask.actor, [row.fields.get("supervisor") for row in rows])
    nobody = ask.t["sc_nobody"]
    return {
        row.id: known.get(_person(row.fields["supervisor"]), "") if row.fields.get("supervisor") else nobody
        for row in rows
    }


def _person(what: object) -> int:
    return what if isinstance(what, int) else 0


_WHO: Final = (
    Column("student_name"),
    Column("organisation", names="organisation"),
    Column("programme", many=programmes),
)
_FILTERS: Final = (
    Filter("state"),
    Filter("starts_until", text("sc_starts_until"), "date"),
    Filter("ends_until", text("sc_ends_until"), "date"),
)
_SORTS: Final = {"newest": text("sort_newest"), "start": text("sc_sort_start")}
LIST: Final = Listing(
    "placements",
    "placement",
    (
        *_WHO,
        Column("starts_on"),
        Column("ends_on"),
        Column("trainer", many=trainers),
        Column("supervisor", many=supervisors),
        Column("state"),
    ),
    filters=_FILTERS,
    sorts=_SORTS,
    opens="placement",
    empty=text("sc_placements_empty"),
)
PLACEMENTS: Final = list_screen(LIST, text("sc_placements_title"), STAFF)

APPROVAL_LIST: Final = Listing(
    "approvals",
    "placement",
    (
        *_WHO,
        Column("starts_on"),
        Column("planned_hours"),
        Column("created_on", label("placement", "created_on")),
    ),
    filters=_FILTERS[1:],
    sorts={"start": text("sc_sort_start"), "newest": text("sort_newest")},
    opens="placement",
    fixed=lambda ask: {"state": "proposed"},
    empty=text("sc_approvals_empty"),
    note=lambda ask, row: (
        ask.t["sc_self_found"] if "vacancy" in row.fields and row.fields["vacancy"] is None else ""
    ),
)
APPROVALS: Final = list_screen(APPROVAL_LIST, text("sc_approvals_title"), STAFF)
