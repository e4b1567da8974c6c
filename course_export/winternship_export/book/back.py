"""The lists at the back of a book: its worksheets, and its words in alphabetical order."""

from __future__ import annotations

import unicodedata
from html import escape

from winternship_export.book import texts as book_texts
from winternship_export.book.page import Layout, lesson_page, word_anchor
from winternship_export.book.sheets import Sheets, is_online_only
from winternship_export.book.wording import paragraph
from winternship_export.course import Course, Lesson, Section, Term


def sheets_body(sheets: Sheets, course: Course) -> str:
    """Every worksheet with a link to it, under the title of its part."""
    parts = [paragraph(book_texts.SHEETS_INTRO, course.language)]
    for section in course.sections:
        rows = "".join(_sheet_rows(sheets, section))
        if rows:
            parts.append(f'<h3>{escape(section.title)}</h3><ul class="wx-list">{rows}</ul>')
    return "\n".join(parts)


def words_body(course: Course, layout: Layout) -> str:
    """Every explained word once, with links to the lessons that explain it; empty when there is none."""
    found: dict[str, tuple[Term, list[Lesson]]] = {}
    for lesson in course.lessons:
        for term in lesson.terms:
            found.setdefault(term.key, (term, []))[1].append(lesson)
    entries = sorted(found.values(), key=lambda entry: (_alphabetical(entry[0].word), entry[0].key))
    rows = "".join(_word(term, lessons, layout) for term, lessons in entries)
    intro = paragraph(book_texts.ALL_WORDS_INTRO, course.language)
    return f'{intro}<dl class="wx-words">{rows}</dl>' if rows else ""


def _sheet_rows(sheets: Sheets, section: Section) -> list[str]:
    return [
        f'<li><a class="wx-to" href="{sheets.href(task, lesson_page(lesson.key))}">'
        f"{escape(sheets.label(task))}: {escape(task.title)}</a></li>"
        for lesson in section.lessons
        for task in lesson.tasks
        if not is_online_only(task)
    ]


def _word(term: Term, lessons: list[Lesson], layout: Layout) -> str:
    where = ", ".join(
        f'<a href="{layout.href(lesson_page(one.key), "")}">{escape(one.key)}</a>' for one in lessons
    )
    return (
        f'<dt id="{word_anchor(term.key)}">{escape(term.word)}</dt>'
        f'<dd>{escape(term.text)} <span class="wx-small">{where}</span></dd>'
    )


def _alphabetical(word: str) -> str:
    """Accents do not count."""
    apart = unicodedata.normalize("NFKD", word)
    return "".join(one for one in apart if not unicodedata.combining(one)).casefold()
