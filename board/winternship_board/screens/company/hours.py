"""Weeks of hours to confirm: all of them in one go, with exceptions; and every week there is, as a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from winternship_board import api
from winternship_board.errors import WrongForm
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.company.own import HOUSE, facts
from winternship_board.screens.listed import list_screen
from winternship_board.screens.listing import Column, Filter, Listing
from winternship_board.screens.replying import Go
from winternship_board.screens.texts import text
from winternship_core.placements import Role, Said
from winternship_core.placements.codes import DAY
from winternship_core.text import Text

MOST: Final = 100
APPROVE: Final = "approve"
RETURN: Final = "return"
LATER: Final = "later"
STATES: Final = ("open", "submitted", "returned", "approved", "approved_by_school", "locked")


def _students(ask: Ask, rows: Sequence[api.Seen]) -> Mapping[int, str]:
    """Placement → the student's name, of all these weeks at once."""
    known = api.search(ask.actor, "placement", limit=200).rows
    names = {one.id: str(one.fields.get("student_name") or "") for one in known}
    return {row.id: names.get(_placement(row), "") for row in rows}


def _placement(row: api.Seen) -> int:
    pk = row.fields["placement"]
    return pk if isinstance(pk, int) else 0


def week_of(ask: Ask, row: api.Seen) -> str:
    """The week in words: ``week 5, 2027``."""
    return ask.say(text("co_week", week=row.fields["iso_week"], year=row.fields["iso_year"]))


def total(row: api.Seen) -> float:
    """The hours of a week added up."""
    days: Any = row.fields.get("days") or []
    return sum(map(float, days))


def plain(ask: Ask, hours: object) -> str:
    """A number of hours as people write it."""
    number = f"{float(str(hours or 0)):g}"
    return number.replace(".", ",") if ask.host.language.startswith("nl") else number


def _total(ask: Ask, row: api.Seen) -> str:
    return plain(ask, total(row))


LIST: Final = Listing(
    "hours",
    "hour_week",
    (
        Column("week", text("co_week_column"), show=week_of),
        Column("student_name", text("co_student"), many=_students),
        Column("total", text("co_total"), show=_total),
        Column("state"),
        Column("submitted_on", text("co_submitted_on")),
    ),
    filters=(
        Filter(
            "state",
            choices=lambda ask: [(one, saying.state(ask.host.language, "hour_week", one)) for one in STATES],
        ),
    ),
    empty=text("co_hours_empty"),
)


def more(ask: Ask) -> Mapping[str, object]:
    """The weeks that wait, each with its days, besides the list of all of them."""
    rows = api.search(ask.actor, "hour_week", where={"state": "submitted"}, limit=MOST).rows
    names = _students(ask, rows)
    typed = bool(ask.problems) and ask.do == "confirm"
    waiting = [_waiting(ask, row, names[row.id], typed) for row in reversed(rows)]
    return {
        "waiting": waiting,
        "trainer": ask.actor.role is Role.TRAINER,
        "facts": facts(ask, ["SAF-3"]) if any(one["over"] for one in waiting) else [],
        "choices": [(one, ask.t[f"co_week_{one}"]) for one in (APPROVE, RETURN, LATER)],
    }


def _waiting(ask: Ask, row: api.Seen, student: str, typed: bool) -> dict[str, Any]:
    days: Any = row.fields.get("days") or []
    over: Any = row.fields.get("over") or []
    chosen = ask.one(f"w.{row.id}") if typed else APPROVE
    return {
        "id": row.id,
        "version": row.version,
        "student": student,
        "week": week_of(ask, row),
        "days": [
            (ask.say(name)[:2], plain(ask, hours)) for name, hours in zip(DAY.values(), days, strict=False)
        ],
        "total": plain(ask, total(row)),
        "school": plain(ask, row.fields["school_hours"]) if row.fields.get("school_hours") else "",
        "note": row.fields.get("note"),
        "over": [one.get("nl" if ask.host.language.startswith("nl") else "en", "") for one in over],
        "chosen": chosen,
        "why": ask.one(f"why.{row.id}") if typed else "",
        "errors": ask.problems.fields.get(f"why.{row.id}", []),
    }


def confirm(ask: Ask) -> Go:
    """Approve and return as chosen per week. What somebody changed meanwhile is left, and said."""
    picked = {
        int(name.removeprefix("w.")): ask.one(name)
        for name in ask.params
        if name.startswith("w.") and name[2:].isascii() and name[2:].isdigit() and len(name) < 20
    }
    wrong: dict[str, Text] = {
        f"why.{pk}": text("co_wrong_why")
        for pk, what in picked.items()
        if what == RETURN and not ask.one(f"why.{pk}")
    }
    if wrong:
        raise WrongForm(wrong)
    done, left = {APPROVE: 0, RETURN: 0}, 0
    for pk, what in list(picked.items())[:MOST]:
        if what not in done:
            continue
        said = Said(reason=ask.one(f"why.{pk}")) if what == RETURN else Said()
        try:
            api.move(ask.actor, "hour_week", pk, what, version=ask.number(f"v.{pk}"), said=said)
        except (api.StaleVersion, api.NotPossible):
            left += 1
        else:
            done[what] += 1
    key = "co_hours_done_but" if left else "co_hours_done"
    return Go("hours", {}, text(key, approved=done[APPROVE], returned=done[RETURN], left=left))


_SCREEN: Final = list_screen(
    LIST, text("co_hours"), HOUSE, posts={"confirm": confirm}, template="company/hours.html", more=more
)
HOURS: Final = replace(_SCREEN, links=True)
