"""A new company at the info point: one form makes the company, its first location and its contact."""

from __future__ import annotations

from typing import Final

from winternship_board import api
from winternship_board.screens.asking import Ask
from winternship_board.screens.broker import fields, own
from winternship_board.screens.forms import Field, form, read
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Go, Shown
from winternship_board.screens.texts import text

INTAKE: Final = (
    Field("kind", "choice", required=True, choices=fields.KINDS),
    Field("name", label=text("br_intake_name"), required=True, most=200, autocomplete="organization"),
    Field("trade_name", most=200),
    *fields.REGISTRY,
    *fields.ABOUT,
    *fields.PLACE,
    Field(
        "contact_name", label=text("br_contact_name"), hint=text("br_contact_hint"), required=True, most=200
    ),
    Field("function", most=100),
    Field("email", "email", most=254),
    Field("phone", "tel", hint=text("br_phone_hint"), most=40),
    Field("submit", "check", label=text("br_intake_submit"), hint=text("br_intake_submit_hint")),
)
_OF_COMPANY: Final = (
    "kind",
    "name",
    "trade_name",
    "registry_number",
    "registry_none_because",
    "sector",
    "size",
    "website",
)


def view(ask: Ask) -> Shown:
    """The empty form."""
    made = form(
        ask,
        INTAKE,
        do="add",
        button=text("br_intake_button"),
        values={"kind": "company", "submit": True},
        kind="organisation",
    )
    return Shown("broker/form.html", {"form": made, "lead": ask.t["br_intake_lead"], **own.never(ask)})


def add(ask: Ask) -> Go:
    """Make all three, and offer the company for verification when asked; nothing when one of them is refused."""
    values = read(ask, INTAKE)
    here = own.region(ask)
    company = {name: values[name] for name in _OF_COMPANY} | {"country": "NL", "region": here}
    if values["registry_number"]:
        company["registry"] = "KVK"
    made = api.create(ask.actor, "organisation", company)
    place = fields.with_pc4({name: values[name] for name in ("address", "pc6", "city")})
    api.create(ask.actor, "location", {"organisation": made.id, "region": here, **place})
    contact = {"name": values["contact_name"], **{one: values[one] for one in ("function", "email", "phone")}}
    api.create(ask.actor, "contact", {"organisation": made.id, **contact})
    if values["submit"]:
        api.move(ask.actor, "organisation", made.id, "submit", version=made.version)
    return Go("organisation", {"id": made.id}, text("br_intake_done"))


NEW: Final = Screen("new_company", text("br_intake_title"), own.BROKER, view, {"add": add}, menu=True)
