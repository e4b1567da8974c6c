"""The course as chapters, sequences, units and blocks, each in the file where Open edX looks for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from winternship_export import texts
from winternship_export.course import Course, Html, Lesson, Section, Task
from winternship_export.losses import Losses
from winternship_export.options import Options
from winternship_export.pack import Files
from winternship_export.pages import (
    about_xhtml,
    exchange_title,
    lesson_foot,
    lesson_head,
    quiz_title,
    term_anchor,
)
from winternship_export.writers.olx import words
from winternship_export.writers.olx.attributes import setting
from winternship_export.writers.olx.naming import ORGANISATION, ROOT, RUN, Names, number
from winternship_export.writers.olx.problems import problem
from winternship_export.writers.olx.tasks import Tasks
from winternship_export.xhtml import Address, addressed
from winternship_export.xmlkit import Element, Maker, dump

E: Final = Maker()


class Tree:
    """Writes all blocks of a course into ``files``; ``advanced`` are the block types that it must allow."""

    def __init__(self, course: Course, options: Options, losses: Losses) -> None:
        self._course, self._options, self._losses = course, options, losses
        self._names = Names(course.key)
        self._tasks = Tasks(course, options, losses, self._names)
        self._lessons = {lesson.key for lesson in course.lessons}
        self._pictures = {picture.key for picture in course.pictures}
        self.files: Files = {}

    @property
    def advanced(self) -> set[str]:
        """The types of blocks that Open edX offers only in courses which name them."""
        return self._tasks.advanced

    def build(self) -> None:
        """Write the whole course, and say what it cannot carry."""
        course = self._course
        chapters = [self._about(), *(self._chapter(s, n) for n, s in enumerate(course.sections, 1))]
        root = E("course", chapters, url_name=RUN, org=ORGANISATION, course=number(course))
        self.files[f"{ROOT}/course.xml"] = dump(root)
        for picture in course.pictures:
            self.files[f"{ROOT}/static/{picture.key}.svg"] = picture.svg
        if course.tasks and self._options.activities != "paper":
            self._losses.changed("work", course.key, *words.WAYS[self._options.activities])

    # -- chapters ------------------------------------------------------------------------------------------

    def _about(self) -> Element:
        course = self._course
        title = texts.ABOUT.in_language(course.language)
        contents = "".join(
            f'<li><a href="lesson:{section.lessons[0].key}">{escape(section.title)}</a><br/>{escape(section.summary)} '
            f"({escape(texts.MINUTES.in_language(course.language).format(count=section.minutes))})</li>"
            for section in course.sections
            if section.lessons
        )
        heading = escape(texts.CONTENTS.in_language(course.language))
        inside = f"{about_xhtml(course, course.language)}<h3>{heading}</h3><ol>{contents}</ol>"
        page = self._html(self._names.about("page"), title, inside)
        unit = self._unit(self._names.about("unit"), title, [page])
        sequence = self._sequence(self._names.about("sequence"), title, [unit])
        return self._file("chapter", self._names.about(), E("chapter", sequence, display_name=setting(title)))

    def _chapter(self, section: Section, place: int) -> Element:
        sequences = [self._lesson(lesson) for lesson in section.lessons]
        if section.quiz:
            sequences.append(self._quiz(section, place))
        if section.exchange:
            sequences.append(self._exchange(section))
        chapter = E("chapter", sequences, display_name=setting(section.title))
        return self._file("chapter", self._names.section(section), chapter)

    def _lesson(self, lesson: Lesson) -> Element:
        unit = self._unit(self._names.lesson(lesson), lesson.title, self._blocks(lesson))
        return self._sequence(self._names.lesson(lesson, "sequence"), lesson.title, [unit])

    def _quiz(self, section: Section, place: int) -> Element:
        language = self._course.language
        title = quiz_title(section, language)
        intro = f"<p>{escape(texts.QUIZ_INTRO.in_language(language))}</p>"
        blocks = [self._html(self._names.part(section, "quiz", "page"), title, intro)]
        for count, question in enumerate(section.quiz, 1):
            named = texts.QUESTION.in_language(language).format(number=count)
            made = problem(question, named)
            blocks.append(self._file("problem", self._names.question(question), made))
        unit = self._unit(self._names.part(section, "quiz", "unit"), title, blocks)
        return self._sequence(
            self._names.section(section, "quiz"),
            title,
            [unit],
            graded="true",
            format=words.QUIZ_FORMAT.in_language(language),
            relative_weeks_due=str(place),  # a module a week, counted from the day that someone begins
        )

    def _exchange(self, section: Section) -> Element:
        title = exchange_title(section, self._course.language)
        prompt = f"<p>{escape(section.exchange)}</p>"
        page = self._html(self._names.part(section, "exchange", "page"), title, prompt)
        name = self._names.part(section, "exchange", "exchange")
        talk = E(
            "discussion",
            url_name=name,
            display_name=title,
            discussion_id=name,
            discussion_category=section.title,
            discussion_target=title,
        )
        self._losses.changed("exchange", section.key, words.DISCUSSION, words.DISCUSSION_INSTEAD)
        unit = self._unit(self._names.part(section, "exchange", "unit"), title, [page, talk], talks=True)
        return self._sequence(self._names.section(section, "exchange"), title, [unit])

    # -- what is in a lesson ---------------------------------------------------------------------------------

    def _blocks(self, lesson: Lesson) -> Iterator[Element]:
        """The text between two activities is one page, from the goal down to the words."""
        after: Task | None = None
        text = [lesson_head(lesson, self._course.language)]
        for part in lesson.parts:
            if isinstance(part, Html):
                text.append(part.xhtml)
                continue
            yield from self._text(lesson, after, text)
            yield from self._tasks.write(
                part,
                lambda name, title, inside: self._html(name, title, inside, lesson),
                lambda name, made: self._file("problem", name, made),
            )
            after, text = part, []
        text.append(lesson_foot(lesson, self._course.language))
        yield from self._text(lesson, after, text)

    def _text(self, lesson: Lesson, after: Task | None, text: list[str]) -> Iterator[Element]:
        if text:
            yield self._html(self._names.text(lesson, after), lesson.title, "\n".join(text), lesson)

    # -- files -----------------------------------------------------------------------------------------------

    def _html(self, name: str, title: str, xhtml: str, lesson: Lesson | None = None) -> Element:
        """A page: its settings in one file and its text, which Open edX never parses, in another."""
        text = addressed(
            xhtml, lesson=self._to_lesson, picture=self._to_picture, term=_to_term(lesson), styles=True
        )
        self.files[f"{ROOT}/html/{name}.html"] = f"{text}\n".encode()
        return self._file("html", name, E("html", filename=name, display_name=setting(title)))

    def _to_lesson(self, key: str) -> str | None:
        if key in self._lessons:
            return f"/jump_to_id/{self._names.lesson(key)}"
        self._losses.changed("lesson", key, words.NOT_HERE, words.NOT_HERE_INSTEAD)
        return None

    def _to_picture(self, key: str) -> str | None:
        return f"/static/{key}.svg" if key in self._pictures else None

    def _unit(self, name: str, title: str, blocks: Iterable[Element], *, talks: bool = False) -> Element:
        """A unit; only where people exchange is there a discussion beside it."""
        unit = E("vertical", blocks, display_name=setting(title), discussion_enabled=str(talks).lower())
        return self._file("vertical", name, unit)

    def _sequence(self, name: str, title: str, units: Iterable[Element], **settings: str) -> Element:
        return self._file("sequential", name, E("sequential", units, display_name=setting(title), **settings))

    def _file(self, kind: str, name: str, element: Element) -> Element:
        """Put a block into its file; gives the pointer, which may hold nothing but the name."""
        self.files[f"{ROOT}/{kind}/{name}.xml"] = dump(element)
        return E(kind, url_name=name)


def _to_term(lesson: Lesson | None) -> Address:
    """Words are explained at the end of the same unit, which Open edX shows as one page."""
    known = {term.key for term in lesson.terms} if lesson else set()
    return lambda key: f"#{term_anchor(lesson.key, key)}" if lesson and key in known else None
