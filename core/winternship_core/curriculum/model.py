"""What a work consists of: modules, lessons, questions and activities, in both languages, knowing no LMS."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from winternship_core.curriculum.activities import Activity, Question
from winternship_core.curriculum.markdown import Block
from winternship_core.errors import UnknownKey
from winternship_core.text import Text

T = TypeVar("T")
Kind = Literal["course", "training", "handbook", "blueprint"]


@dataclass(frozen=True, slots=True)
class Body:
    """The text of a lesson as blocks, the same build in both languages."""

    nl: tuple[Block, ...]
    en: tuple[Block, ...]

    def in_language(self, code: str) -> tuple[Block, ...]:
        """The blocks for a tag such as ``nl`` or ``en-GB``; English for any language but Dutch."""
        return self.nl if Text("nl", "en").in_language(code) == "nl" else self.en


@dataclass(frozen=True, slots=True)
class Lesson:
    """One sitting: what the reader can do afterwards (``goal``) and what to do this week (``monday``).

    ``minutes`` is our estimate with its activities; ``fast``: part of the fast lane; ``country``: the only
    country (ISO 3166-1) it is about, or ``None``.
    """

    key: str
    title: Text
    goal: Text
    monday: Text
    minutes: int
    fast: bool
    country: str | None
    body: Body


@dataclass(frozen=True, slots=True)
class Module:
    """Lessons that belong together, and the questions asked after the last of them."""

    key: str
    title: Text
    summary: Text
    lessons: tuple[Lesson, ...]
    quiz: tuple[Question, ...]
    activities: Mapping[str, Activity]

    @property
    def minutes(self) -> int:
        """The minutes of its lessons together."""
        return sum(lesson.minutes for lesson in self.lessons)


@dataclass(frozen=True, slots=True)
class Work:
    """A course, a training, a handbook or a blueprint."""

    key: str
    kind: Kind
    title: Text
    subtitle: Text
    intro: Text
    audience: Text
    modules: tuple[Module, ...]

    def lessons(self) -> Iterator[Lesson]:
        """All lessons in reading order."""
        for module in self.modules:
            yield from module.lessons

    def module(self, key: str) -> Module:
        """The module with this key. Raises :class:`UnknownKey`."""
        return _find({module.key: module for module in self.modules}, key, "module")

    def lesson(self, key: str) -> Lesson:
        """The lesson with this key. Raises :class:`UnknownKey`."""
        return _find({lesson.key: lesson for lesson in self.lessons()}, key, "lesson")

    def module_of(self, lesson_key: str) -> Module:
        """The module that holds this lesson. Raises :class:`UnknownKey`."""
        places = {lesson.key: module for module in self.modules for lesson in module.lessons}
        return _find(places, lesson_key, "lesson")

    def activity(self, key: str) -> Activity:
        """The activity with this key. Raises :class:`UnknownKey`."""
        return _find({k: a for module in self.modules for k, a in module.activities.items()}, key, "activity")


def _find(table: Mapping[str, T], key: str, what: str) -> T:
    try:
        return table[key]
    except KeyError:
        raise UnknownKey(what, key, tuple(table)) from None
