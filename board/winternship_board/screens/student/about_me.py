"""What a student tells of themselves for a placement: when, how far, which work; and what they need to learn well."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from winternship_board import api
from winternship_board.screens import details
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, form, read
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Go, Shown
from winternship_board.screens.student.own import STUDENT, profile
from winternship_board.screens.texts import text
from winternship_core.placements import ROLE_NAMES, Role
from winternship_core.placements.codes import LANGUAGE_LEVEL, LICENCE, TRAVEL_MODE

SCHOOL: Final = ["name", "student_number", "programme", "route", "year"]
TONGUES: Final = ("nl:speak", "nl:read", "en:speak", "en:read", "de:speak")
FIELDS: Final = (
    Field("email", "email", autocomplete="email"),
    Field("phone", "tel", hint=text("phone_hint"), autocomplete="tel"),
    Field("starts_on", "date"),
    Field("ends_on", "date"),
    Field("travel_modes", "many", choices=TRAVEL_MODE),
    Field("max_minutes", "number"),
    Field("wish_text", "area", hint=text("wish_text_hint")),
    Field("interests", "area", text("interests"), hint=text("one_a_line")),
    *(
        Field(f"tongue.{one}", "choice", text(f"tongue_{one.replace(':', '_')}"), choices=LANGUAGE_LEVEL)
        for one in TONGUES
    ),
    Field("licences", "many", choices=LICENCE),
    Field("limits", "area", hint=text("limits_hint")),
    Field("wants_guidance", "check", text("wants_guidance")),
)
LINES: Final = ("interests", "limits")
SUPPORT_ROLES: Final = {
    str(role): ROLE_NAMES[role] for role in (Role.COORDINATOR, Role.SUPERVISOR, Role.TRAINER, Role.COMPANY)
}
SUPPORT: Final = (
    Field("text", "area", text("support_text"), hint=text("support_hint"), required=True),
    Field("shared_with", "many", text("support_shared"), choices=SUPPORT_ROLES),
)


def view(ask: Ask) -> Shown:
    """What the school keeps, what I fill in, and what I need to learn well."""
    me = profile(ask)
    names = api.programmes(ask.host.language, ids=[me.fields["programme"]])
    hidden = {"id": me.id, "version": me.version}
    wish = next(iter(api.search(ask.actor, "support_wish", limit=1).rows), None)
    told = {"id": wish.id, "version": wish.version} if wish else {"student": me.id}
    context = {
        "rows": details.rows(ask, me, SCHOOL, {"programme": "".join(dict.fromkeys(names.values()))}),
        "form": form(
            ask,
            FIELDS,
            do="save",
            button=text("save_profile"),
            values=_values(me),
            hidden=hidden,
            kind="student",
        ),
        "support": form(
            ask,
            SUPPORT,
            do="support",
            button=text("save_support"),
            values=wish.fields if wish else {},
            hidden=told,
            kind="support_wish",
        ),
    }
    return Shown("student/about_me.html", context)


def save(ask: Ask) -> Go:
    """Keep what the student may fill in themselves; languages that are not asked here stay as they are."""
    values = read(ask, FIELDS)
    tongues = {one: values.pop(f"tongue.{one}") for one in TONGUES}
    before = profile(ask).fields.get("languages")
    kept = {**(before if isinstance(before, dict) else {}), **tongues}
    values["languages"] = {one: level for one, level in kept.items() if level}
    for name in LINES:
        values[name] = [line.strip() for line in values[name].splitlines() if line.strip()]
    api.change(ask.actor, "student", ask.number(), values, version=ask.number("version"))
    return Go("about_me", {}, text("kept"))


def support(ask: Ask) -> Go:
    """Keep what the student needs to learn well; the roles they name read it, nobody else."""
    values = read(ask, SUPPORT)
    if ask.one("id"):
        api.change(ask.actor, "support_wish", ask.number(), values, version=ask.number("version"))
    else:
        api.create(ask.actor, "support_wish", {**values, "student": ask.number("student")})
    return Go("about_me", {}, text("kept"))


def _values(me: api.Seen) -> Mapping[str, Any]:
    fields: dict[str, Any] = dict(me.fields)
    tongues = fields.get("languages") or {}
    lines = {name: "\n".join(map(str, fields.get(name) or ())) for name in LINES}
    return {**fields, **lines, **{f"tongue.{one}": tongues.get(one, "") for one in TONGUES}}


ABOUT_ME: Final = Screen(
    "about_me", text("about_me_title"), STUDENT, view, {"save": save, "support": support}, menu=True
)
