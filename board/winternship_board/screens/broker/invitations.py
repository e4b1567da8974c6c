"""Codes of invitation: making one for a colleague in the region, and seeing which ones still wait."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from winternship_board import api
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.broker import own
from winternship_board.screens.broker.codes import code_made, shown_code
from winternship_board.screens.forms import Field, form, read
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Go, Shown
from winternship_board.screens.texts import text
from winternship_core.placements import ROLE_NAMES, Role

# Roles that rest on no organisation; those at one are given on its own page.
_GIVES: Final = {
    Role.BROKER: (Role.BROKER,),
    Role.ADMIN: (Role.BROKER, Role.PARTNERSHIP, Role.ADMIN),
}


def _fields(ask: Ask) -> tuple[Field, ...]:
    roles = {str(role): ROLE_NAMES[role] for role in _GIVES[ask.actor.role]}
    role = Field("role", "choice", label=text("br_invite_role"), choices=roles, required=True)
    if ask.actor.role is Role.BROKER:
        return (role,)
    return (role, Field("region", hint=text("br_invite_region_hint"), most=20))


def view(ask: Ask) -> Shown:
    """The form, the code that was just made, and the codes that wait."""
    first = str(_GIVES[ask.actor.role][0])
    made = form(
        ask,
        _fields(ask),
        do="invite",
        button=text("br_invite_button"),
        values={"role": first, "region": ask.host.region},
    )
    waiting = [
        {
            "id": one.id,
            "role": saying.role(ask.host.language, one.role),
            "where": one.organisation or one.region,
            "until": one.expires_at,
        }
        for one in api.oversight.codes(ask.actor)
    ]
    context = {"form": made, "code": shown_code(ask), "waiting": waiting, **own.never(ask)}
    return Shown("broker/invitations.html", context)


def invite(ask: Ask) -> Go:
    """Make a code; what the person may not give is refused by the board."""
    values = read(ask, _fields(ask))
    here = own.region(ask) if ask.actor.role is Role.BROKER else values["region"]
    if values["role"] != Role.ADMIN and not here:
        raise api.BadValue("region", text("wrong_empty"))
    region = "" if values["role"] == Role.ADMIN else here
    return code_made("invitations", api.invite(ask.actor, Role(values["role"]), region=region))


def withdraw(ask: Ask) -> Go:
    """Make a code work no more."""
    api.oversight.withdraw_code(ask.actor, ask.number("code_id"))
    return Go("invitations", {}, text("br_code_withdrawn"))


INVITATIONS: Final = Screen(
    "invitations",
    text("br_invitations_title"),
    own.BROKER,
    view,
    {"invite": invite, "withdraw": withdraw},
    menu=True,
)
FOR_ADMINISTRATORS: Final = replace(INVITATIONS, roles=frozenset({Role.ADMIN}))
