"""Who works at the school on the board: their names, new codes of invitation, and a role that ends."""

from __future__ import annotations

from typing import Any, Final

from winternship_board import api, overviews
from winternship_board.actors import standing
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, read
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Go, Shown
from winternship_board.screens.school.paper import opening
from winternship_board.screens.school.roles import COORDINATOR, school_of
from winternship_board.screens.texts import text
from winternship_core.placements import Role
from winternship_core.placements.roles import ROLE_NAMES

OURS: Final = (Role.COORDINATOR, Role.SUPERVISOR, Role.CONFIDANT)
INVITE: Final = (
    Field(
        "role", "choice", text("role"), required=True, choices={str(role): ROLE_NAMES[role] for role in OURS}
    ),
)
NAME: Final = (Field("name", "text", text("field_name"), required=True, most=200),)


def view(ask: Ask) -> Shown:
    """Everyone with a role, each with the forms for their name and the end of the role."""
    rows: list[dict[str, Any]] = []
    for one in overviews.colleagues(ask.actor, school_of(ask), OURS):
        held, mine = {"membership": one.membership}, one.membership == ask.actor.membership_id
        name = opening(
            ask,
            text("sc_give_name"),
            NAME,
            do="name",
            key=f"name {one.membership}",
            values={"name": one.name},
            hidden=held,
            button=text("sc_save"),
        )
        end = opening(
            ask,
            text("sc_end_role"),
            (),
            do="end",
            key=f"end {one.membership}",
            hidden=held,
            lead=text("sc_end_role_lead"),
            danger=True,
        )
        who = one.name or f"{ask.t['sc_without_card']} {one.person}"
        rows.append(
            {
                "who": who,
                "role": saying.role(ask.host.language, one.role),
                "forms": [name, None if mine else end],
            }
        )
    invite = opening(ask, text("sc_invite"), INVITE, do="invite", lead=text("sc_code_lead"))
    return Shown("school/people.html", {"rows": rows, "forms": [invite]})


def invite(ask: Ask) -> Go:
    """A code with which one person takes a role at this school, shown this once."""
    role = Role(str(read(ask, INVITE)["role"]))
    secret = api.invite(ask.actor, role, organisation=standing(ask.actor).organisation_id)
    return Go("people", {}, text("sc_code_is", code=secret))


def name(ask: Ask) -> Go:
    """Put a name on a colleague's card."""
    overviews.give_name(ask.actor, ask.number("membership"), str(read(ask, NAME)["name"]))
    return Go("people", {}, text("sc_saved"))


def end(ask: Ask) -> Go:
    """End a role, at once and in every open tab."""
    api.end_role(ask.actor, ask.number("membership"))
    return Go("people", {}, text("sc_role_ended"))


PEOPLE: Final = Screen(
    "people",
    text("sc_people_title"),
    COORDINATOR,
    view,
    {"invite": invite, "name": name, "end": end},
)
