"""From the curriculum to one course in one language: the only module that reads the works."""

from __future__ import annotations

from collections.abc import Iterable

from winternship_core.curriculum import (
    WORKS,
    Activity,
    Block,
    Reference,
    load_pictures,
    load_work,
    render_blocks,
)
from winternship_core.curriculum import Lesson as Written
from winternship_core.curriculum import Module as WrittenModule
from winternship_core.curriculum import Question as Asked
from winternship_core.facts import load_facts
from winternship_export import texts
from winternship_export.course import Choice, Course, Html, Lesson, Picture, Question, Section, Task
from winternship_export.host import PageHost
from winternship_export.questions import question_form, questions_sheet
from winternship_export.sheets import Sheet

EU_NOTICE = "VIP-4"
LEVEL = 3  # an author's ## under the page's own title
LANGUAGES = ("nl", "en")

__all__ = ["LANGUAGES", "WORKS", "read_course"]


def read_course(work_key: str, language: str) -> Course:
    """The work with this key in ``nl`` or ``en``. Raises the core's ``UnknownKey``."""
    work = load_work(work_key)
    sections = tuple(_Reader(work.key, language).section(module) for module in work.modules)
    pictures = (
        Picture(
            one.key,
            one.alt.in_language(language),
            one.caption.in_language(language),
            _file(one.svg(language)),
        )
        for one in load_pictures().values()
    )
    course = Course(
        key=work.key,
        kind=work.kind,
        language=language,
        title=work.title.in_language(language),
        subtitle=work.subtitle.in_language(language),
        intro=work.intro.in_language(language),
        audience=work.audience.in_language(language),
        notice=load_facts()[EU_NOTICE].text.in_language(language),
        sections=sections,
        pictures=tuple(pictures),
        fast=tuple(lesson.key for lesson in work.lessons() if lesson.fast),
    )
    return course.only(section.key for section in sections)  # leaves out the drawings of other works


def _file(svg: str) -> bytes:
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + svg.encode() + b"\n"


class _Reader:
    """Reads the modules of one work in one language."""

    def __init__(self, work: str, language: str) -> None:
        self._work, self._language = work, language

    def section(self, module: WrittenModule) -> Section:
        return Section(
            key=module.key,
            title=module.title.in_language(self._language),
            summary=module.summary.in_language(self._language),
            lessons=tuple(self._lesson(lesson, module) for lesson in module.lessons),
            quiz=tuple(self._question(question) for question in module.quiz),
            exchange=texts.EXCHANGE_PROMPT.in_language(self._language),
        )

    def _lesson(self, lesson: Written, module: WrittenModule) -> Lesson:
        host = PageHost(self._work, self._language)
        parts: list[Html | Task] = []
        run: list[Block] = []
        for block in lesson.body.in_language(self._language):
            if isinstance(block, Reference) and block.kind == "activity":
                parts += self._html(run, host)
                parts.append(self._task(module.activities[block.key], host))
                run = []
            else:
                run.append(block)
        parts += self._html(run, host)
        return Lesson(
            key=lesson.key,
            title=lesson.title.in_language(self._language),
            goal=lesson.goal.in_language(self._language),
            monday=lesson.monday.in_language(self._language),
            minutes=lesson.minutes,
            parts=tuple(parts),
            terms=tuple(sorted(host.terms.values(), key=lambda term: term.word.casefold())),
        )

    def _html(self, blocks: Iterable[Block], host: PageHost) -> list[Html]:
        written = render_blocks(blocks, self._language, host, heading=LEVEL)
        return [Html(written)] if written else []

    def _task(self, activity: Activity, host: PageHost) -> Task:
        questions = tuple(self._question(question) for question in activity.questions)
        case = activity.case[self._language] if activity.case else None
        read = render_blocks((case,), self._language, host, heading=LEVEL + 1) if case else ""
        forms = "".join(question_form(one, n, self._language) for n, one in enumerate(questions, 1))
        asked = questions_sheet(questions, self._language, level=LEVEL + 1) if questions else ""
        return Task(
            activity=activity,
            title=activity.title.in_language(self._language),
            intro=activity.intro.in_language(self._language),
            sheet=read + asked + Sheet(activity, self._language, fillable=False).xhtml(),
            form=read + forms + Sheet(activity, self._language, fillable=True).xhtml(),
            case=read,
            questions=questions,
        )

    def _question(self, question: Asked) -> Question:
        host = PageHost(self._work, self._language)
        return Question(
            key=question.key,
            text=question.text.in_language(self._language),
            choices=tuple(
                Choice(
                    one.name, one.text.in_language(self._language), one.feedback.in_language(self._language)
                )
                for one in question.choices
            ),
            right=question.right,
            basis="".join(host.fact(fact_id) for fact_id in question.facts),
        )
