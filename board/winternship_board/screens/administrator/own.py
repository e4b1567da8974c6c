"""What the screens of administrators share: their role, and the sentence on what they never see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from winternship_board.screens.asking import Ask
from winternship_board.screens.texts import all_texts
from winternship_core.placements import ROLE_NAMES, Role

ADMIN: Final = frozenset({Role.ADMIN})
LIST: Final = "administrator/list.html"


def never(ask: Ask) -> Mapping[str, object]:
    """The sentence on what this role never sees, for a template."""
    return {"never": ask.t["never_AD"]}


def roles(ask: Ask) -> Sequence[tuple[str, str]]:
    """Every role that somebody may hold by membership, for a filter."""
    held = [role for role in Role if role not in {Role.SYSTEM, Role.STUDENT, Role.GUARDIAN}]
    return [(str(role), ask.say(ROLE_NAMES[role])) for role in held]


def kind_name(language: str, kind: object) -> str:
    """What people call one object of a kind; its code when there is no word for it."""
    known = all_texts().get(f"ad_kind_{kind}")
    return known.in_language(language) if known else str(kind).replace("_", " ")
