"""What a book is made of: pages in reading order, and how a format addresses and places things in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from winternship_export.course import Course, Task

PageKind = Literal["title", "part", "lesson", "quiz", "sheet", "sheets", "words"]


@dataclass(frozen=True, slots=True)
class Layout:
    """What differs between an e-book and print.

    ``href``: the address of a page, or of an anchor on it when that is not empty. ``picture``: the address of a
    drawing's file. ``sheets_behind``: activities on pages of their own at the back instead of inside their lesson.
    """

    href: Callable[[str, str], str]
    picture: Callable[[str], str]
    sheets_behind: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One page. ``body`` is an XHTML fragment below the title, with final addresses and headings from level ``first``.

    ``label`` stands before the title: the lesson's key, by which texts call it. ``parent`` is the name of the page
    that it belongs below, or empty.
    """

    name: str
    kind: PageKind
    title: str
    body: str
    label: str = ""
    parent: str = ""
    first: int = 3

    @property
    def full_title(self) -> str:
        """Label and title in one line."""
        return f"{self.label} {self.title}" if self.label else self.title


@dataclass(frozen=True, slots=True)
class Book:
    """A course and its pages in reading order; the format adds cover and contents after the title page."""

    course: Course
    pages: tuple[Page, ...]

    def below(self, parent: str) -> tuple[Page, ...]:
        """The pages of a part; with an empty name those of the first level."""
        return tuple(page for page in self.pages if page.parent == parent)


def part_page(section_key: str) -> str:
    """The name of the page that opens a module."""
    return f"part-{section_key}"


def lesson_page(lesson_key: str) -> str:
    """The name of a lesson's page."""
    return f"lesson-{lesson_key}"


def quiz_page(section_key: str) -> str:
    """The name of the page with a module's quiz."""
    return f"quiz-{section_key}"


def sheet_anchor(task: Task) -> str:
    """The id of an activity: on its lesson's page, or the name of its own."""
    return f"sheet-{task.key}"


def word_anchor(term_key: str) -> str:
    """The id of a word in the list at the back."""
    return f"word-{term_key}"


WORDS_PAGE = "words"
SHEETS_PAGE = "sheets"
TITLE_PAGE = "title"
