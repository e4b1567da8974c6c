"""Roles: who holds which one now, and ending one at once in every open tab."""

from __future__ import annotations

from typing import Final

from winternship_board import api
from winternship_board.screens import saying
from winternship_board.screens.administrator import own
from winternship_board.screens.asking import Ask
from winternship_board.screens.listed import list_screen
from winternship_board.screens.listing import Column, Filter, Listing
from winternship_board.screens.replying import Go
from winternship_board.screens.texts import text

LIST: Final = Listing(
    "roles",
    "role",
    (
        Column("subject", text("ad_login")),
        Column(
            "role",
            text("ad_role"),
            show=lambda ask, row: saying.role(ask.host.language, str(row.fields["role"])),
        ),
        Column("organisation", text("ad_house_title")),
        Column("region"),
        Column("granted_at", text("ad_since")),
    ),
    filters=(
        Filter("role", text("ad_role"), choices=own.roles),
        Filter("person", text("ad_person_number"), "text"),
    ),
    sorts={"newest": text("sort_newest"), "oldest": text("ad_sort_oldest")},
    words=True,
    source=api.oversight.held_roles,
    buttons=lambda ask, row: (("end", ask.t["ad_end_role"]),),
    empty=text("ad_roles_empty"),
)


def ask_first(ask: Ask) -> Go:
    """Show what ends before it does."""
    return Go("roles", {"confirm": ask.number()})


def end(ask: Ask) -> Go:
    """End a role; the person can get it back by a new code."""
    api.oversight.end_held(ask.actor, ask.number())
    return Go("roles", {}, text("ad_role_ended"))


def _confirm(ask: Ask) -> dict[str, object]:
    context: dict[str, object] = {**own.never(ask), "confirm": None}
    wanted = ask.one("confirm") or (ask.one("id") if ask.problems else "")
    if wanted.isdigit():
        rows = api.oversight.held_roles(ask.actor, where={"id": int(wanted)}).rows
        context["confirm"] = rows[0] if rows else None
        context["role"] = saying.role(ask.host.language, str(rows[0].fields["role"])) if rows else ""
    return context


ROLES: Final = list_screen(
    LIST,
    text("ad_roles_title"),
    own.ADMIN,
    posts={"end": ask_first, "end_now": end},
    template="administrator/roles.html",
    more=_confirm,
)
