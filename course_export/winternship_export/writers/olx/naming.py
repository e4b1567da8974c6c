"""What identifies a course and its blocks in Open edX; every id follows from an author's key."""

from __future__ import annotations

from typing import Final, Literal

from winternship_export.course import Course, Lesson, Question, Section, Task
from winternship_export.ids import Distinct, guid, hex_id

ORGANISATION: Final = "VIPatWork"
RUN: Final = "course"  # the place that imports gives its own; policies must be filed under this one
ROOT: Final = "course"
Role = Literal["", "sequence", "unit", "page", "quiz", "exchange"]


def number(course: Course) -> str:
    """The course number: the work and its language, for they are two courses in one Open edX."""
    return f"{course.key}-{course.language}".upper()


def passport(course: Course) -> str:
    """The id under which all links of a work share one registration with the tool (lti-consumer 11); no secret."""
    return guid(course.key, "lti-passport")


class Names:
    """The ``url_name`` of everything in a course: unique over all block types, because links look for it alone."""

    def __init__(self, work: str) -> None:
        self._ids: Distinct[str] = Distinct(hex_id, work)

    def about(self, role: Role = "") -> str:
        """The opening chapter and what is in it."""
        return self._ids("about", role)

    def section(self, section: Section, role: Role = "") -> str:
        """A module's chapter; with a role its quiz or exchange: ``quiz`` and ``exchange`` are their sequences."""
        return self._ids("module", section.key, role)

    def part(self, section: Section, of: Literal["quiz", "exchange"], role: Role) -> str:
        """What is in a module's quiz or exchange."""
        return self._ids("module", section.key, of, role)

    def lesson(self, lesson: Lesson | str, role: Role = "unit") -> str:
        """A lesson's sequence or its unit; links lead to the unit."""
        key = lesson if isinstance(lesson, str) else lesson.key
        return self._ids("lesson", key, role)

    def text(self, lesson: Lesson, after: Task | None) -> str:
        """The text of a lesson that follows an activity, or with which it begins.

        Named after the activity and not counted, so that one more activity leaves the others their names.
        """
        return self._ids("text", lesson.key, after.key if after else "")

    def task(self, task: Task, rest: str = "") -> str:
        """An activity; ``rest`` names what stands apart from it."""
        return self._ids("activity", task.key, rest)

    def question(self, question: Question) -> str:
        """A question."""
        return self._ids("question", question.key)
