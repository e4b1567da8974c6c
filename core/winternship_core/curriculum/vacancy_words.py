"""Words in a vacancy that shut students out, found and explained; a person decides what to do with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from winternship_core.curriculum.loading import CONTENT, yaml_file
from winternship_core.curriculum.words import LANGUAGES
from winternship_core.curriculum.yaml_files import YamlReader
from winternship_core.errors import CurriculumError
from winternship_core.text import Text


@dataclass(frozen=True, slots=True)
class Finding:
    """A piece of the text from ``start`` up to ``end``: why it may shut someone out, and what to write instead."""

    start: int
    end: int
    found: str
    why: str
    instead: str


@dataclass(frozen=True, slots=True)
class Warned:
    """One kind of words to warn about, in one language; ``pattern`` finds any of them as whole words."""

    key: str
    pattern: re.Pattern[str]
    why: str
    instead: str


@cache
def load_word_list() -> dict[str, tuple[Warned, ...]]:
    """What is warned about, by language; :class:`CurriculumError` lists every mistake."""
    mistakes: list[str] = []
    root = yaml_file(CONTENT, "words.yaml", mistakes)
    entries = root.children("words")
    found: dict[str, list[Warned]] = {language: [] for language in LANGUAGES}
    for entry in entries:
        key = entry.string("key")
        for language in LANGUAGES:
            found[language].append(_warned(key, entry.child(language)))
        entry.close()
    root.close()
    if mistakes:
        raise CurriculumError(mistakes)
    return {language: tuple(warned) for language, warned in found.items()}


def check_words(text: str, language: str) -> tuple[Finding, ...]:
    """What is worth a second look in a text of this language (a tag such as ``nl``), in its order, without overlap."""
    warned = load_word_list()[Text("nl", "en").in_language(language)]
    found = sorted(_findings(text, warned), key=lambda finding: (finding.start, -finding.end))
    kept: list[Finding] = []
    for finding in found:
        if not kept or finding.start >= kept[-1].end:
            kept.append(finding)
    return tuple(kept)


def _findings(text: str, warned: tuple[Warned, ...]) -> Iterator[Finding]:
    for one in warned:
        for match in one.pattern.finditer(text):
            yield Finding(match.start(), match.end(), match.group(), one.why, one.instead)


def _warned(key: str, entry: YamlReader) -> Warned:
    patterns = entry.strings("patterns")
    if not patterns:
        entry.mistake("patterns must hold at least one")
    # The longest first, so that the whole of what stands there is shown.
    pieces = "|".join(map(_piece, sorted(patterns, key=len, reverse=True)))
    warned = Warned(
        key,
        re.compile(rf"(?<!\w)(?:{pieces})(?!\w)", re.IGNORECASE),
        entry.string("why"),
        entry.string("instead"),
    )
    entry.close()
    return warned


def _piece(pattern: str) -> str:
    words = r"\s+".join(re.escape(word) for word in pattern.removesuffix("*").split())
    return words + (r"\w*" if pattern.endswith("*") else "")
