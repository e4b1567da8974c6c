"""A lesson, a quiz and the opening page as XHTML that any writer can use; only the addresses are its own."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from winternship_core.text import Text
from winternship_export import texts
from winternship_export.course import Course, Html, Lesson, Section, Task

ShowTask = Callable[[Task], str]


def lesson_xhtml(lesson: Lesson, language: str, show: ShowTask) -> str:
    """The lesson from goal to words, below a title that the page itself gives; ``show`` makes each activity."""
    parts = [part.xhtml if isinstance(part, Html) else show(part) for part in lesson.parts]
    return "\n".join([lesson_head(lesson, language), *parts, lesson_foot(lesson, language)])


def lesson_head(lesson: Lesson, language: str) -> str:
    """What the reader can do afterwards, and how long it takes."""
    minutes = _say(texts.MINUTES, language, count=lesson.minutes)
    return (
        f'<div class="wx-goal"><p><strong>{_say(texts.GOAL, language)}:</strong> {escape(lesson.goal)}</p>'
        f'<p class="wx-small">{minutes}</p></div>'
    )


def lesson_foot(lesson: Lesson, language: str) -> str:
    """What to do on Monday, and the words that were explained."""
    words = "".join(
        f'<dt id="{term_anchor(lesson.key, term.key)}">{escape(term.word)}</dt><dd>{escape(term.text)}</dd>'
        for term in lesson.terms
    )
    glossary = f"<h3>{_say(texts.WORDS, language)}</h3><dl>{words}</dl>" if words else ""
    monday = (
        f'<div class="wx-monday"><h3>{_say(texts.MONDAY, language)}</h3><p>{escape(lesson.monday)}</p></div>'
    )
    return f"{monday}{glossary}"


def term_anchor(lesson_key: str, term_key: str) -> str:
    """The id of an explained word; unique also where lessons share a page."""
    return f"term-{lesson_key}-{term_key}".replace(".", "-")


def task_sheet(task: Task, *, level: int = 3) -> str:
    """An activity to read or print."""
    return _task(task, task.sheet, level)


def task_form(task: Task, *, level: int = 3) -> str:
    """An activity to work in; the page must bring the script."""
    return _task(task, task.form, level)


def about_xhtml(course: Course, language: str) -> str:
    """What the work is and for whom, with the funding notice that every copy carries."""
    return (
        f"<p>{escape(course.subtitle)}</p><p>{escape(course.intro)}</p>"
        f"<h3>{_say(texts.FOR_WHOM, language)}</h3><p>{escape(course.audience)}</p>"
        f'<p class="wx-small">{escape(course.notice)}</p>'
    )


def quiz_title(section: Section, language: str) -> str:
    """The name of a module's quiz; plain text."""
    return texts.QUIZ_OF.in_language(language).format(title=section.title)


def exchange_title(section: Section, language: str) -> str:
    """The name of a module's exchange; plain text."""
    return texts.EXCHANGE.in_language(language).format(title=section.title)


def _task(task: Task, inside: str, level: int) -> str:
    return (
        f'<section class="wx-activity" data-activity="{task.key}"><h{level}>{escape(task.title)}</h{level}>'
        f"<p>{escape(task.intro)}</p>{inside}</section>"
    )


def _say(text: Text, language: str, **values: object) -> str:
    return escape(text.in_language(language).format(**values))
