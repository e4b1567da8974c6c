"""Telling of trouble, to the school's confidential contact alone: clear who reads it, and hidden if one wants."""

from __future__ import annotations

from typing import Final

from winternship_board import api
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, form, read
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Go, Shown
from winternship_board.screens.student.own import STUDENT, profile
from winternship_board.screens.texts import text
from winternship_core.facts import load_facts
from winternship_core.placements.codes import SIGNAL

FACT: Final = "FAIR-2"


def _fields(ask: Ask) -> list[Field]:
    rows = api.search(ask.actor, "placement", limit=20).rows
    names = api.names(ask.actor, "organisation", [row.fields["organisation"] for row in rows])
    companies = [(str(pk), name) for pk, name in names.items()]
    return [
        Field("kind", "choice", text("signal_kind"), choices=SIGNAL, required=True),
        *([Field("company", "choice", text("signal_company"), choices=companies)] if companies else []),
        Field("facts", "area", text("signal_facts"), hint=text("signal_facts_hint"), required=True),
        Field("is_hidden", "check", text("signal_hidden"), hint=text("signal_hidden_hint")),
    ]


def view(ask: Ask) -> Shown:
    """Who will read it, the form, what I told before, and where else one can go."""
    language = ask.host.language
    mine = [
        (
            saying.day(language, row.fields.get("created_on")),
            saying.value(language, "signal", "kind", row.fields["kind"]),
            saying.state(language, "signal", str(row.fields["state"])),
            row.fields.get("actions") or "",
        )
        for row in api.search(ask.actor, "signal", limit=50).rows
    ]
    fact = load_facts()[FACT]
    context = {
        "form": form(ask, _fields(ask), do="tell", button=text("signal_send"), kind="signal"),
        "mine": mine,
        "fact": ask.say(fact.text),
    }
    return Shown("student/trouble.html", context)


def tell(ask: Ask) -> Go:
    """Give it to the confidential contact of the student's school."""
    values = read(ask, _fields(ask))
    company = values.pop("company", "")
    told = {
        **values,
        "school": profile(ask).fields["school"],
        **({"company": int(company)} if company else {}),
    }
    api.create(ask.actor, "signal", told)
    return Go("trouble", {}, text("signal_sent"))


TROUBLE: Final = Screen("trouble", text("trouble_title"), STUDENT, view, {"tell": tell}, menu=True)
