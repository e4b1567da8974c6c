"""What differs by country stands in a pack, so that another country fills the same slots with its own facts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from winternship_core.curriculum.loading import CONTENT, yaml_file
from winternship_core.curriculum.words import LANGUAGES, Words
from winternship_core.errors import CurriculumError, UnknownKey
from winternship_core.facts import load_facts
from winternship_core.text import Text

SLOTS: Final = (
    "recognition",
    "conditions",
    "agreement",
    "minors",
    "pay",
    "subsidy",
    "insurance",
    "reporting",
    "consent",
)
COUNTRIES: Final = ("NL",)


@dataclass(frozen=True, slots=True)
class Slot:
    """What one country says in one place: a title, a sentence, and the facts by id."""

    title: Text
    text: Text
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Country:
    """A country pack; ``code`` is ISO 3166-1."""

    code: str
    name: Text
    slots: dict[str, Slot]


@cache
def load_country(code: str) -> Country:
    """The pack of a country. Raises :class:`UnknownKey`; :class:`CurriculumError` lists every mistake."""
    if code not in COUNTRIES:
        raise UnknownKey("country pack", code, COUNTRIES)
    mistakes: list[str] = []
    folder = CONTENT.joinpath("countries", code)
    entry = yaml_file(folder, "pack.yaml", mistakes)
    words = Words({language: yaml_file(folder, f"{language}.yaml", mistakes) for language in LANGUAGES})
    facts = entry.child("slots")
    slots = {}
    for name, inside in zip(SLOTS, words.each("slots", SLOTS), strict=True):
        slots[name] = Slot(inside.text("title"), inside.text("text"), facts.strings(name))
        inside.close()
        for fact in slots[name].facts:
            if fact not in load_facts():
                facts.mistake(f"{name}: there is no fact {fact}")
    country = Country(entry.string("country"), words.text("name"), slots)
    for reader in (entry, facts, words):
        reader.close()
    if mistakes:
        raise CurriculumError(mistakes)
    return country
