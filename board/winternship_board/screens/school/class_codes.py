"""Codes for a whole class in one file: each student gets one of their own, by whatever the school writes mail with."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Final

from winternship_board import api
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, form, read
from winternship_board.screens.listed import plain
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Download, Shown
from winternship_board.screens.school.roles import COORDINATOR
from winternship_board.screens.texts import text

DAYS: Final = ("14", "30", "60")


def _fields(ask: Ask) -> tuple[Field, ...]:
    waiting = api.without_account(ask.actor)
    plans = api.search(ask.actor, "plan", limit=200).rows
    classes = [
        (str(one.id), f"{one.fields['name']} ({waiting[one.id]})") for one in plans if one.id in waiting
    ]
    days = {one: text("sc_codes_days", days=one) for one in DAYS}
    return (
        Field("plan", "choice", text("sc_codes_plan"), text("sc_codes_plan_hint"), choices=classes),
        Field("days", "radio", text("sc_codes_last"), required=True, choices=days),
    )


def view(ask: Ask) -> Shown:
    """How many wait for a way in, and the form for the file."""
    many = sum(api.without_account(ask.actor).values())
    context: dict[str, object] = {"waiting": ask.t["sc_codes_waiting"].format(many=many)}
    if many:
        values = {"days": DAYS[0]}
        context["form"] = form(
            ask, _fields(ask), do="file", button=text("sc_codes_make"), values=values, file=True
        )
    return Shown("school/class_codes.html", context)


def file(ask: Ask) -> Download:
    """The codes, shown in this file alone; the board keeps only their digests."""
    values = read(ask, _fields(ask))
    plan = int(values["plan"]) if values["plan"] else None
    codes = api.student_codes(ask.actor, plan=plan, days=int(values["days"]))
    out = StringIO()
    writer = csv.writer(out, delimiter=";" if ask.host.language.startswith("nl") else ",")
    heads = [saying.label(ask.host.language, "student", one) for one in ("student_number", "name", "email")]
    writer.writerow([*heads, ask.t["code"]])
    writer.writerows([plain(one.number), plain(one.name), one.email, one.code] for one in codes)
    return Download(out.getvalue().encode("utf-8-sig"), "codes.csv", "text/csv; charset=utf-8")


CODES: Final = Screen("class_codes", text("sc_codes_title"), COORDINATOR, view, {"file": file})
