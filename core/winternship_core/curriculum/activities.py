"""What a reader does in a lesson: fill in, tick off, turn cards, choose, sort, calculate, check, plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from winternship_core.curriculum.markdown import Prose
from winternship_core.text import Text

FieldKind = Literal["text", "long", "number", "date", "check", "choice", "several", "table"]
ActivityKind = Literal[
    "form",
    "checklist",
    "cards",
    "exercise",
    "levels",
    "calculator",
    "word-check",
    "action-plan",
    "block",
]
CALCULATORS: Final = ("cost-benefit", "young-hours")
LEVELS: Final = ("1", "2", "3", "4")
OBJECTS: Final = ("learning-place",)


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose, or a row with a name."""

    name: str
    text: Text


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in. A table has ``columns`` and either ``rows`` empty rows or ``fixed`` ones."""

    name: str
    kind: FieldKind
    label: Text
    help: Text | None = None
    options: tuple[Option, ...] = ()
    at_most: int = 0
    columns: tuple[Field, ...] = ()
    rows: int = 0
    fixed: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers to a question, and what the one who chooses it is told."""

    name: str
    text: Text
    feedback: Text


@dataclass(frozen=True, slots=True)
class Question:
    """A decision in a situation; ``right`` names the choice, ``facts`` what the answer rests on."""

    key: str
    text: Text
    choices: tuple[Choice, ...]
    right: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A short text under a title."""

    name: str
    title: Text
    text: Text


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity; which of the last attributes are filled depends on ``kind``.

    ``template``: made to be printed and filled in on paper as well. ``object``: what the filled-in form
    becomes elsewhere, such as a vacancy. ``case``: the text an exercise is about, per language.
    """

    key: str
    kind: ActivityKind
    title: Text
    intro: Text
    template: bool = False
    object: str | None = None
    fields: tuple[Field, ...] = ()
    items: tuple[Option, ...] = ()
    cards: tuple[Card, ...] = ()
    questions: tuple[Question, ...] = ()
    case: Mapping[str, Prose] | None = None
    tasks: int = 0
    calculator: str | None = None
    block: str | None = None
