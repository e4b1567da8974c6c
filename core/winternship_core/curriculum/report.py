"""How long and how hard to read the lessons are, for authors; needs pyphen, which only development installs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

from winternship_core.curriculum.checking import running_text
from winternship_core.curriculum.lint import words
from winternship_core.curriculum.loading import load_works
from winternship_core.curriculum.words import LANGUAGES

_END: Final = re.compile(r"[.!?:;](?:\s|$)|\n")


@dataclass(frozen=True, slots=True)
class Reading:
    """Words, words per sentence, and the reading score (higher is easier; about 60 to 80 is plain language)."""

    words: int
    per_sentence: float
    score: float


def reading(text: str, language: str) -> Reading:
    """The score of Flesch for English, with the figures of Douma (1960) for Dutch.

    Flesch: 206.835 - 1.015 x words per sentence - 84.6 x syllables per word. Douma: 206.84 - 0.93 x words per
    sentence - 77 x syllables per word. Syllables are counted as places where a word may be broken:
    slightly too few.
    """
    found = [word for word in words(text) if word[0].isalpha()]
    sentences = max(1, sum(1 for piece in _END.split(text) if words(piece)))
    breaks: Any = import_module("pyphen").Pyphen(
        lang="nl_NL" if language == "nl" else "en_GB", left=1, right=1
    )
    syllables = sum(len(breaks.positions(word)) + 1 for word in found)
    count = max(1, len(found))
    length, weight = count / sentences, syllables / count
    score = (
        206.84 - 0.93 * length - 77 * weight if language == "nl" else 206.835 - 1.015 * length - 84.6 * weight
    )
    return Reading(len(found), length, score)


def lines() -> Iterator[str]:
    """A line for each lesson and language, and one for each work."""
    yield "lesson       words  per sentence  score"
    for work in load_works():
        for language in LANGUAGES:
            texts = {lesson.key: running_text(lesson.body.in_language(language)) for lesson in work.lessons()}
            for key, text in texts.items():
                yield _line(f"{key} {language}", reading(text, language))
            yield _line(f"= {work.key} {language}", reading("\n".join(texts.values()), language))


def _line(name: str, found: Reading) -> str:
    return f"{name:12} {found.words:5}  {found.per_sentence:12.1f}  {found.score:5.0f}"
