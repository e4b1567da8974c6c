"""A work in one language, as every writer gets it: no format, no LMS, no second language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from winternship_core.curriculum import Activity
from winternship_export.errors import UnknownModule


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers, and what the one who chooses it is told; plain text."""

    name: str
    text: str
    feedback: str


@dataclass(frozen=True, slots=True)
class Question:
    """One right answer out of some; ``basis`` is XHTML with the facts the answer rests on, or empty."""

    key: str
    text: str
    choices: tuple[Choice, ...]
    right: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Html:
    """Running text as an XHTML fragment; see :mod:`xhtml` for the references in it."""

    xhtml: str


@dataclass(frozen=True, slots=True)
class Task:
    """An activity in its place. ``sheet``: to read or print; ``form``: to work in, in a page with our script.

    ``case``: the text an exercise is about; ``questions``: those of an exercise.
    """

    activity: Activity
    title: str
    intro: str
    sheet: str
    form: str
    case: str = ""
    questions: tuple[Question, ...] = ()

    @property
    def key(self) -> str:
        """The author's key."""
        return self.activity.key


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the glossary."""

    key: str
    word: str
    text: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """One sitting. ``parts`` in reading order; ``terms`` are the words that its text explains."""

    key: str
    title: str
    goal: str
    monday: str
    minutes: int
    parts: tuple[Html | Task, ...]
    terms: tuple[Term, ...]

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The activities in it."""
        return tuple(part for part in self.parts if isinstance(part, Task))


@dataclass(frozen=True, slots=True)
class Section:
    """A module: its lessons, its quiz (none in a handbook), and the prompt for an exchange among readers."""

    key: str
    title: str
    summary: str
    lessons: tuple[Lesson, ...]
    quiz: tuple[Question, ...]
    exchange: str

    @property
    def minutes(self) -> int:
        """The minutes of its lessons together."""
        return sum(lesson.minutes for lesson in self.lessons)


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as an SVG file that can stand alone."""

    key: str
    alt: str
    caption: str
    svg: bytes


@dataclass(frozen=True, slots=True)
class Course:
    """A work, or some modules of it. ``notice`` is the funding notice that every copy must carry.

    ``fast`` names the lessons of the fast lane, for readers who have a student at the door.
    """

    key: str
    kind: str
    language: str
    title: str
    subtitle: str
    intro: str
    audience: str
    notice: str
    sections: tuple[Section, ...]
    pictures: tuple[Picture, ...]
    fast: tuple[str, ...] = ()

    @property
    def lessons(self) -> tuple[Lesson, ...]:
        """All lessons in reading order."""
        return tuple(lesson for section in self.sections for lesson in section.lessons)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """All activities in reading order."""
        return tuple(task for lesson in self.lessons for task in lesson.tasks)

    @property
    def questions(self) -> Iterator[Question]:
        """All questions: those of the quizzes and those of the exercises."""
        for section in self.sections:
            yield from section.quiz
            for lesson in section.lessons:
                for task in lesson.tasks:
                    yield from task.questions

    def only(self, modules: Iterable[str]) -> Course:
        """The course with just these modules, in the work's order. Raises :class:`UnknownModule`."""
        wanted = tuple(modules)
        known = [section.key for section in self.sections]
        for key in wanted:
            if key not in known:
                raise UnknownModule(key, self.key, known)
        sections = tuple(section for section in self.sections if section.key in wanted)
        used = "".join(
            part.xhtml for s in sections for one in s.lessons for part in one.parts if isinstance(part, Html)
        )
        pictures = tuple(picture for picture in self.pictures if f'"picture:{picture.key}"' in used)
        return replace(self, sections=sections, pictures=pictures)
