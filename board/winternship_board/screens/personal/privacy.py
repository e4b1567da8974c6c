"""What is kept of me, who looked, how to take it along, and how to have it erased."""

from __future__ import annotations

import json
from typing import Final

from winternship_board import api
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Download, Shown
from winternship_board.screens.texts import text
from winternship_core.placements import Role


def view(ask: Ask) -> Shown:
    """The explanation, and how many rows of each kind there are of this person."""
    kept = api.export_person(ask.actor, _me(ask))
    language = ask.host.language
    rows = [
        (saying.label(language, "kept", name), len(found))
        for name, found in kept.items()
        if isinstance(found, list) and found
    ]
    context = {"rows": rows, "student": ask.actor.role is Role.STUDENT, "looks": _looks(ask)}
    return Shown("board/privacy.html", context)


def download(ask: Ask) -> Download:
    """All that is kept of this person as JSON, for other programs too."""
    kept = api.export_person(ask.actor, _me(ask))
    body = json.dumps(kept, ensure_ascii=False, indent=2).encode()
    return Download(body, "winternship.json", "application/json")


def _me(ask: Ask) -> int:
    if ask.actor.person_id is None:
        raise api.NotFound("person")
    return ask.actor.person_id


def _looks(ask: Ask) -> list[tuple[str, str, str]]:
    """Who looked at a minor's data, for the student."""
    if ask.actor.role is not Role.STUDENT:
        return []
    language, found = ask.host.language, []
    for student in api.search(ask.actor, "student", limit=5).rows:
        for at, role, kind, _ in api.access_log(ask.actor, student.id, 50):
            found.append(
                (saying.day(language, at), saying.role(language, role), saying.label(language, "kept", kind))
            )
    return found


PRIVACY: Final = Screen(
    "privacy",
    text("privacy_title"),
    frozenset(Role) - {Role.SYSTEM},
    view,
    {"export": download},
    menu=True,
)
