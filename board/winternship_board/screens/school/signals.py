"""Signals of trouble: a confidential contact sees those of the school, anyone else those they made or work on."""

from __future__ import annotations

from typing import Any, Final

from winternship_board import api, overviews
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, read
from winternship_board.screens.listed import list_screen
from winternship_board.screens.listing import Column, Filter, Listing
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Go, Shown
from winternship_board.screens.school import facts
from winternship_board.screens.school.labels import label, rows
from winternship_board.screens.school.paper import Opening, opening, paper
from winternship_board.screens.school.roles import STAFF, school_of
from winternship_board.screens.texts import text
from winternship_core.placements import Role
from winternship_core.placements.codes import SIGNAL

ANYONE: Final = STAFF | {Role.CONFIDANT}
STATES: Final = ("open", "closed")
FACTS: Final = ("kind", "facts", "company", "is_hidden", "created_on", "closed_on", "actions")
REPORT: Final = (
    Field("kind", "choice", label("signal", "kind"), choices=SIGNAL, required=True),
    Field("facts", "area", label("signal", "facts"), text("sc_facts_hint"), required=True),
    Field("is_hidden", "check", label("signal", "is_hidden")),
)
ACTIONS: Final = (
    Field("actions", "area", label("signal", "actions"), text("sc_actions_hint"), required=True),
)
LIST: Final = Listing(
    "signals",
    "signal",
    (
        Column("kind", label("signal", "kind")),
        Column("company", label("signal", "company"), names="organisation"),
        Column("created_on", label("signal", "created_on")),
        Column("state"),
    ),
    filters=(Filter("state", choices=lambda ask: tuple((one, ask.t[f"state_{one}"]) for one in STATES)),),
    opens="signal",
    empty=text("sc_signals_empty"),
)


def _more(ask: Ask) -> dict[str, object]:
    """The form to report something; a confidential contact reports nothing in this role."""
    if ask.actor.role is Role.CONFIDANT:
        return {"lead": ask.t["sc_signals_lead"], "forms": []}
    made = opening(
        ask,
        text("sc_report"),
        REPORT,
        do="report",
        lead=text("sc_report_lead"),
        button=text("sc_send"),
        kind="signal",
    )
    return {"lead": ask.t["sc_signals_lead"], "forms": [made]}


def report(ask: Ask) -> Go:
    """Make a signal for the confidential contact of the school."""
    made = api.create(ask.actor, "signal", {**read(ask, REPORT), "school": school_of(ask)})
    return Go("signal", {"id": made.id}, text("sc_reported"))


SIGNALS: Final = list_screen(
    LIST,
    text("sc_signals_title"),
    ANYONE,
    template="school/list_and_forms.html",
    more=_more,
    posts={"report": report},
)


def view(ask: Ask) -> Shown:
    """One signal, as far as it is this person's; a hidden reporter is hidden here too."""
    seen = api.see(ask.actor, "signal", ask.number())
    company = api.names(ask.actor, "organisation", [seen.fields.get("company")])
    kind = saying.value(ask.host.language, "signal", "kind", seen.fields.get("kind"))
    return paper(
        ask,
        seen,
        title=f"{ask.t['sc_signal']}: {kind}",
        rows=rows(ask, seen, FACTS, {"company": "".join(company.values())}),
        parts=[facts.part(ask, "sc_rules_of_this", ("FAIR-1", "FAIR-2"))],
        forms=_forms(ask, seen),
        history="facts" in seen.fields,
    )


def _forms(ask: Ask, seen: api.Seen) -> list[Opening | None]:
    if seen.fields.get("state") != "open" or "facts" not in seen.fields:
        return []
    held = {"id": seen.id, "version": seen.version}
    actions = opening(
        ask,
        text("sc_note_actions"),
        ACTIONS,
        do="actions",
        button=text("sc_save"),
        values=seen.fields,
        hidden=held,
        kind="signal",
    )
    if ask.actor.role is not Role.CONFIDANT:
        return [actions]
    handler = opening(
        ask,
        text("sc_put_on_case"),
        (_handler(ask),),
        do="handle",
        lead=text("sc_put_on_case_lead"),
        hidden=held,
    )
    close = opening(
        ask,
        text("sc_close_signal"),
        (),
        do="close",
        lead=text("sc_close_signal_lead"),
        hidden=held,
        danger=True,
    )
    return [actions, handler, close]


def _handler(ask: Ask) -> Field:
    there = overviews.colleagues(ask.actor, school_of(ask), {Role.COORDINATOR})
    choices = [(str(one.person), one.name or f"{ask.t['sc_without_card']} {one.person}") for one in there]
    return Field("handler", "choice", label("signal", "handler"), required=True, choices=choices)


def actions(ask: Ask) -> Go:
    """Note what was done."""
    pk, values = ask.number(), read(ask, ACTIONS)
    api.change(ask.actor, "signal", pk, values, version=ask.number("version"))
    return Go("signal", {"id": pk}, text("sc_saved"))


def handle(ask: Ask) -> Go:
    """Put a coordinator on the case, who sees it from then on."""
    pk = ask.number()
    _require_version(ask, pk)
    values: dict[str, Any] = read(ask, (_handler(ask),))
    api.handle_signal(ask.actor, pk, int(values["handler"]))
    return Go("signal", {"id": pk}, text("sc_saved"))


def close(ask: Ask) -> Go:
    """Close the case; whoever worked on it stays on it."""
    pk = ask.number()
    seen = _require_version(ask, pk)
    handler = seen.fields.get("handler")
    api.handle_signal(ask.actor, pk, handler if isinstance(handler, int) else None, close=True)
    return Go("signal", {"id": pk}, text("sc_signal_closed"))


def _require_version(ask: Ask, pk: int) -> api.Seen:
    """The case as it is; raises :class:`StaleVersion` when it is not the one that was shown."""
    seen = api.see(ask.actor, "signal", pk)
    if seen.version != ask.number("version"):
        raise api.StaleVersion("signal", ask.number("version"), seen.version)
    return seen


SIGNAL_SCREEN: Final = Screen(
    "signal", text("sc_signal"), ANYONE, view, {"actions": actions, "handle": handle, "close": close}
)
