"""Makes the pages of a book from a course: title page, parts with lessons and quizzes, worksheets, words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape

from winternship_export.book import texts as book_texts
from winternship_export.book.back import sheets_body, words_body
from winternship_export.book.page import (
    SHEETS_PAGE,
    TITLE_PAGE,
    WORDS_PAGE,
    Book,
    Layout,
    Page,
    lesson_page,
    part_page,
    quiz_page,
)
from winternship_export.book.sheets import Sheets
from winternship_export.book.wording import heading, paragraph, say
from winternship_export.course import Course, Lesson, Section
from winternship_export.pages import lesson_xhtml, quiz_title, term_anchor
from winternship_export.questions import questions_sheet
from winternship_export.texts import FOR_WHOM, MINUTES
from winternship_export.xhtml import addressed


def make_book(course: Course, layout: Layout) -> Book:
    """The course as pages in reading order."""
    return _Making(course, layout).book()


class _Making:
    """Makes one book."""

    def __init__(self, course: Course, layout: Layout) -> None:
        self._course, self._layout, self._language = course, layout, course.language
        self._sheets = Sheets(course, layout)
        self._lessons = frozenset(lesson.key for lesson in course.lessons)

    def book(self) -> Book:
        pages = [self._title_page()]
        for section in self._course.sections:
            pages += self._part(section)
        return Book(self._course, (*pages, *self._back()))

    def _title_page(self) -> Page:
        behind = self._layout.sheets_behind
        use = [book_texts.SHEETS_BEHIND if behind else book_texts.SHEETS_INSIDE] if self._sheets.tasks else []
        use += [book_texts.QUIZZES] if any(section.quiz for section in self._course.sections) else []
        use += [book_texts.UNDERLINED] if any(lesson.terms for lesson in self._course.lessons) else []
        body = [
            f'<p class="wx-lead">{escape(self._course.subtitle)}</p><p>{escape(self._course.intro)}</p>',
            heading(FOR_WHOM, self._language) + f"<p>{escape(self._course.audience)}</p>",
            heading(book_texts.USE, self._language) if use else "",
            *(paragraph(one, self._language) for one in use),
            heading(book_texts.DATED, self._language) + paragraph(book_texts.DATED_HOW, self._language),
            f'<p class="wx-small wx-notice">{escape(self._course.notice)}</p>',
        ]
        return Page(TITLE_PAGE, "title", self._course.title, "\n".join(body))

    def _part(self, section: Section) -> list[Page]:
        name = part_page(section.key)
        pages = [Page(name, "part", section.title, self._part_body(section))]
        pages += [
            Page(lesson_page(one.key), "lesson", one.title, self._lesson(one), one.key, name)
            for one in section.lessons
        ]
        if section.quiz:
            title = quiz_title(section, self._language)
            pages.append(Page(quiz_page(section.key), "quiz", title, self._quiz(section), parent=name))
        if section.exchange:
            pages[-1] = replace(pages[-1], body=pages[-1].body + self._talk())
        return pages

    def _part_body(self, section: Section) -> str:
        rows = "".join(
            f'<li><a href="{self._layout.href(lesson_page(one.key), "")}">{escape(one.key)} {escape(one.title)}</a>'
            f' <span class="wx-small">{say(MINUTES, self._language, count=one.minutes)}</span></li>'
            for one in section.lessons
        )
        shown = f"{heading(book_texts.IN_PART, self._language)}<ul>{rows}</ul>" if rows else ""
        return f'<p class="wx-lead">{escape(section.summary)}</p>{shown}'

    def _lesson(self, lesson: Lesson) -> str:
        return self._addressed(lesson_xhtml(lesson, self._language, self._sheets.in_lesson), lesson)

    def _quiz(self, section: Section) -> str:
        asked = questions_sheet(section.quiz, self._language, level=3)
        return paragraph(book_texts.QUIZ_INTRO, self._language) + asked

    def _talk(self) -> str:
        title = heading(book_texts.TALK, self._language)
        return f'<aside class="wx-talk">{title}{paragraph(book_texts.TALK_PROMPT, self._language)}</aside>'

    def _back(self) -> Iterator[Page]:
        if self._sheets.tasks:
            body = sheets_body(self._sheets, self._course)
            yield Page(SHEETS_PAGE, "sheets", book_texts.SHEETS.in_language(self._language), body)
        if self._layout.sheets_behind:
            for lesson in self._course.lessons:
                for page in self._sheets.pages(lesson):
                    yield replace(page, body=self._addressed(page.body, lesson))
        body = words_body(self._course, self._layout)
        if body:
            yield Page(WORDS_PAGE, "words", book_texts.ALL_WORDS.in_language(self._language), body)

    def _addressed(self, xhtml: str, lesson: Lesson) -> str:
        words = {term.key for term in lesson.terms}
        return addressed(
            xhtml,
            lesson=lambda key: self._layout.href(lesson_page(key), "") if key in self._lessons else None,
            picture=self._layout.picture,
            term=lambda key: f"#{term_anchor(lesson.key, key)}" if key in words else None,
        )
