"""Hours: per placement how far they are, the weeks that wait, and one week with what went over the limit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from winternship_board import api, clock, overviews
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.listed import list_screen
from winternship_board.screens.listing import Column, Filter, Listing
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Go, Shown
from winternship_board.screens.school import facts
from winternship_board.screens.school.labels import label, rows
from winternship_board.screens.school.looking_up import Rows, companies, students
from winternship_board.screens.school.paper import Link, Part, opening, paper
from winternship_board.screens.school.roles import STAFF
from winternship_board.screens.steps import move_post, steps
from winternship_board.screens.texts import text
from winternship_core.placements import Role
from winternship_core.placements.guards.guidance import NO_ANSWER_DAYS
from winternship_core.text import Text

STATES: Final = ("open", "submitted", "returned", "approved", "approved_by_school", "locked")
FACTS: Final = ("iso_year", "iso_week", "school_hours", "note", "submitted_on")
MOST: Final = 200
NO_ANSWER: Final = "approve after no answer"


def _worked(name: str) -> Column:
    def many(ask: Ask, found: Rows) -> Mapping[int, str]:
        known = overviews.worked(ask.actor, [row.id for row in found])
        return {pk: f"{getattr(one, name):g}" for pk, one in known.items() if getattr(one, name)}

    return Column(f"hours_{name}", text(f"sc_col_{name}"), many=many)


LIST: Final = Listing(
    "hours",
    "placement",
    (
        Column("student_name"),
        Column("organisation", names="organisation"),
        Column("planned_hours"),
        _worked("approved"),
        _worked("waiting"),
        _worked("weeks_waiting"),
        _worked("over"),
        Column("ends_on"),
    ),
    filters=(Filter("state"), Filter("ends_until", text("sc_ends_until"), "date")),
    sorts={"start": text("sc_sort_start"), "newest": text("sort_newest")},
    opens="placement",
    empty=text("sc_hours_empty"),
)
HOURS: Final = list_screen(LIST, text("sc_hours_title"), STAFF)

WEEK_LIST: Final = Listing(
    "weeks",
    "hour_week",
    (
        Column("student_name", label("placement", "student_name"), many=students),
        Column("company", label("placement", "organisation"), many=companies),
        Column("iso_year"),
        Column("iso_week"),
        Column("total", text("sc_total"), lambda ask, row: f"{_total(row):g}"),
        Column("submitted_on"),
        Column("state"),
    ),
    filters=(
        Filter("state", choices=lambda ask: tuple((one, ask.t[f"state_{one}"]) for one in STATES)),
        Filter("submitted_until", text("sc_submitted_until"), "date"),
    ),
    opens="hour_week",
    empty=text("sc_weeks_empty"),
    note=lambda ask, row: ask.t["sc_over_limit"] if row.fields.get("over") else "",
)


def _total(row: api.Seen) -> float:
    days = row.fields.get("days")
    return sum(map(float, days)) if isinstance(days, list) else 0


def _more(ask: Ask) -> dict[str, object]:
    """The button for all weeks to which no trainer answered in time; for the supervisor, who may do that."""
    if ask.actor.role is not Role.SUPERVISOR:
        return {"forms": []}
    count = overviews.how_many(ask.actor, "hour_week", _unanswered())
    if not count:
        return {"forms": []}
    return {
        "forms": [
            opening(
                ask,
                text("sc_approve_all", count=count),
                (),
                do="approve_all",
                lead=text("sc_approve_all_lead"),
            )
        ]
    }


def _unanswered() -> dict[str, object]:
    return {"state": "submitted", "submitted_until": clock.today() - dt.timedelta(NO_ANSWER_DAYS)}


def approve_all(ask: Ask) -> Go:
    """Approve every week without an answer at once; a week over a limit is left for a look of its own."""
    done = 0
    for row in api.search(ask.actor, "hour_week", where=_unanswered(), limit=MOST).rows:
        if not row.fields.get("over"):
            api.move(ask.actor, "hour_week", row.id, NO_ANSWER, version=row.version)
            done += 1
    return Go("weeks", {}, text("sc_approved_all", count=done))


WEEKS: Final = list_screen(
    WEEK_LIST,
    text("sc_weeks_title"),
    STAFF,
    menu=False,
    template="school/list_and_forms.html",
    more=_more,
    posts={"approve_all": approve_all},
)


def view(ask: Ask) -> Shown:
    """One week, day by day."""
    seen = api.see(ask.actor, "hour_week", ask.number())
    title = overviews.titles(ask.actor, [seen.fields.get("placement")])
    names = next((f"{one.student} – {one.company}" for one in title.values()), "")
    over = seen.fields.get("over")
    warnings = [ask.say(Text(one["nl"], one["en"])) for one in over] if isinstance(over, list) else []
    return paper(
        ask,
        seen,
        title=f"{ask.t['field_iso_week']} {seen.fields.get('iso_week')}: {names}",
        rows=[*_days(ask, seen), (ask.t["sc_total"], f"{_total(seen):g}"), *rows(ask, seen, FACTS)],
        warnings=warnings,
        steps=steps(ask, seen),
        parts=[
            Part(ask.t["sc_about"], links=[Link(names, "placement", {"id": seen.fields.get("placement")})]),
            facts.part(ask, "sc_rules_of_this", ("SAF-3",)) if warnings else None,
        ],
    )


def _days(ask: Ask, seen: api.Seen) -> list[tuple[str, str]]:
    days, year, week = seen.fields.get("days"), seen.fields.get("iso_year"), seen.fields.get("iso_week")
    if not isinstance(days, list) or not isinstance(year, int) or not isinstance(week, int):
        return []
    return [
        (
            saying.short_day(ask.host.language, dt.date.fromisocalendar(year, week, number)),
            f"{float(hours):g}",
        )
        for number, hours in enumerate(days[:7], start=1)
    ]


WEEK: Final = Screen("hour_week", text("sc_week"), STAFF, view, {"move": move_post})
