"""Activities on paper: numbered worksheets, inside their lesson or on pages of their own at the back."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from winternship_export.book import texts as book_texts
from winternship_export.book.page import SHEETS_PAGE, Layout, Page, sheet_anchor
from winternship_export.book.wording import say
from winternship_export.course import Course, Lesson, Task


def is_online_only(task: Task) -> bool:
    """Whether a book can only point to the activity: a program of ours that asks, counts and remembers."""
    return task.activity.kind == "block"


class Sheets:
    """The worksheets of one book, numbered in the order of the lessons."""

    def __init__(self, course: Course, layout: Layout) -> None:
        self.tasks = tuple(task for task in course.tasks if not is_online_only(task))
        self._numbers = {task.key: number for number, task in enumerate(self.tasks, 1)}
        self._layout, self._language = layout, course.language

    def label(self, task: Task) -> str:
        """``Worksheet 3``; plain text."""
        return book_texts.SHEET.in_language(self._language).format(number=self._numbers[task.key])

    def href(self, task: Task, page: str) -> str:
        """The address of the worksheet of a task whose lesson is on this page."""
        anchor = sheet_anchor(task)
        return (
            self._layout.href(anchor, "") if self._layout.sheets_behind else self._layout.href(page, anchor)
        )

    def in_lesson(self, task: Task) -> str:
        """What stands in the lesson: the sheet itself, or where it is."""
        if is_online_only(task):
            return f'<aside class="wx-activity">{self._head(task)}{task.sheet}</aside>'
        if self._layout.sheets_behind:
            link = f'<a class="wx-to" href="{self.href(task, "")}">{say(book_texts.SHEET_AT, self._language)}</a>'
            return (
                f'<aside class="wx-elsewhere"><p><strong>{escape(self.label(task))}: {escape(task.title)}</strong></p>'
                f"<p>{escape(task.intro)}</p><p>{link}</p></aside>"
            )
        label = f'<p class="wx-label">{escape(self.label(task))}</p>'
        return (
            f'<section class="wx-activity" id="{sheet_anchor(task)}" data-activity="{task.key}">'
            f"{label}{self._head(task)}{task.sheet}</section>"
        )

    def pages(self, lesson: Lesson) -> Iterator[Page]:
        """The pages of a lesson's worksheets."""
        for task in lesson.tasks:
            if not is_online_only(task):
                body = f'<div data-activity="{task.key}"><p>{escape(task.intro)}</p>{task.sheet}</div>'
                label = f"{self.label(task)}:"
                yield Page(sheet_anchor(task), "sheet", task.title, body, label, SHEETS_PAGE, first=4)

    def _head(self, task: Task) -> str:
        return f"<h3>{escape(task.title)}</h3><p>{escape(task.intro)}</p>"
