"""The inside of pages, as elements: what the work is, a lesson, a quiz."""

from __future__ import annotations

from dataclasses import dataclass

from winternship_export import texts
from winternship_export.course import Course, Lesson, Section
from winternship_export.pages import about_xhtml, lesson_xhtml, task_form, term_anchor
from winternship_export.questions import question_form
from winternship_export.screens.document import h, say
from winternship_export.xhtml import Address, addressed, fragment
from winternship_export.xmlkit import Element


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the references of running text lead to."""

    lesson: Address
    picture: Address


def about(course: Course) -> list[Element]:
    """What the work is and for whom."""
    return list(fragment(about_xhtml(course, course.language)))


def lesson(one: Lesson, course: Course, addresses: Addresses) -> list[Element]:
    """A lesson below its title; activities are forms to work in."""
    written = lesson_xhtml(one, course.language, task_form)
    return list(
        fragment(
            addressed(
                written,
                lesson=addresses.lesson,
                picture=addresses.picture,
                term=lambda key: f"#{term_anchor(one.key, key)}",
            )
        )
    )


def quiz(section: Section, course: Course) -> list[Element]:
    """The questions of a module, and below them a place for how many were right."""
    asked = "".join(
        question_form(question, number, course.language) for number, question in enumerate(section.quiz, 1)
    )
    result = h("p", {"data-quiz-result": "", "role": "status"})
    return [h("p", say(texts.QUIZ_INTRO, course)), *fragment(asked), result]


def lesson_title(one: Lesson) -> str:
    """The title with the key by which lessons refer to each other."""
    return f"{one.key} {one.title}"


def picture_address(key: str) -> str:
    """Where a drawing lies in a package."""
    return f"pictures/{key}.svg"
