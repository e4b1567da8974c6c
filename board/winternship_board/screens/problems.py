"""Errors of the board become sentences at the field they are about, or above the form when they are about none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from winternship_board import api
from winternship_board.errors import WrongForm
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask, Problems
from winternship_board.screens.texts import text

# What a guard misses → the field of a step's form in which it is said.
_SAID_IN: Final[Mapping[str, str]] = {"silent": "reason"}
_STEP_FIELDS: Final = frozenset({"code", "reason", "date", "who", "silent"})


def problems_of(ask: Ask, error: api.BoardError) -> Problems:
    """The sentences of an error, at the fields that were sent with the request."""
    problems = Problems()
    if isinstance(error, WrongForm):
        problems.fields = {name: [ask.say(words)] for name, words in error.errors.items()}
    elif isinstance(error, api.GuardUnmet):
        for one in error.unmet:
            name = _SAID_IN.get(one.code, one.code)
            known = one.code in _STEP_FIELDS or f"asked.{name}" in ask.params
            _add(problems, name if known else "", ask.say(one.text))
    elif isinstance(error, api.BadValue):
        sent = error.field in ask.params or f"was.{error.field}" in ask.params
        named = saying.label(ask.host.language, ask.one("kind"), error.field)
        sentence = ask.say(error.text)
        _add(problems, error.field if sent else "", sentence.replace(f"{error.field}:", f"{named}:", 1))
    elif isinstance(error, api.StaleVersion):
        problems.stale = True
        _add(problems, "", ask.say(text("stale")))
        problems.general += _meanwhile(ask, error)
    elif isinstance(error, api.NotAllowed):
        _add(problems, "", ask.say(text("not_allowed")))
    else:
        _add(problems, "", ask.say(error.text))
    return problems


def _add(problems: Problems, name: str, sentence: str) -> None:
    if name:
        problems.fields.setdefault(name, []).append(sentence)
    else:
        problems.general.append(sentence)


def _meanwhile(ask: Ask, error: api.StaleVersion) -> list[str]:
    """Who did what since the version that the person saw, as far as they may know."""
    try:
        told = api.history(ask.actor, error.kind, ask.number("id"))
    except api.BoardError:
        return []
    language = ask.host.language
    found = []
    for one in told:
        if one.version <= error.received:
            continue
        fields = one.data.get("fields")
        names = [str(name) for name in fields] if isinstance(fields, list) else []
        did = ask.say(saying.action(one.kind, one.action))
        about = ", ".join(saying.label(language, one.kind, name) for name in names if name != "state")
        found.append(
            f"{saying.day(language, one.at)}: {saying.role(language, one.by_role)} – {did}"
            + (f" ({about})" if about and one.action == "change" else "")
        )
    return found
