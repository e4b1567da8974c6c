"""The hours of a placement: a row per week, filled in per day, sent to the trainer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from winternship_board import api, clock
from winternship_board.errors import WrongForm
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, form, read
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Go, Shown
from winternship_board.screens.student.own import STUDENT
from winternship_board.screens.student.weeks import monday, weeks_of
from winternship_board.screens.texts import text
from winternship_core.facts import load_facts
from winternship_core.placements.codes import DAY
from winternship_core.text import Text

RUNNING: Final = ("active", "interrupted", "ended", "ended_early")
OPEN: Final = frozenset({"open", "returned"})
SUBMIT: Final = {"open": "submit week", "returned": "resubmit"}
FACT: Final = "SAF-3"


def placement_of(ask: Ask) -> api.Seen | None:
    """The placement whose hours are written now: the newest that has begun."""
    rows = api.search(ask.actor, "placement", limit=20).rows
    return next((row for row in rows if row.fields["state"] in RUNNING), None)


def view(ask: Ask) -> Shown:
    """All weeks so far, those not yet made too, and the form of the week that is asked for."""
    placement = placement_of(ask)
    if placement is None:
        return Shown("student/no_hours.html")
    made = _made(ask, placement.id)
    year, week = _asked(ask, placement, made)
    language = ask.host.language
    me = api.search(ask.actor, "student", limit=1).rows[0]
    fact = load_facts()[FACT] if me.fields.get("under18") else None
    now = made.get((year, week))
    context = {
        "placement": placement,
        "weeks": [_row(ask, one, made.get(one)) for one in _weeks(placement, made)],
        "total": _number(sum((_sum(row) for row in made.values()), Decimal(0))),
        "planned": placement.fields.get("planned_hours") or 0,
        "form": _form(ask, placement, year, week, now) if now is None or _is_open(now) else None,
        "here": now,
        "week": week,
        "from": saying.day(language, monday(year, week)),
        "over": [one["nl" if language.startswith("nl") else "en"] for one in _over(now)],
        "fact": ask.say(fact.text) if fact else "",
        "fact_label": fact.label(language, clock.today()) if fact else "",
    }
    return Shown("student/hours.html", context)


def save(ask: Ask) -> Go:
    """Keep a week, and send it when asked; a week that is sent waits for the trainer."""
    year, week = ask.number("iso_year"), ask.number("iso_week")
    try:
        monday(year, week)
    except ValueError:
        raise api.NotFound("week") from None
    values = read(ask, _fields(year, week))
    days = [values.pop(f"day_{code}") or Decimal(0) for code in DAY]
    if max(days) > 24:
        raise WrongForm(
            {f"day_{code}": text("hours_day") for code, one in zip(DAY, days, strict=True) if one > 24}
        )
    told = {"days": [float(one) for one in days], "school_hours": values["school_hours"] or Decimal(0)}
    told["note"] = values["note"]
    if ask.one("id"):
        moved = api.change(ask.actor, "hour_week", ask.number(), told, version=ask.number("version"))
    else:
        placed = {"placement": ask.number("placement"), "iso_year": year, "iso_week": week}
        moved = api.create(ask.actor, "hour_week", {**placed, **told})
    said = text("hours_saved")
    if ask.one("send"):
        api.move(ask.actor, "hour_week", moved.id, SUBMIT[moved.state], version=moved.version)
        said = text("hours_sent")
    return Go("hours", {"iso_year": year, "iso_week": week}, said)


def _made(ask: Ask, placement: int) -> dict[tuple[int, int], api.Seen]:
    rows = api.search(ask.actor, "hour_week", where={"placement": placement}, limit=200).rows
    return {(_int(row, "iso_year"), _int(row, "iso_week")): row for row in rows}


def _weeks(placement: api.Seen, made: Mapping[tuple[int, int], api.Seen]) -> list[tuple[int, int]]:
    starts, ends = placement.fields["starts_on"], placement.fields["ends_on"]
    found = set(made)
    if isinstance(starts, dt.date) and isinstance(ends, dt.date):
        found |= set(weeks_of(starts, ends, clock.today()))
    return sorted(found, reverse=True)


def _asked(ask: Ask, placement: api.Seen, made: Mapping[tuple[int, int], api.Seen]) -> tuple[int, int]:
    """The week of the address; else the oldest that still waits for the student, else this week."""
    weeks = _weeks(placement, made)
    if ask.one("iso_week"):
        wanted = ask.number("iso_year"), ask.number("iso_week")
        if wanted in weeks:
            return wanted
    waiting = [one for one in weeks if one not in made or _is_open(made[one])]
    year, week, _ = clock.today().isocalendar()
    return waiting[-1] if waiting else weeks[0] if weeks else (year, week)


def _fields(year: int, week: int) -> list[Field]:
    first = monday(year, week)
    days = []
    for number, (code, name) in enumerate(DAY.items()):
        on = first + dt.timedelta(days=number)
        label = Text(
            f"{name.nl} {saying.short_day('nl', on)[3:]}", f"{name.en} {saying.short_day('en', on)[4:]}"
        )
        days.append(Field(f"day_{code}", "decimal", label))
    school = Field("school_hours", "decimal", text("hours_school"))
    return [*days, school, Field("note", "text", text("hours_note"), hint=text("hours_note_hint"), most=500)]


def _form(ask: Ask, placement: api.Seen, year: int, week: int, now: api.Seen | None) -> Any:
    values: dict[str, Any] = {}
    hidden: dict[str, object] = {"placement": placement.id, "iso_year": year, "iso_week": week}
    if now is not None:
        hours = [Decimal(str(one)) for one in _days(now)]
        values = {f"day_{code}": one for code, one in zip(DAY, hours, strict=False)}
        values |= {"school_hours": now.fields["school_hours"], "note": now.fields["note"]}
        hidden |= {"id": now.id, "version": now.version}
    return form(
        ask,
        _fields(year, week),
        do="save",
        button=text("hours_save"),
        values=values,
        hidden=hidden,
        kind="hour_week",
    )


def _row(ask: Ask, one: tuple[int, int], row: api.Seen | None) -> dict[str, object]:
    language = ask.host.language
    state = str(row.fields["state"]) if row else ""
    return {
        "year": one[0],
        "week": one[1],
        "from": saying.day(language, monday(*one)),
        "hours": _number(_sum(row)) if row else "",
        "state": saying.state(language, "hour_week", state) if row else ask.t["hours_not_yet"],
        "waits": row is None or _is_open(row),
    }


def _days(row: api.Seen) -> list[Any]:
    days = row.fields.get("days")
    return days if isinstance(days, list) else []


def _sum(row: api.Seen) -> Decimal:
    return sum((Decimal(str(one)) for one in _days(row)), Decimal(0))


def _over(row: api.Seen | None) -> list[dict[str, str]]:
    over = row.fields.get("over") if row else None
    return over if isinstance(over, list) else []


def _is_open(row: api.Seen) -> bool:
    return row.fields["state"] in OPEN


def _int(row: api.Seen, name: str) -> int:
    value = row.fields[name]
    assert isinstance(value, int)
    return value


def _number(hours: Decimal) -> str:
    return f"{hours.normalize():f}"


HOURS: Final = Screen("hours", text("hours_title"), STUDENT, view, {"save": save}, menu=True)
