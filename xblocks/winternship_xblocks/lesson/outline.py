"""What an author chose to show, as the row of places a reader goes through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from winternship_core.curriculum import COUNTRIES, WORKS, Activity, Lesson, Module, Question, Work, load_work
from winternship_xblocks.errors import SettingError

Kind = Literal["start", "lesson", "quiz", "end"]
WHOLE: Final = ""
FAST: Final = "fast"
GRADED_BY: Final = ("completion", "quiz", "none")


@dataclass(frozen=True, slots=True)
class Place:
    """One screen: ``key`` is what is stored and sent, the rest what is shown there."""

    key: str
    kind: Kind
    module: Module | None = None
    lesson: Lesson | None = None


@dataclass(frozen=True)
class Outline:
    """The places of one block. Its lessons are those of the work, of the fast lane, of a module, or one."""

    work: Work
    shows: str
    country: str

    @cached_property
    def modules(self) -> tuple[tuple[Module, tuple[Lesson, ...]], ...]:
        """The modules of which something is shown, each with its shown lessons."""
        chosen = [
            (module, tuple(lesson for lesson in module.lessons if self._shows(module, lesson)))
            for module in self.work.modules
        ]
        return tuple((module, lessons) for module, lessons in chosen if lessons)

    @cached_property
    def lessons(self) -> tuple[Lesson, ...]:
        """The shown lessons in reading order."""
        return tuple(lesson for _, lessons in self.modules for lesson in lessons)

    @cached_property
    def places(self) -> dict[str, Place]:
        """All places by key, in reading order."""
        return {place.key: place for place in self._places()}

    @property
    def is_course(self) -> bool:
        """Whether it has a beginning and an end of its own: a whole work, or its fast lane."""
        return self.shows in (WHOLE, FAST)

    @property
    def quizzes(self) -> tuple[Module, ...]:
        """The modules whose quiz is shown."""
        return tuple(module for module, lessons in self.modules if self._has_quiz(module, lessons))

    @property
    def questions(self) -> dict[str, Question]:
        """The questions of the shown quizzes by key."""
        return {question.key: question for module in self.quizzes for question in module.quiz}

    @cached_property
    def activities(self) -> dict[str, Activity]:
        """The activities of the shown modules by key."""
        return {key: activity for module, _ in self.modules for key, activity in module.activities.items()}

    def around(self, key: str) -> tuple[Place | None, Place | None]:
        """The places before and after this one."""
        keys = list(self.places)
        at = keys.index(key)
        before = self.places[keys[at - 1]] if at else None
        return before, self.places[keys[at + 1]] if at + 1 < len(keys) else None

    def _shows(self, module: Module, lesson: Lesson) -> bool:
        if lesson.country not in (None, self.country):
            return False
        if self.shows == FAST:
            return lesson.fast
        return self.shows in (WHOLE, module.key, lesson.key)

    def _has_quiz(self, module: Module, lessons: tuple[Lesson, ...]) -> bool:
        # A single lesson brings the quiz only when it closes the module, so that a course of one block a
        # lesson asks each question once.
        single = self.shows not in (WHOLE, FAST, module.key)
        return bool(module.quiz) and (not single or lessons[-1] == module.lessons[-1])

    def _places(self) -> Iterator[Place]:
        if self.is_course:
            yield Place("", "start")
        for module, lessons in self.modules:
            for lesson in lessons:
                yield Place(lesson.key, "lesson", module, lesson)
            if self._has_quiz(module, lessons):
                yield Place(f"{module.key}-quiz", "quiz", module)
        if self.is_course:
            yield Place("end", "end")


def choices_of(work: Work) -> tuple[str, ...]:
    """What a block may show of a work."""
    fast = (FAST,) if any(lesson.fast for lesson in work.lessons()) else ()
    modules = [key for module in work.modules for key in (module.key, *(one.key for one in module.lessons))]
    return (WHOLE, *fast, *modules)


def parse_outline(work_key: object, shows: object, country: object) -> Outline:
    """The outline these settings ask for; :class:`SettingError` names what was received and what is allowed."""
    if not isinstance(work_key, str) or work_key not in WORKS:
        raise SettingError(f'"work": received {work_key!r}. Allowed: {", ".join(WORKS)}.')
    if country not in COUNTRIES:
        raise SettingError(f'"country": received {country!r}. Allowed: {", ".join(COUNTRIES)}.')
    work = load_work(work_key)
    allowed = choices_of(work)
    if shows not in allowed:
        named = ", ".join(key or '""' for key in allowed)
        raise SettingError(f'"shows": received {shows!r}. Allowed: {named}.')
    outline = Outline(work, str(shows), str(country))
    if not outline.lessons:
        raise SettingError(f'"shows": {shows!r} has no lesson for the country {country!r}.')
    return outline


def outline_of(work: str, shows: str, country: str) -> Outline:
    """As :func:`parse_outline`; a setting that went wrong elsewhere shows the whole work, not an empty page."""
    try:
        return parse_outline(work, shows, country)
    except SettingError:
        known = load_work(work) if work in WORKS else load_work(WORKS[0])
        return Outline(known, WHOLE, country if country in COUNTRIES else COUNTRIES[0])
