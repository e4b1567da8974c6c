"""The course laid out for Moodle: a section a module, in it pages, activities, a quiz and a forum."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from winternship_export import texts
from winternship_export.course import Course, Lesson, Section, Task
from winternship_export.ids import guid
from winternship_export.losses import Losses
from winternship_export.options import Options
from winternship_export.pages import about_xhtml, exchange_title, lesson_xhtml, quiz_title
from winternship_export.tool import task_link
from winternship_export.writers.mbz.addresses import Addresses, Numbers
from winternship_export.writers.mbz.columns import FORUM, lti, page, quiz
from winternship_export.writers.mbz.names import Names
from winternship_export.writers.mbz.tasks import task_on_page, tell_losses
from winternship_export.writers.mbz.units import Bank, Grade, Part, Unit, distinct
from winternship_export.xhtml import addressed

ABOUT: Final = "about"
BOOKS: Final = ("handbook", "blueprint")  # to look things up in: nothing to finish, no grades
# What a copy of a link carries along, so that our tool finds the activity it was copied from [LTI Core, Appendix B].
HISTORY: Final = {"context_history": "$Context.id.history", "link_history": "$ResourceLink.id.history"}


def sections_of(course: Course, options: Options, losses: Losses) -> tuple[Part, ...]:
    """The sections in order: what the work is about, then its modules."""
    return _Layout(course, options, losses).parts()


class _Layout:
    def __init__(self, course: Course, options: Options, losses: Losses) -> None:
        self._course, self._options, self._losses = course, options, losses
        self._language = course.language
        self._addresses = Addresses(course, Numbers(course.key), losses)
        self._names = Names(losses)

    def parts(self) -> tuple[Part, ...]:
        about = Part(ABOUT, None, "", (self._about(),))
        return distinct([about, *map(self._section, self._course.sections)])

    def _about(self) -> Unit:
        name = texts.ABOUT.in_language(self._language)
        text = addressed(
            about_xhtml(self._course, self._language), lesson=_no, picture=_no, term=_no, styles=True
        )
        return Unit(ABOUT, "page", name, "", page(text), "view")

    def _section(self, section: Section) -> Part:
        minutes = texts.MINUTES.in_language(self._language).format(count=section.minutes)
        summary = f"<p>{escape(section.summary)}</p><p>{escape(minutes)}</p>"
        name = self._names(section.title, "work", section.key)
        return Part(section.key, name, summary, tuple(self._units(section)))

    def _units(self, section: Section) -> Iterator[Unit]:
        for lesson in section.lessons:
            yield self._lesson(lesson)
            for task in lesson.tasks:
                tell_losses(task, self._options, self._losses)
                if self._options.activities == "lti":
                    yield self._link(task)
                elif task.questions:
                    yield self._practice(task, lesson)
        if section.quiz:
            yield self._quiz(section)
        if section.exchange:
            name = self._names(exchange_title(section, self._language), "exchange", section.key)
            intro = f"<p>{escape(section.exchange)}</p>"
            yield Unit(f"{section.key}-exchange", "forum", name, intro, FORUM, "none", shows_intro=True)

    def _lesson(self, lesson: Lesson) -> Unit:
        def show(task: Task) -> str:
            kind = "lti" if self._options.activities == "lti" else "quiz"
            return task_on_page(task, self._language, self._options, self._addresses.unit(kind, task.key))

        xhtml = lesson_xhtml(lesson, self._language, show)
        text, pictures = self._addresses.written(xhtml, lesson, on_page=True)
        return Unit(
            lesson.key,
            "page",
            self._names(lesson.title, "lesson", lesson.key),
            f"<p>{escape(lesson.goal)}</p>",
            page(text),
            "view",
            pictures=tuple(("content", picture) for picture in pictures),
            shows_intro=True,
        )

    def _quiz(self, section: Section) -> Unit:
        count = len(section.quiz)
        return Unit(
            f"{section.key}-quiz",
            "quiz",
            self._names(quiz_title(section, self._language), "quiz", section.key),
            f"<p>{escape(texts.QUIZ_INTRO.in_language(self._language))}</p>",
            quiz(count, grade=count),
            "pass",
            grade=Grade(count, count * self._options.pass_mark / 100),
            bank=Bank(section.quiz),
        )

    def _practice(self, task: Task, lesson: Lesson) -> Unit:
        case, pictures = self._addresses.written(task.case, lesson, on_page=False)
        return Unit(
            task.key,
            "quiz",
            self._names(task.title, "activity", task.key),
            f"<p>{escape(task.intro)}</p>{case}",
            quiz(len(task.questions), grade=0),
            "attempt",
            bank=Bank(task.questions, case),
            pictures=tuple(("intro", picture) for picture in pictures),
        )

    def _link(self, task: Task) -> Unit:
        link = task_link(self._course, task, self._options)
        graded = self._course.kind not in BOOKS
        custom = {
            "activity": guid(self._course.key, "activity", task.key),
            "language": self._language,
            **HISTORY,
            **link.custom,
            **({} if graded else {"field_graded_by": "none"}),
        }
        return Unit(
            task.key,
            "lti",
            self._names(link.title, "activity", task.key),
            f"<p>{escape(task.intro)}</p>",
            lti(link.url, custom, graded=graded),
            "pass" if graded else "view",
            grade=Grade(1, 1) if graded else None,
        )


def _no(_key: str) -> None:
    return None
