"""Students as lists: all of them, and those without a place, with who waits longest first."""

from __future__ import annotations

import datetime as dt
from typing import Final

from winternship_board import api, clock
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.listed import list_screen
from winternship_board.screens.listing import Column, Filter, Listing
from winternship_board.screens.school.labels import label
from winternship_board.screens.school.looking_up import how_far, programmes
from winternship_board.screens.school.roles import COORDINATOR, STAFF
from winternship_board.screens.texts import text

SOON: Final = dt.timedelta(days=42)


def _start(ask: Ask, row: api.Seen) -> str:
    """The first day, and how many days that is from now when it is near."""
    starts = row.fields.get("starts_on")
    if not isinstance(starts, dt.date):
        return ask.t["sc_no_start"]
    said, left = saying.day(ask.host.language, starts), (starts - clock.today()).days
    if left < 0:
        return f"{said} ({ask.t['sc_start_passed']})"
    return f"{said} ({left} {ask.t['sc_days_left']})" if left <= SOON.days else said


def _note(ask: Ask, row: api.Seen) -> str:
    return ask.t["sc_help_first"] if row.fields.get("help_first") else ""


_NAME: Final = Column("name", label("student", "name"))
_PROGRAMME: Final = Column("programme", many=programmes)
_FILTERS: Final = (Filter("programme"), Filter("route"), Filter("year"))
_SORTS: Final = {
    "waiting": text("sc_sort_waiting"),
    "name": text("sc_sort_name"),
    "newest": text("sort_newest"),
}
WAITING_LIST: Final = Listing(
    "waiting",
    "student",
    (
        _NAME,
        _PROGRAMME,
        Column("starts_on", show=_start),
        Column("waiting_since"),
        Column("how_far", text("sc_how_far"), many=how_far),
        Column("email"),
        Column("phone"),
    ),
    filters=(
        Filter("help_first", text("sc_help_first"), "check"),
        Filter("starts_until", text("sc_starts_until"), "date"),
        Filter("waiting_before", text("sc_waiting_before"), "date"),
        *_FILTERS,
    ),
    sorts=_SORTS,
    words=True,
    opens="student",
    fixed=lambda ask: {"is_placed": False},
    empty=text("sc_waiting_empty"),
    note=_note,
)
WAITING: Final = list_screen(WAITING_LIST, text("sc_waiting_title"), COORDINATOR)

ALL_LIST: Final = Listing(
    "students",
    "student",
    (
        _NAME,
        Column("student_number", label("student", "student_number")),
        _PROGRAMME,
        Column("year"),
        Column("starts_on"),
        Column("is_placed"),
        Column("email"),
        Column("phone"),
    ),
    filters=(
        Filter(
            "is_placed",
            choices=lambda ask: (("False", ask.t["sc_without_place"]), ("True", ask.t["sc_with_place"])),
        ),
        *_FILTERS,
    ),
    sorts={"name": text("sc_sort_name"), "newest": text("sort_newest")},
    words=True,
    opens="student",
    empty=text("sc_students_empty"),
    note=_note,
)
STUDENTS: Final = list_screen(ALL_LIST, text("sc_students_title"), STAFF)
