"""The word check at a vacancy: each word that shuts someone out, why, and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass

from winternship_board import api
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_core.curriculum import check_words


@dataclass(frozen=True, slots=True)
class Found:
    """One word to look at again, with what stands around it."""

    field: str
    before: str
    word: str
    after: str
    why: str
    instead: str


def findings(ask: Ask, seen: api.Seen, around: int = 40) -> list[Found]:
    """The words of a title and text that the guard of a vacancy would stop at, in both languages, each once."""
    found: dict[tuple[str, int], Found] = {}
    for name in ("title", "text"):
        text = str(seen.fields.get(name) or "")
        for language in ("nl", "en") if ask.host.language.startswith("nl") else ("en", "nl"):
            for one in check_words(text, language):
                found.setdefault(
                    (name, one.start),
                    Found(
                        saying.label(ask.host.language, "", name),
                        text[max(0, one.start - around) : one.start],
                        one.found,
                        text[one.end : one.end + around],
                        one.why,
                        one.instead,
                    ),
                )
    return list(found.values())
