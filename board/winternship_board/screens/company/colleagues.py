"""Colleagues on the board: who has which role, inviting one, ending a role at once, and one's own card."""

from __future__ import annotations

from typing import Final

from winternship_board import api
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.company.house import CONTACT
from winternship_board.screens.company.own import COMPANY, HOUSE, house
from winternship_board.screens.forms import Field, Form, form, read
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Go, Shown
from winternship_board.screens.texts import text
from winternship_core.placements import Role
from winternship_core.placements.roles import ROLE_NAMES

INVITE: Final = (
    Field(
        "role",
        "radio",
        text("co_invite_as"),
        choices={str(role): ROLE_NAMES[role] for role in (Role.TRAINER, Role.COMPANY)},
        required=True,
    ),
)


def view(ask: Ask) -> Shown:
    """My card for everyone; for the company contact also the others."""
    card = api.my_card(ask.actor)
    values = {"name": card.name, "function": card.function, "email": card.email, "phone": card.phone}
    context = {
        "card": form(
            ask, CONTACT, do="card", button=text("co_save"), values=values, hidden={"mine": 1}, kind="contact"
        ),
        "company": ask.actor.role in COMPANY,
        "people": _people(ask) if ask.actor.role in COMPANY else [],
        "invite": form(
            ask, INVITE, do="invite", button=text("co_invite"), values={"role": str(Role.TRAINER)}
        ),
    }
    return Shown("company/colleagues.html", context)


def _people(ask: Ask) -> list[dict[str, object]]:
    language = ask.host.language
    return [
        {
            "name": one.name or ask.t["co_no_card"],
            "role": saying.role(language, one.part),
            "reach": ", ".join(filter(None, (one.function, one.email, one.phone))),
            "me": one.person_id == ask.actor.person_id,
            "end": _end(ask, one),
        }
        for one in api.my_colleagues(ask.actor)
    ]


def _end(ask: Ask, one: api.Named) -> Form | None:
    if one.membership_id == ask.actor.membership_id:
        return None
    return form(
        ask,
        [],
        do="end",
        button=text("co_end_role"),
        key=f"end {one.membership_id}",
        hidden={"member": one.membership_id},
        lead=ask.t["co_end_lead"],
        danger=True,
    )


def save_card(ask: Ask) -> Go:
    """Keep one's own card: the name that school and student see."""
    api.save_my_card(ask.actor, read(ask, CONTACT))
    return Go("colleagues", {}, text("co_saved"))


def invite(ask: Ask) -> Go:
    """A code for one colleague, shown this once."""
    role = Role(read(ask, INVITE)["role"])
    code = api.invite(ask.actor, role, organisation=house(ask).id)
    return Go("colleagues", {}, text("co_invited", code=code))


def end(ask: Ask) -> Go:
    """End the role of a colleague of one's own house at once; a replacement is invited the same way."""
    member = ask.number("member")
    if member not in {one.membership_id for one in api.my_colleagues(ask.actor)}:
        raise api.NotFound("role")
    api.end_role(ask.actor, member)
    return Go("colleagues", {}, text("co_role_ended"))


COLLEAGUES: Final = Screen(
    "colleagues",
    text("co_colleagues"),
    HOUSE,
    view,
    {"card": save_card, "invite": invite, "end": end},
    menu=True,
)
