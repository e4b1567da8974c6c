"""What an author chose to show, as the row of places a reader goes through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Final, Literal

from winternship_core.curriculum import COUNTRIES, WORKS, Activity, Lesson, Module, Question, Work, load_work
from winternship_xblocks.common.newest import short
from winternship_xblocks.errors import SettingError

Kind = Literal["start", "lesson", "activity", "quiz", "end"]
WHOLE: Final = ""
FAST: Final = "fast"
GRADED_BY: Final = ("completion", "quiz", "none")
SAVES_NOTHING: Final = "cards"
OTHER_BLOCK: Final = "block"


@dataclass(frozen=True, slots=True)
class Place:
    """One screen: ``key`` is what is stored and sent, the rest what is shown there."""

    key: str
    kind: Kind
    module: Module | None = None
    lesson: Lesson | None = None
    activity: Activity | None = None

    @property
    def by_click(self) -> bool:
        """Whether a person says that this is done; what is filled in or answered tells it by itself."""
        return self.lesson is not None or (self.activity is not None and self.activity.kind == SAVES_NOTHING)


@dataclass(frozen=True)
class Outline:
    """The places of one block: lessons of the work, of the fast lane or of a module, one of them, or what is in one.

    What is shown without its lesson, an activity or a quiz, is its only place and has no lessons.
    """

    work: Work
    shows: str
    country: str

    @cached_property
    def alone(self) -> Place | None:
        """The activity or quiz that is shown without its lesson, if one is."""
        every = (place for module in self.work.modules for place in places_alone(module))
        return next((place for place in every if place.key == self.shows), None)

    @cached_property
    def modules(self) -> tuple[tuple[Module, tuple[Lesson, ...]], ...]:
        """The modules of which something is shown, each with its shown lessons."""
        if self.alone is not None and self.alone.module is not None:
            return ((self.alone.module, ()),)
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
    def parts(self) -> tuple[Place, ...]:
        """What is counted as done: the shown lessons, or the one thing that is shown without any."""
        if self.alone is not None:
            return (self.alone,)
        return tuple(place for place in self.places.values() if place.lesson is not None)

    @property
    def quizzes(self) -> tuple[Module, ...]:
        """The modules whose quiz is shown."""
        return tuple(module for module, lessons in self.modules if self._has_quiz(module, lessons))

    @cached_property
    def questions(self) -> dict[str, Question]:
        """The questions that count, by key: those of the shown quizzes, or of the one exercise that is shown."""
        shown = [question for module in self.quizzes for question in module.quiz]
        if self.alone is not None and self.alone.activity is not None:
            shown = [*self.alone.activity.questions]
        return {question.key: question for question in shown}

    @cached_property
    def activities(self) -> dict[str, Activity]:
        """The activities by key: those of the shown modules, or the one that is shown."""
        if self.alone is not None:
            return {self.alone.key: self.alone.activity} if self.alone.activity else {}
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
        if self.alone is not None:
            return self.alone.kind == "quiz"
        # A single lesson brings the quiz only when it closes the module, so that a course of one block a
        # lesson asks each question once.
        single = self.shows not in (WHOLE, FAST, module.key)
        return bool(module.quiz) and (not single or lessons[-1] == module.lessons[-1])

    def _places(self) -> Iterator[Place]:
        if self.alone is not None:
            yield self.alone
            return
        if self.is_course:
            yield Place("", "start")
        for module, lessons in self.modules:
            for lesson in lessons:
                yield Place(lesson.key, "lesson", module, lesson)
            if self._has_quiz(module, lessons):
                yield quiz_place(module)
        if self.is_course:
            yield Place("end", "end")


def quiz_place(module: Module) -> Place:
    """The place of a module's quiz."""
    return Place(f"{module.key}-quiz", "quiz", module)


def places_alone(module: Module) -> Iterator[Place]:
    """What of a module can be shown without its lesson: its activities, but those that are blocks, and its quiz."""
    for activity in module.activities.values():
        if activity.kind != OTHER_BLOCK:
            yield Place(activity.key, "activity", module, activity=activity)
    if module.quiz:
        yield quiz_place(module)


def has_fast_lane(work: Work) -> bool:
    """Whether a work can be gone through in short."""
    return any(lesson.fast for lesson in work.lessons())


def _choices(work: Work) -> dict[str, list[str]]:
    """What can be shown of a work, apart from the whole and the fast lane, by kind."""
    alone = [place for module in work.modules for place in places_alone(module)]
    return {
        "a module": [module.key for module in work.modules],
        "a lesson": [lesson.key for lesson in work.lessons()],
        "an activity": [place.key for place in alone if place.kind == "activity"],
        "a quiz": [place.key for place in alone if place.kind == "quiz"],
    }


def _check_shows(work: Work, shows: object) -> None:
    whole = (WHOLE, FAST) if has_fast_lane(work) else (WHOLE,)
    choices = _choices(work)
    if shows in whole or any(shows in keys for keys in choices.values()):
        return
    for module in work.modules:
        for activity in module.activities.values():
            if activity.kind == OTHER_BLOCK and activity.key == shows:
                raise SettingError(f'"shows": {shows!r} is a block of its own. Use {activity.block} instead.')
    named = [key or '""' for key in whole]
    # All of them would be a page: of each kind those that look most like what was received.
    named += [f"{kind} ({_nearest(shows, keys)}, …)" for kind, keys in choices.items() if keys]
    raise SettingError(f'"shows": received {short(shows)}. Allowed of {work.key}: {", ".join(named)}.')


def _nearest(received: object, keys: Iterable[str]) -> str:
    return ", ".join(get_close_matches(str(received)[:40], list(keys), n=2, cutoff=0))


def parse_outline(work_key: object, shows: object, country: object) -> Outline:
    """The outline these settings ask for; :class:`SettingError` names what was received and what is allowed."""
    if not isinstance(work_key, str) or work_key not in WORKS:
        raise SettingError(f'"work": received {work_key!r}. Allowed: {", ".join(WORKS)}.')
    if country not in COUNTRIES:
        raise SettingError(f'"country": received {country!r}. Allowed: {", ".join(COUNTRIES)}.')
    work = load_work(work_key)
    _check_shows(work, shows)
    outline = Outline(work, str(shows), str(country))
    if not outline.parts:
        raise SettingError(f'"shows": {shows!r} has no lesson for the country {country!r}.')
    return outline


def outline_of(work: str, shows: str, country: str) -> Outline:
    """As :func:`parse_outline`; a setting that went wrong elsewhere shows the whole work, not an empty page."""
    try:
        return parse_outline(work, shows, country)
    except SettingError:
        known = load_work(work) if work in WORKS else load_work(WORKS[0])
        return Outline(known, WHOLE, country if country in COUNTRIES else COUNTRIES[0])
