"""Settings: the organisations of the board with the rules a school sets, and codes for its people."""

from __future__ import annotations

from typing import Final

from winternship_board import api
from winternship_board.screens import details
from winternship_board.screens.administrator import own
from winternship_board.screens.asking import Ask
from winternship_board.screens.broker.codes import code_made, shown_code
from winternship_board.screens.broker.own import name_of
from winternship_board.screens.forms import Field, form, read
from winternship_board.screens.listed import list_screen
from winternship_board.screens.listing import Column, Filter, Listing
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Go, Shown, Undo
from winternship_board.screens.steps import move_post, steps
from winternship_board.screens.texts import text
from winternship_core.placements import ROLE_NAMES, Role

SCHOOL_ROLES: Final = (Role.COORDINATOR, Role.SUPERVISOR, Role.CONFIDANT)
COMPANY_ROLES: Final = (Role.COMPANY, Role.TRAINER)
FACTS: Final = ["trade_name", "kind", "state", "region", "country", "registry_number", "verified_on"]
RULES: Final = (
    Field("blind", "check", hint=text("ad_blind_hint")),
    Field("company_check", "check", hint=text("ad_company_check_hint")),
    Field("recheck_days", "number", hint=text("ad_recheck_hint"), required=True),
    Field("keep_file_months", "number", hint=text("ad_keep_hint")),
)
LIST: Final = Listing(
    "houses",
    "organisation",
    (
        Column("name", text("field_name"), show=lambda ask, row: name_of(row)),
        Column("kind"),
        Column("region"),
        Column("state"),
    ),
    filters=(Filter("kind"), Filter("region"), Filter("state")),
    sorts={"name": text("br_sort_name"), "newest": text("sort_newest")},
    words=True,
    opens="organisation",
    empty=text("ad_houses_empty"),
)
HOUSES: Final = list_screen(LIST, text("ad_houses_title"), own.ADMIN, template=own.LIST, more=own.never)


def view(ask: Ask) -> Shown:
    """One organisation: its facts, the rules of a school, the steps of an administrator, and codes."""
    seen = api.see(ask.actor, "organisation", ask.number("back_id" if ask.one("back_id") else "id"))
    hidden = {"id": seen.id, "version": seen.version}
    school = seen.fields["kind"] == "school"
    rules = form(
        ask, RULES, do="rules", button=text("br_save"), values=seen.fields, hidden=hidden, kind="organisation"
    )
    made = form(
        ask, _invite_fields(seen), do="invite", button=text("br_invite_button"), hidden={"id": seen.id}
    )
    context = {
        "seen": seen,
        "rows": [(ask.t["field_name"], str(seen.fields["name"])), *details.rows(ask, seen, FACTS)],
        "rules": rules if school else None,
        "steps": steps(ask, seen),
        "invite": made,
        "code": shown_code(ask),
        **own.never(ask),
    }
    return Shown("administrator/house.html", context, name_of(seen))


def _invite_fields(seen: api.Seen) -> tuple[Field, ...]:
    given = SCHOOL_ROLES if seen.fields["kind"] == "school" else COMPANY_ROLES
    choices = {str(role): ROLE_NAMES[role] for role in given}
    return (Field("role", "choice", label=text("br_invite_role"), choices=choices, required=True),)


def set_rules(ask: Ask) -> Go:
    """Keep a school's rules; the old ones come back with "undo"."""
    before = api.see(ask.actor, "organisation", ask.number())
    moved = api.change(ask.actor, "organisation", before.id, read(ask, RULES), version=ask.number("version"))
    old = {one.name: before.fields[one.name] for one in RULES}
    values = {
        name: "on" if value is True else value for name, value in old.items() if value not in (False, None)
    }
    undo = Undo("organisation", "rules", {"id": moved.id, "version": moved.version, **values})
    return Go("organisation", {"id": moved.id}, text("br_saved"), undo)


def invite(ask: Ask) -> Go:
    """A code for somebody of this organisation."""
    seen = api.see(ask.actor, "organisation", ask.number())
    role = Role(read(ask, _invite_fields(seen))["role"])
    return code_made("organisation", api.invite(ask.actor, role, organisation=seen.id), {"id": seen.id})


HOUSE: Final = Screen(
    "organisation",
    text("ad_house_title"),
    own.ADMIN,
    view,
    {"move": move_post, "rules": set_rules, "invite": invite},
)
