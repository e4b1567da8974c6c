"""A package for Open edX holds exactly what the course holds, less what its losses name: read from the bytes."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from tests.course_export.writers.olx_reading import LANGUAGES, PACKAGES, WORKS, Read, text, written
from winternship_export.course import Course, Html, Lesson, Question
from winternship_export.xhtml import fragment, plain

ALL = pytest.mark.parametrize("language", LANGUAGES)
EVERY_WORK = pytest.mark.parametrize("work", WORKS)
EVERY_PACKAGE = pytest.mark.parametrize(("work", "language", "way"), PACKAGES)


def lesson_pages(package: Read) -> list[tuple[str, Any]]:
    """The units that state a goal, with their titles."""
    units = ((unit.get("display_name"), package.unit_page(unit)) for unit in package.units())
    return [(title, page) for title, page in units if page.find_class("wx-goal")]


def as_asked(problem: Any) -> tuple[Any, ...]:
    """What a learner reads of a problem, and which choice is right; Open edX takes texts of elements for HTML."""
    choices = [
        (one.get("name"), unescape(one.text), one.findtext("choicehint")) for one in problem.iter("choice")
    ]
    right = [one.get("name") for one in problem.iter("choice") if one.get("correct") == "true"]
    return unescape(problem.findtext(".//label")), choices, right


def as_written(question: Question) -> tuple[Any, ...]:
    choices = [(one.name, one.text, one.feedback) for one in question.choices]
    return question.text, choices, [question.right]


def activities(package: Read, course: Course) -> list[str]:
    """The keys of the activities in reading order, of whatever kind they are."""
    found: list[str] = []
    by_block = {task.activity.block: task.key for task in course.tasks if task.activity.block}
    for block in package.blocks():
        if block.tag == "html":
            found += [one.get("data-activity") for one in package.page(block).xpath("//*[@data-activity]")]
        elif block.tag == "lti_consumer":
            custom = dict(re.findall(r'"([^"=]+)=([^"]+)"', block.get("custom_parameters")))
            found.append(custom.get("field_shows") or by_block[custom["block"]])
        elif block.tag.startswith("winternship_"):
            found.append(block.get("shows") or by_block[block.tag])
    return found


def references(lesson: Lesson, mark: str) -> list[str]:
    """What the author's text refers to, in reading order."""
    parts = [part.xhtml for part in lesson.parts if isinstance(part, Html)]
    return [one.get(mark) for part in parts for one in fragment(part).xpath(f"//*[@{mark}]")]


@EVERY_PACKAGE
def test_every_lesson_is_there_with_all_that_it_says(work: str, language: str, way: str) -> None:
    course, package, losses = written(work, language, way)
    pages = lesson_pages(package)
    expected = [one for one in course.lessons if one.key not in losses.keys("lesson")]

    assert [title for title, _ in pages] == [lesson.title for lesson in expected]
    for (_, page), lesson in zip(pages, expected, strict=True):
        said = text(page)
        assert lesson.goal in text(page.find_class("wx-goal")[0])
        assert str(lesson.minutes) in text(page.find_class("wx-goal")[0])
        assert lesson.monday in text(page.find_class("wx-monday")[0])
        assert all(plain(part.xhtml) in said for part in lesson.parts if isinstance(part, Html))
        assert [text(one) for one in page.iter("dt")] == [term.word for term in lesson.terms]
        assert [text(one) for one in page.iter("dd")] == [term.text for term in lesson.terms]
        for mark in ("data-fact", "data-slot", "data-term", "data-lesson", "data-picture"):
            # An exercise on paper brings a case with references of its own.
            found = [one.get(mark) for one in page.xpath(f"//*[@{mark}][not(ancestor::*[@data-activity])]")]
            assert found == references(lesson, mark)


@EVERY_PACKAGE
def test_every_question_is_there_with_what_is_said_to_each_choice(work: str, language: str, way: str) -> None:
    course, package, losses = written(work, language, way)
    missing = losses.keys("question")
    asked = [as_asked(problem) for problem in package.blocks("problem")]
    expected = []
    for section in course.sections:
        for lesson in section.lessons:
            expected += [question for task in lesson.tasks for question in task.questions]
        expected += section.quiz
    kept = [question for question in expected if question.key not in missing]

    assert asked == [as_written(question) for question in kept]
    assert missing == (
        frozenset() if way == "paper" else {q.key for task in course.tasks for q in task.questions}
    )
    for problem, question in zip(package.blocks("problem"), kept, strict=True):
        facts = [one.get("data-fact") for one in problem.find("solution").xpath(".//*[@data-fact]")]
        based_on = [one.get("data-fact") for one in fragment(question.basis).xpath("//*[@data-fact]")]
        assert facts == based_on
        assert plain(question.basis) in text(problem.find("solution"))


@EVERY_PACKAGE
def test_every_activity_is_there_in_its_place(work: str, language: str, way: str) -> None:
    course, package, losses = written(work, language, way)
    gone = losses.keys("activity")

    assert activities(package, course) == [task.key for task in course.tasks if task.key not in gone]
    if way == "paper":
        everything = " ".join(map(text, package.pages()))
        for task in course.tasks:
            assert task.title in everything
            assert task.intro in everything
            assert all(card.text.in_language(language) in everything for card in task.activity.cards)
            assert plain(task.case) in everything
            assert all(field.label.in_language(language) in everything for field in task.activity.fields)


@EVERY_WORK
@ALL
def test_every_picture_is_there_and_shown(work: str, language: str) -> None:
    course, package, _ = written(work, language)
    shown = {image.get("src") for page in package.pages() for image in page.iter("img")}

    for picture in course.pictures:
        assert package.files[f"course/static/{picture.key}.svg"] == picture.svg
    assert shown == {f"/static/{picture.key}.svg" for picture in course.pictures}
    assert all(image.get("alt") for page in package.pages() for image in page.iter("img"))


@EVERY_WORK
@ALL
def test_every_module_has_its_quiz_its_exchange_and_its_summary(work: str, language: str) -> None:
    course, package, _ = written(work, language)
    about, *chapters = package.chapters()

    assert [chapter.get("display_name") for chapter in chapters] == [one.title for one in course.sections]
    opening = text(package.pages()[0])
    for said in (course.subtitle, course.intro, course.audience, course.notice):
        assert said in opening
    for chapter, section in zip(chapters, course.sections, strict=True):
        assert section.summary in opening
        sequences = [package.whole(node) for node in chapter]
        graded = [one for one in sequences if one.get("graded") == "true"]
        assert len(graded) == bool(section.quiz)
        talks = [
            block for one in sequences for unit in one for block in package.whole(unit).iter("discussion")
        ]
        assert len(talks) == bool(section.exchange)
        assert section.exchange in text(package.unit_page(package.whole(sequences[-1][0])))
    assert len(about) == 1


@EVERY_WORK
@ALL
def test_the_funding_notice_is_in_the_course_and_in_the_catalogue(work: str, language: str) -> None:
    course, package, _ = written(work, language)

    assert course.notice in package.files["course/about/overview.html"].decode()
    assert course.notice in text(package.pages()[0])
