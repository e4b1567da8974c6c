"""People the board knows by the name their platform gave: their rights on request, their roles."""

from __future__ import annotations

import json
from typing import Final

from winternship_board import api
from winternship_board.screens import saying
from winternship_board.screens.administrator import own
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, form, read
from winternship_board.screens.listed import list_screen
from winternship_board.screens.listing import Column, Listing
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Download, Go, Shown
from winternship_board.screens.texts import text
from winternship_core.placements import ROLE_NAMES, Role

REGIONAL: Final = (Role.BROKER, Role.PARTNERSHIP, Role.ADMIN)
ERASE: Final = (
    Field("reason", "area", label=text("ad_erase_reason"), hint=text("ad_erase_reason_hint"), required=True),
    Field("sure", "check", label=text("ad_erase_sure"), required=True),
)
GRANT: Final = (
    Field(
        "role",
        "choice",
        label=text("ad_role"),
        choices={str(role): ROLE_NAMES[role] for role in REGIONAL},
        required=True,
    ),
    Field("region", hint=text("br_invite_region_hint"), most=20),
)


def _roles(ask: Ask, row: api.Seen) -> str:
    held = row.fields.get("roles")
    return (
        ", ".join(saying.role(ask.host.language, str(one)) for one in held) if isinstance(held, list) else ""
    )


LIST: Final = Listing(
    "people",
    "person",
    (
        Column("subject", text("ad_login")),
        Column("number", text("ad_person_number"), show=lambda ask, row: str(row.id)),
        Column("issuer", text("ad_platform")),
        Column("roles", text("ad_roles_title"), show=_roles),
        Column("created_at", text("ad_since")),
    ),
    sorts={"newest": text("sort_newest"), "oldest": text("ad_sort_oldest")},
    words=True,
    opens="person",
    source=api.oversight.people,
    empty=text("ad_people_empty"),
)
PEOPLE: Final = list_screen(LIST, text("ad_people_title"), own.ADMIN, template=own.LIST, more=own.never)


def _seen(ask: Ask) -> api.Seen:
    rows = api.oversight.people(ask.actor, where={"id": ask.number()}).rows
    if not rows:
        raise api.NotFound("person")
    return rows[0]


def view(ask: Ask) -> Shown:
    """One person: which roles they hold, and what may be done when they ask for it."""
    seen = _seen(ask)
    hidden = {"id": seen.id}
    rows = [
        (ask.t["ad_login"], str(seen.fields["subject"])),
        (ask.t["ad_platform"], str(seen.fields["issuer"])),
        (ask.t["ad_person_number"], str(seen.id)),
        (ask.t["ad_roles_title"], _roles(ask, seen) or ask.t["ad_no_role"]),
    ]
    context = {
        "seen": seen,
        "rows": rows,
        "grant": form(ask, GRANT, do="grant", button=text("ad_grant"), hidden=hidden),
        "erase": form(
            ask,
            ERASE,
            do="erase",
            button=text("ad_erase"),
            hidden=hidden,
            lead=ask.t["ad_erase_lead"],
            danger=True,
        ),
        **own.never(ask),
    }
    return Shown("administrator/person.html", context, str(seen.fields["subject"]))


def grant(ask: Ask) -> Go:
    """Give a role that rests on a region or on the whole board; one at a school or company goes by a code."""
    seen, values = _seen(ask), read(ask, GRANT)
    role = Role(values["role"])
    region = "" if role is Role.ADMIN else values["region"]
    if role is not Role.ADMIN and not region:
        raise api.BadValue("region", text("wrong_empty"))
    api.grant(ask.actor, seen.id, role, region=region)
    return Go("person", {"id": seen.id}, text("ad_granted"))


def export(ask: Ask) -> Download:
    """All that is kept of this person, for them: hand it over to them alone."""
    seen = _seen(ask)
    kept = api.export_person(ask.actor, seen.id)
    body = json.dumps(kept, ensure_ascii=False, indent=2).encode()
    return Download(body, f"person-{seen.id}.json", "application/json")


def erase(ask: Ask) -> Go:
    """Erase all that no duty keeps."""
    values = read(ask, ERASE)
    done = api.oversight.erase(ask.actor, ask.number(), values["reason"])
    return Go("people", {}, text("ad_erased", kept=done["files kept"], students=done["students erased"]))


PERSON: Final = Screen(
    "person", text("ad_person_title"), own.ADMIN, view, {"grant": grant, "export": export, "erase": erase}
)
