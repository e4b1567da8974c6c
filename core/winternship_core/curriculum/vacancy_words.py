"""Words in a vacancy that shut a student out: found, explained, and left to the writer to decide."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from winternship_core.curriculum.loading import CONTENT, yaml_file
from winternship_core.curriculum.reading_activities import NAME
from winternship_core.curriculum.words import LANGUAGES
from winternship_core.curriculum.yaml_files import YamlReader
from winternship_core.errors import CurriculumError
from winternship_core.text import Text

ANY_ENDING: Final = "*"
FILE: Final = "words.yaml"


@dataclass(frozen=True, slots=True)
class Warned:
    """Words of one language that share one explanation; ``pattern`` finds any of them as whole words."""

    key: str
    pattern: re.Pattern[str]
    why: str
    instead: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One place in the text, ``text[start:end] == found``, with the reason and what to write instead."""

    start: int
    end: int
    found: str
    why: str
    instead: str


def check_words(text: str, language: str) -> tuple[Finding, ...]:
    """The places to look at again, in the order of the text; none overlaps another.

    Whole words in any case; a space in a pattern also stands for a line break. Where two patterns meet, the one
    that starts first counts, and of these the longest. Language tags as in :meth:`Text.in_language`.
    """
    words = load_word_list()[Text("nl", "en").in_language(language)]
    places = [(*found.span(), warned) for warned in words for found in warned.pattern.finditer(text)]
    findings: list[Finding] = []
    end = 0
    for start, stop, warned in sorted(places, key=lambda place: (place[0], -place[1])):
        if start >= end:
            findings.append(Finding(start, stop, text[start:stop], warned.why, warned.instead))
            end = stop
    return tuple(findings)


@cache
def load_word_list() -> Mapping[str, tuple[Warned, ...]]:
    """The entries of ``words.yaml`` by language; :class:`CurriculumError` lists every mistake."""
    mistakes: list[str] = []
    entries = read_word_list(yaml_file(CONTENT, FILE, mistakes))
    if mistakes:
        raise CurriculumError(mistakes)
    return entries


def read_word_list(root: YamlReader) -> dict[str, tuple[Warned, ...]]:
    """The entries under ``words`` by language; what is wrong is noted in the reader."""
    first: dict[str, str] = {}  # what was seen before, and the key of the entry that holds it
    entries = [_entry(reader, first) for reader in root.children("words")]
    root.close()
    return {language: tuple(entry[language] for entry in entries) for language in LANGUAGES}


def _entry(reader: YamlReader, first: dict[str, str]) -> dict[str, Warned]:
    key = reader.string("key")
    if not NAME.fullmatch(key):
        reader.mistake(f"a key is lower-case letters, digits and hyphens, received {key!r}")
    if f"key {key}" in first:
        reader.mistake(f"the key {key} is there twice")
    first[f"key {key}"] = key
    entry = {}
    for language in LANGUAGES:
        inside = reader.child(language)
        patterns = _patterns(inside, language, key, first)
        entry[language] = Warned(key, _compile(patterns), inside.string("why"), inside.string("instead"))
        inside.close()
    reader.close()
    return entry


def _patterns(reader: YamlReader, language: str, key: str, first: dict[str, str]) -> tuple[str, ...]:
    patterns = reader.strings("patterns")
    if not patterns:
        reader.mistake("patterns must hold at least one")
    for pattern in patterns:
        stem = pattern.removesuffix(ANY_ENDING)
        if ANY_ENDING in stem or stem != " ".join(stem.split()) or not any(map(str.isalnum, stem)):
            reader.mistake(
                f"a pattern is words with single spaces and a * at most at the end, received {pattern!r}"
            )
        name = f"{language} {pattern.casefold()}"
        if name in first:
            reader.mistake(f"{pattern!r} is there already, under {first[name]}")
        first.setdefault(name, key)
    return patterns


def _compile(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One expression for all of them; the longest first, because an alternative that fits ends the search."""
    longest_first = sorted(patterns, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_expression, longest_first))})(?!\w)", re.IGNORECASE)


def _expression(pattern: str) -> str:
    stem = pattern.removesuffix(ANY_ENDING)
    return "".join(map(_character, unicodedata.normalize("NFC", stem))) + (r"\w*" if stem != pattern else "")


def _character(one: str) -> str:
    """As people type it: any white space, either apostrophe, an accent in one character or in two."""
    if one == " ":
        return r"\s+"
    if one in "'’":
        return "['’]"
    apart = unicodedata.normalize("NFD", one)
    return re.escape(one) if apart == one else f"(?:{re.escape(one)}|{re.escape(apart)})"
