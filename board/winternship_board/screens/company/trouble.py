"""Reporting trouble: to the confidential contact of the student's school, by name or not, and seeing what is done."""

from __future__ import annotations

from typing import Final

from winternship_board import api
from winternship_board.screens.asking import Ask
from winternship_board.screens.company.own import HOUSE, facts
from winternship_board.screens.forms import Field, form, read
from winternship_board.screens.listed import list_screen
from winternship_board.screens.listing import Column, Filter, Listing
from winternship_board.screens.replying import Go
from winternship_board.screens.texts import text
from winternship_core.placements.codes import SIGNAL

LIST: Final = Listing(
    "trouble",
    "signal",
    (
        Column("kind"),
        Column("state"),
        Column("created_on"),
        Column("actions", text("co_trouble_done")),
        Column("closed_on", text("co_trouble_closed")),
    ),
    filters=(Filter("state"),),
    empty=text("co_trouble_empty"),
)


def _fields(ask: Ask) -> list[Field]:
    rows = api.search(ask.actor, "placement", limit=100).rows
    choices = [(str(row.id), str(row.fields.get("student_name") or row.id)) for row in rows]
    return [
        Field("placement", "choice", text("co_trouble_about"), choices=choices, required=True),
        Field("signal", "choice", text("co_trouble_kind"), choices=SIGNAL, required=True),
        Field("facts", "area", text("co_trouble_facts"), hint=text("co_trouble_hint"), required=True),
        Field("is_hidden", "check", text("co_trouble_hidden"), hint=text("co_trouble_hidden_hint")),
    ]


def more(ask: Ask) -> dict[str, object]:
    """The form, unless there is no placement that trouble could be about."""
    fields = _fields(ask)
    return {
        "form": form(ask, fields, do="report", button=text("co_trouble_send")) if fields[0].choices else None,
        "facts": facts(ask, ["FAIR-2"]),
    }


def report(ask: Ask) -> Go:
    """Send it; the school of the placement is the one that answers, whatever the form says."""
    found = read(ask, _fields(ask))
    placement = api.see(ask.actor, "placement", int(found["placement"]))
    values = {
        "school": placement.fields["school"],
        "company": placement.fields["organisation"],
        "kind": found["signal"],
        "facts": found["facts"],
        "is_hidden": found["is_hidden"],
    }
    api.create(ask.actor, "signal", values)
    return Go("trouble", {}, text("co_trouble_sent"))


TROUBLE: Final = list_screen(
    LIST, text("co_trouble"), HOUSE, posts={"report": report}, template="company/trouble.html", more=more
)
