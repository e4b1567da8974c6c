"""How the board reaches me: the mail of the day, and dates in one's own calendar program."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from winternship_board import api
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, Form, form, read
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Go, Shown
from winternship_board.screens.texts import text
from winternship_core.placements import Role
from winternship_core.text import Text

LANGUAGES: Final[Mapping[str, Text]] = {"nl": Text("Nederlands", "Dutch"), "en": Text("Engels", "English")}
LANGUAGE: Final = Field("language", "choice", text("reach_language"), required=True, choices=LANGUAGES)
HOW_OFTEN: Final = Field(
    "often",
    "radio",
    text("reach_often"),
    required=True,
    choices={"daily": text("reach_daily"), "weekly": text("reach_weekly"), "never": text("reach_never")},
)
ADDRESS: Final = Field(
    "address", "email", text("reach_address"), hint=text("reach_address_hint"), autocomplete="email"
)


def view(ask: Ask) -> Shown:
    """Both parts; a host that answers at no address of its own can send no mail and serve no calendar."""
    if not ask.host.links_at:
        return Shown("personal/reaching.html", {"served": False})
    choice = api.digests.mail_choice(ask.actor)
    feeds = [
        {
            "id": one.id,
            "role": saying.role(ask.host.language, one.role),
            "language": ask.say(LANGUAGES[one.language]),
            "since": saying.day(ask.host.language, one.created_at),
        }
        for one in api.digests.calendars(ask.actor)
    ]
    context = {
        "served": True,
        "choice": choice,
        "mail": _mail_form(ask, choice),
        "address": form(ask, (ADDRESS,), do="address", button=text("reach_address_save")),
        "feeds": feeds,
        "calendar": form(
            ask,
            (LANGUAGE,),
            do="calendar",
            button=text("reach_calendar_make"),
            values={"language": ask.host.language},
        ),
    }
    return Shown("personal/reaching.html", context)


def save_mail(ask: Ask) -> Go:
    """Keep how often, in which language and for which roles."""
    found = read(ask, _mail_fields(ask))
    on = set(found.get("roles") or ())
    off = [role for role in _roles(ask) if role not in on] if "roles" in found else None
    api.digests.choose_mail(
        ask.actor,
        is_on=found["often"] != "never",
        weekly=found["often"] == "weekly",
        language=found["language"],
        off_roles=off,
    )
    return Go("reaching", {}, text("reach_mail_kept"))


def save_address(ask: Ask) -> Go:
    """Ask a new address whether it is theirs; an empty field goes back to the one the board knows."""
    address = read(ask, (ADDRESS,))["address"]
    api.digests.choose_mail(ask.actor, address=address)
    return Go("reaching", {}, text("reach_address_asked" if address else "reach_address_back"))


def make_calendar(ask: Ask) -> Go:
    """Make an address and show it this once; only its digest is kept."""
    language = read(ask, (LANGUAGE,))["language"]
    link = api.digests.new_calendar(ask.actor, language=language)
    return Go("reaching", {}, text("reach_calendar_made", link=link))


def withdraw_calendar(ask: Ask) -> Go:
    """From now on the address shows nothing."""
    api.digests.revoke_calendar(ask.actor, ask.number())
    return Go("reaching", {}, text("reach_calendar_gone"))


def _mail_form(ask: Ask, choice: api.digests.MailChoice) -> Form:
    often = "never" if not choice.is_on else "weekly" if choice.weekly else "daily"
    on = [role for role in _roles(ask) if role not in choice.off_roles]
    values = {"often": often, "language": choice.language, "roles": on}
    return form(ask, _mail_fields(ask), do="mail", button=text("reach_mail_save"), values=values)


def _mail_fields(ask: Ask) -> tuple[Field, ...]:
    """Which roles is asked only of who has several."""
    roles = _roles(ask)
    if len(roles) < 2:
        return HOW_OFTEN, LANGUAGE
    names = [(role, saying.role(ask.host.language, role)) for role in roles]
    return HOW_OFTEN, LANGUAGE, Field("roles", "many", text("reach_roles"), choices=names)


def _roles(ask: Ask) -> list[str]:
    return list(dict.fromkeys(str(one.role) for one in ask.actors))


REACHING: Final = Screen(
    "reaching",
    text("reach_title"),
    frozenset(Role) - {Role.SYSTEM},
    view,
    {"mail": save_mail, "address": save_address, "calendar": make_calendar, "withdraw": withdraw_calendar},
    menu=True,
)
