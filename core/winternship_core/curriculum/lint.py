"""Words that do not belong in a text: rules and amounts outside facts, and sentences that come back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from winternship_core.curriculum.shape import numbers

LEAST_WORDS: Final = 250
SENTENCE_WORDS: Final = 6

# What only a fact may say, and how a mistake is called.
OUTSIDE_FACTS: Final[Mapping[str, re.Pattern[str]]] = {
    "an amount": re.compile(r"€\s*\d[\d.,]*|\b\d[\d.,]*\s*(?:euro|eur)\b", re.IGNORECASE),
    "a percentage": re.compile(r"\d[\d.,]*\s*(?:%|procent\b|per ?cent\b)", re.IGNORECASE),
    "a year": re.compile(r"\b(?:19|20)\d\d(?:/\d\d)?\b"),
    "an article number": re.compile(
        r"\b(?:artikel|artikelen|art\.|article|articles|lid|paragraph)\s*\d[\d.:]*", re.IGNORECASE
    ),
    "the name of a law": re.compile(
        r"\b(?:Arbowet\w*|Arbobesluit\w*|Arbeidstijdenwet\w*|Arbeidstijdenbesluit\w*|WEB|AVG|GDPR|UAVG|BW"
        r"|Burgerlijk Wetboek|Civil Code|AI[- ](?:verordening|wet)|AI Act|Archiefwet|Participatiewet"
        r"|Working (?:Conditions|Hours) Act|Wet [a-z]\w+|(?:[A-Z]\w+ )+Act)\b"
    ),
}
_SENTENCE: Final = re.compile(r"(?<=[.!?:;])\s+|\n")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,:]*")


def outside_facts(text: str, allowed: Iterable[str] = ()) -> Iterator[str]:
    """What only a fact may say; ``allowed`` are texts of facts whose numbers and names may be repeated."""
    known = " ".join(allowed)
    given = set(numbers(known))
    for what, pattern in OUTSIDE_FACTS.items():
        for found in pattern.findall(text):
            figures = numbers(found)
            repeated = set(figures) <= given if figures else found in known
            if not repeated:
                yield f"{what} outside a fact: {found!r}"


def words(text: str) -> list[str]:
    """The words and numbers of a text."""
    return _WORD.findall(text)


def sentences(text: str) -> Iterator[str]:
    """The sentences of six words or more, folded so that case and punctuation make no difference."""
    for sentence in _SENTENCE.split(text):
        found = [word.lower() for word in words(sentence)]
        if len(found) >= SENTENCE_WORDS:
            yield " ".join(found)


def repeated(texts: Mapping[str, str]) -> Iterator[str]:
    """Sentences that stand in more than one of the texts, or twice in one; each text by its name."""
    first: dict[str, str] = {}
    for name, text in texts.items():
        for sentence in sentences(text):
            if sentence in first:
                yield f"{name}: a sentence of {first[sentence]} comes back: {sentence!r}"
            first.setdefault(sentence, name)
