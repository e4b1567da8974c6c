"""What is kept of me, who looked, how to take it along, and how to have it erased."""

from __future__ import annotations

import json
from typing import Final

from winternship_board import api
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, Form, form, read
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Download, Go, Shown
from winternship_board.screens.texts import text
from winternship_core.placements import Role
from winternship_core.placements.codes import CONSENT

TEXT_VERSION: Final = "2026-11"
CONSENTS: Final = tuple(Field(code, "check", words) for code, words in CONSENT.items())


def view(ask: Ask) -> Shown:
    """The explanation, and how many rows of each kind there are of this person."""
    kept = api.export_person(ask.actor, _me(ask))
    language = ask.host.language
    rows = [
        (saying.label(language, "kept", name), len(found))
        for name, found in kept.items()
        if isinstance(found, list) and found
    ]
    student = _student(ask)
    context = {
        "rows": rows,
        "student": student,
        "looks": _looks(ask, student),
        "consents": _consents(ask, student) if student else None,
    }
    return Shown("board/privacy.html", context)


def save_consents(ask: Ask) -> Go:
    """Keep each yes or no that is another than before; a placement never depends on it."""
    student = _student(ask)
    if student is None:
        raise api.NotFound("student")
    values, before = read(ask, CONSENTS), api.consents(ask.actor, student.id)
    for purpose, given in values.items():
        if given != before[purpose]:
            api.give_consent(ask.actor, student.id, purpose, given=given, text_version=TEXT_VERSION)
    return Go("privacy", {}, text("privacy_consents_kept"))


def ask_erasure(ask: Ask) -> Go:
    """Pass the request on to whoever can do it."""
    api.ask_erasure(ask.actor)
    return Go("privacy", {}, text("privacy_erase_asked"))


def download(ask: Ask) -> Download:
    """All that is kept of this person as JSON, for other programs too."""
    kept = api.export_person(ask.actor, _me(ask))
    body = json.dumps(kept, ensure_ascii=False, indent=2).encode()
    return Download(body, "winternship.json", "application/json")


def _me(ask: Ask) -> int:
    if ask.actor.person_id is None:
        raise api.NotFound("person")
    return ask.actor.person_id


def _student(ask: Ask) -> api.Seen | None:
    if ask.actor.role is not Role.STUDENT:
        return None
    return next(iter(api.search(ask.actor, "student", limit=1).rows), None)


def _consents(ask: Ask, student: api.Seen) -> Form:
    values = api.consents(ask.actor, student.id)
    return form(ask, CONSENTS, do="consents", button=text("privacy_consents_save"), values=values)


def _looks(ask: Ask, student: api.Seen | None) -> list[tuple[str, str, str]]:
    """Who looked at a minor's data, for the student."""
    if student is None:
        return []
    language = ask.host.language
    return [
        (saying.day(language, at), saying.role(language, role), saying.label(language, "kept", kind))
        for at, role, kind, _ in api.access_log(ask.actor, student.id, 50)
    ]


PRIVACY: Final = Screen(
    "privacy",
    text("privacy_title"),
    frozenset(Role) - {Role.SYSTEM},
    view,
    {"export": download, "consents": save_consents, "erase": ask_erasure},
    menu=True,
)
