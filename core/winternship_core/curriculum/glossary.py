"""Terms that a reader may not know, with an explanation on demand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from winternship_core.curriculum.loading import CONTENT, yaml_file
from winternship_core.curriculum.words import LANGUAGES, Words
from winternship_core.errors import CurriculumError
from winternship_core.text import Text


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the field, and what it means to an owner of a small company."""

    key: str
    word: Text
    text: Text


@cache
def load_glossary() -> dict[str, Term]:
    """The terms by key; :class:`CurriculumError` lists every mistake."""
    mistakes: list[str] = []
    root = yaml_file(CONTENT, "glossary.yaml", mistakes)
    terms = {}
    for key in list(root.names()):
        entry = root.child(key)
        words = Words({language: entry.child(language) for language in LANGUAGES})
        terms[key] = Term(key, words.text("word"), words.text("text"))
        words.close()
        entry.close()
    if mistakes:
        raise CurriculumError(mistakes)
    return terms
