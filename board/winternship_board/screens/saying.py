"""Values, states and steps in words people use; the board itself speaks in codes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from django.utils import timezone, translation
from django.utils.formats import date_format

from winternship_board.countries import countries
from winternship_board.kinds import KINDS
from winternship_board.screens.texts import all_texts
from winternship_core.placements.codes import CODE_LISTS
from winternship_core.placements.roles import ROLE_NAMES, Role
from winternship_core.text import Text

COUNTRIES: Final = frozenset({"country", "host_country", "sending_country"})
# Fields that hold a code although the kind does not check it: the board writes them itself.
_CODES: Final = {
    "decline_code": "decline",
    "end_code": "end_early",
    "can_do": "can_do",
    "age_rule": "age_rule",
}


def _language(language: str) -> str:
    return "nl" if language.lower().startswith("nl") else "en"


def day(language: str, when: object) -> str:
    """A date such as ``1 februari 2027``; a moment as its day here; nothing for nothing."""
    if isinstance(when, dt.datetime):
        when = timezone.localtime(when).date()
    if not isinstance(when, dt.date):
        return ""
    with translation.override(_language(language)):
        return date_format(when, "j F Y", use_l10n=False)


def short_day(language: str, when: dt.date) -> str:
    """A date in a row of days: ``ma 1 feb``."""
    with translation.override(_language(language)):
        return date_format(when, "D j M", use_l10n=False)


def label(language: str, kind: str, name: str) -> str:
    """What a field is called: ``field_<kind>_<name>``, else ``field_<name>``, else its name."""
    texts = all_texts()
    found = texts.get(f"field_{kind}_{name}") or texts.get(f"field_{name}")
    return found.in_language(language) if found else name.replace("_", " ")


def state(language: str, kind: str, name: str) -> str:
    """A state: ``state_<kind>_<name>``, else ``state_<name>``, else its name."""
    texts = all_texts()
    found = texts.get(f"state_{kind}_{name}") or texts.get(f"state_{name}")
    return found.in_language(language) if found else name.replace("_", " ")


def action(kind: str, name: str) -> Text:
    """A step as it stands on a button: ``step_<kind>_<name>``, else ``step_<name>``, else its name."""
    texts, word = all_texts(), name.replace(" ", "_")
    plain = Text(name.capitalize(), name.capitalize())
    return texts.get(f"step_{kind}_{word}") or texts.get(f"step_{word}") or plain


def parties(language: str, roles: Iterable[str]) -> str:
    """Whom a conversation is with; empty for people who have no part any more."""
    return ", ".join(role(language, one) for one in roles)


def role(language: str, name: str) -> str:
    """A role by its code."""
    return ROLE_NAMES[Role(name)].in_language(language) if name in set(Role) else name


def scale(language: str, judgement: Mapping[str, object]) -> str:
    """What the trainer chose for a work process, in words; nothing when nothing was chosen."""
    return value(language, "assessment", "scale", judgement.get("scale"))


def value(language: str, kind: str, name: str, what: object) -> str:
    """A field's value for people; a code by its list, and by itself when it is in none."""
    if name == "state":
        return state(language, kind, str(what))
    if what is None or what in ("", [], {}, ()):
        return ""
    if isinstance(what, list | tuple):
        return ", ".join(value(language, kind, name, one) for one in what)
    if isinstance(what, Mapping) and name == "languages":
        return ", ".join(_language_level(language, str(key), one) for key, one in what.items())
    if isinstance(what, Mapping):
        return ", ".join(f"{key}: {value(language, kind, name, one)}" for key, one in what.items())
    return _single(language, what) or _code(language, kind, name, str(what))


def _language_level(language: str, skill: str, level: object) -> str:
    """``nl:speak`` with a level, or with a level and the reason why the work needs it: ``Dutch, speaking: B1``."""
    told = level if isinstance(level, Mapping) else {"level": level}
    why = CODE_LISTS["task_reason"].get(str(told.get("reason")))
    known = all_texts().get(f"tongue_{skill.replace(':', '_')}")
    named = known.in_language(language) if known else skill.replace(":", " ")
    return f"{named}: {told.get('level', '')}" + (f" ({why.in_language(language)})" if why else "")


def _single(language: str, what: object) -> str:
    if isinstance(what, bool):
        return all_texts()["yes" if what else "no"].in_language(language)
    if isinstance(what, dt.date):
        return day(language, what)
    return f"{what.normalize():f}" if isinstance(what, Decimal) else ""


def _code(language: str, kind: str, name: str, what: str) -> str:
    if name in COUNTRIES:
        return countries(language).get(what, what)
    known = KINDS[kind].codes.get(name) if kind in KINDS else None
    codes = CODE_LISTS.get(known or _CODES.get(name, ""), {})
    if what in codes:
        return codes[what].in_language(language)
    found = all_texts().get(f"value_{name}_{what}")
    return found.in_language(language) if found else what
