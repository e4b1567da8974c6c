"""A cartridge with everything in it: pages, drawings, quizzes, topics, and links to our tool where that is wanted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape

from winternship_export import texts
from winternship_export.course import Course, Lesson, Section, Task
from winternship_export.losses import Losses
from winternship_export.options import Options
from winternship_export.pack import Files
from winternship_export.pages import exchange_title, quiz_title
from winternship_export.tool import task_link
from winternship_export.writers.cartridge.assessment import assessment
from winternship_export.writers.cartridge.documents import (
    ABOUT,
    about_page,
    lesson_page,
    lesson_title,
    page_path,
    picture_path,
)
from winternship_export.writers.cartridge.linked import tool_link, topic
from winternship_export.writers.cartridge.manifest import WEB, Cartridge, Item
from winternship_export.writers.cartridge.reasons import tell_whole
from winternship_export.writers.cartridge.versions import CC_1P1, CC_1P3, Edition


def write_1p1(course: Course, options: Options, losses: Losses) -> Files:
    """The course as Common Cartridge 1.1, the only edition that Moodle reads."""
    return _write(course, options, losses, CC_1P1)


def write_1p3(course: Course, options: Options, losses: Losses) -> Files:
    """The course as Common Cartridge 1.3."""
    return _write(course, options, losses, CC_1P3)


def _write(course: Course, options: Options, losses: Losses, edition: Edition) -> Files:
    cartridge = Cartridge(course, edition, losses)
    drawings = {one.key: cartridge.add(WEB, picture_path(one.key), one.svg) for one in course.pictures}
    modules = [_opening(cartridge)]
    modules += [_module(cartridge, section, options, drawings) for section in course.sections]
    tell_whole(course, options, losses, for_moodle=edition.for_moodle)
    return cartridge.finished(modules)


def _opening(cartridge: Cartridge) -> Item:
    """A module of its own: Moodle puts the first one above all sections, and Canvas wants every page in one."""
    course = cartridge.course
    title = texts.ABOUT.in_language(course.language)
    page = cartridge.add(WEB, ABOUT, about_page(cartridge, title))
    return Item(
        cartridge.id("item", "opening"),
        cartridge.title("work", course.key, course.title),
        items=(cartridge.item("work", "about", title, page),),
    )


def _module(cartridge: Cartridge, section: Section, options: Options, drawings: dict[str, str]) -> Item:
    items: list[Item] = []
    for lesson in section.lessons:
        items += _lesson(cartridge, lesson, options, drawings)
    if section.quiz:
        items.append(_quiz(cartridge, section))
    if section.exchange:
        items.append(_exchange(cartridge, section))
    title = cartridge.title("work", section.key, section.title)
    return Item(cartridge.id("item", "module", section.key), title, items=tuple(items))


def _lesson(
    cartridge: Cartridge, lesson: Lesson, options: Options, drawings: dict[str, str]
) -> Iterator[Item]:
    data, shown = lesson_page(cartridge, lesson, options)
    page = cartridge.add(WEB, page_path(lesson.key), data, [drawings[key] for key in shown])
    yield cartridge.item("lesson", lesson.key, lesson_title(lesson), page)
    for task in lesson.tasks:
        if options.activities == "lti":
            yield _link(cartridge, task, options)
        elif task.questions:
            yield _exercise(cartridge, task)


def _link(cartridge: Cartridge, task: Task, options: Options) -> Item:
    title = cartridge.title("activity", task.key, task.title)
    link = replace(task_link(cartridge.course, task, options), title=title)
    data = tool_link(cartridge.edition, link, cartridge.words("activity", task.key, task.intro))
    resource = cartridge.add(cartridge.edition.link_type, f"links/{task.key}.xml", data)
    return cartridge.item("activity", task.key, title, resource)


def _exercise(cartridge: Cartridge, task: Task) -> Item:
    title = cartridge.title("activity", task.key, task.title)
    intro = f"<p>{escape(task.intro)}</p>{task.case}"
    data = assessment(cartridge, "activity", task.key, title=title, intro=intro, questions=task.questions)
    resource = cartridge.add(cartridge.edition.assessment_type, f"quizzes/{task.key}.xml", data)
    return cartridge.item("activity", task.key, title, resource)


def _quiz(cartridge: Cartridge, section: Section) -> Item:
    language = cartridge.course.language
    title = cartridge.title("quiz", section.key, quiz_title(section, language))
    intro = f"<p>{escape(texts.QUIZ_INTRO.in_language(language))}</p>"
    data = assessment(
        cartridge, "quiz", f"{section.key}-quiz", title=title, intro=intro, questions=section.quiz
    )
    resource = cartridge.add(cartridge.edition.assessment_type, f"quizzes/{section.key}-quiz.xml", data)
    return cartridge.item("quiz", section.key, title, resource)


def _exchange(cartridge: Cartridge, section: Section) -> Item:
    title = cartridge.title("exchange", section.key, exchange_title(section, cartridge.course.language))
    data = topic(cartridge.edition, title, cartridge.words("exchange", section.key, section.exchange))
    resource = cartridge.add(cartridge.edition.topic_type, f"topics/{section.key}.xml", data)
    return cartridge.item("exchange", section.key, title, resource)
