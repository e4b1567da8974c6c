"""A Moodle backup holds exactly what the course holds, less what its losses name: read from the bytes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.course_export.writers.mbz_reading import LANGUAGES, WAYS, WORKS, Backup, Unit, text, written
from winternship_export import texts
from winternship_export.course import Course, Html, Lesson, Question, Task
from winternship_export.xhtml import fragment, plain

ALL = pytest.mark.parametrize("language", LANGUAGES)
EVERY_WORK = pytest.mark.parametrize("work", WORKS)
EVERY_WAY = pytest.mark.parametrize("way", WAYS)
REFERENCES = ("data-fact", "data-slot", "data-term", "data-lesson", "data-picture")


def lesson_pages(backup: Backup) -> list[Unit]:
    """The pages that state a goal."""
    return [unit for unit in backup.of_kind("page") if unit.shown().find_class("wx-goal")]


def as_asked(key: str, question: Any) -> tuple[Any, ...]:
    """What a learner reads of a question, and which choice is right."""
    answers = [
        (words(one.findtext("answertext")), words(one.findtext("feedback")))
        for one in question.iter("answer")
    ]
    right = [index for index, one in enumerate(question.iter("answer")) if float(one.findtext("fraction"))]
    return key, words(question.findtext("questiontext")), answers, right


def as_written(question: Question) -> tuple[Any, ...]:
    names = [one.name for one in question.choices]
    choices = [(one.text, one.feedback) for one in question.choices]
    return question.key, question.text, choices, [names.index(question.right)]


def words(xhtml: str) -> str:
    return text(fragment(xhtml))


def multichoice(backup: Backup) -> list[tuple[str, Any]]:
    """All questions in the order of the course."""
    asked = [pair for quiz in backup.of_kind("quiz") for pair in backup.asked(quiz)]
    return [(key, one) for key, one in asked if one.findtext("qtype") == "multichoice"]


def does_something(place: Any, task: Task, language: str) -> bool:
    """Whether an activity's place on a page holds more than its introduction and where to find it."""
    there = text(place).replace(task.title, "", 1).replace(task.intro, "", 1)
    return there.strip() != texts.SCAN_SHEET.in_language(language)


def activities(backup: Backup, course: Course, way: str) -> list[str]:
    """The keys of the activities that the backup holds, in reading order."""
    if way == "lti":
        return [unit.key for unit in backup.of_kind("lti")]
    tasks = {task.key: task for task in course.tasks}
    places = [one for page in lesson_pages(backup) for one in page.shown().xpath("//*[@data-activity]")]
    found = [(one.get("data-activity"), one) for one in places]
    return [key for key, one in found if does_something(one, tasks[key], course.language)]


def references(lesson: Lesson, mark: str) -> list[str]:
    """What the author's text refers to, in reading order."""
    parts = [part.xhtml for part in lesson.parts if isinstance(part, Html)]
    return [one.get(mark) for part in parts for one in fragment(part).xpath(f"//*[@{mark}]")]


@EVERY_WORK
@ALL
@EVERY_WAY
def test_every_lesson_is_a_page_with_all_that_it_says(work: str, language: str, way: str) -> None:
    course, backup, losses = written(work, language, way)
    pages = lesson_pages(backup)
    expected = [one for one in course.lessons if one.key not in losses.keys("lesson")]

    assert [(page.key, page.own.findtext("name")) for page in pages] == [(x.key, x.title) for x in expected]
    for page, lesson in zip(pages, expected, strict=True):
        shown = page.shown()
        said = text(shown)
        assert lesson.goal == text(page.shown("intro"))
        assert lesson.goal in text(shown.find_class("wx-goal")[0])
        assert str(lesson.minutes) in text(shown.find_class("wx-goal")[0])
        assert lesson.monday in text(shown.find_class("wx-monday")[0])
        assert all(plain(part.xhtml) in said for part in lesson.parts if isinstance(part, Html))
        assert [text(one) for one in shown.iter("dt")] == [term.word for term in lesson.terms]
        assert [text(one) for one in shown.iter("dd")] == [term.text for term in lesson.terms]
        for mark in REFERENCES:
            found = [one.get(mark) for one in shown.xpath(f"//*[@{mark}][not(ancestor::*[@data-activity])]")]
            assert found == references(lesson, mark)


@EVERY_WORK
@ALL
@EVERY_WAY
def test_every_question_is_there_with_what_is_said_to_each_choice(work: str, language: str, way: str) -> None:
    course, backup, losses = written(work, language, way)
    expected = []
    for section in course.sections:
        for lesson in section.lessons:
            expected += [question for task in lesson.tasks for question in task.questions]
        expected += section.quiz
    kept = [question for question in expected if question.key not in losses.keys("question")]
    found = multichoice(backup)

    assert [as_asked(key, one) for key, one in found] == [as_written(question) for question in kept]
    assert len(found) == len(kept)
    for (_, one), question in zip(found, kept, strict=True):
        basis = fragment(one.findtext("generalfeedback"))
        assert text(basis) == plain(question.basis)
        based_on = [fact.get("data-fact") for fact in fragment(question.basis).xpath("//*[@data-fact]")]
        assert [fact.get("data-fact") for fact in basis.xpath("//*[@data-fact]")] == based_on
    elsewhere = {q.key for task in course.tasks for q in task.questions} if way == "lti" else set()
    assert losses.keys("question") == elsewhere


@EVERY_WORK
@ALL
@EVERY_WAY
def test_every_activity_is_there_in_its_place(work: str, language: str, way: str) -> None:
    course, backup, losses = written(work, language, way)
    gone = losses.keys("activity")

    assert activities(backup, course, way) == [task.key for task in course.tasks if task.key not in gone]
    assert gone == (set() if way == "lti" else {task.key for task in course.tasks if task.activity.block})
    for lesson in course.lessons:
        marked = backup.named(lesson.key).shown().xpath("//*[@data-activity]")
        assert [one.get("data-activity") for one in marked] == [task.key for task in lesson.tasks]


@EVERY_WORK
@ALL
def test_on_paper_every_activity_says_all_that_it_asks(work: str, language: str) -> None:
    course, backup, _ = written(work, language)

    for lesson in course.lessons:
        for task in lesson.tasks:
            (place,) = backup.named(lesson.key).shown().xpath(f"//*[@data-activity='{task.key}']")
            said = text(place)
            assert task.title in said
            assert task.intro in said
            assert all(card.text.in_language(language) in said for card in task.activity.cards)
            assert all(item.text.in_language(language) in said for item in task.activity.items)
            assert all(field.label.in_language(language) in said for field in task.activity.fields)
            if task.questions:
                quiz = backup.named(task.key)
                assert plain(task.case) in text(quiz.shown("intro"))
                assert quiz.id in place.xpath(".//a/@href")[0]


@EVERY_WORK
@ALL
@EVERY_WAY
def test_every_picture_is_stored_once_and_shown(work: str, language: str, way: str) -> None:
    course, backup, _ = written(work, language, way)
    images = [image for page in backup.of_kind("page") for image in page.shown().iter("img")]
    blobs = {data for name, data in backup.files.items() if name.startswith("files/")}

    assert blobs == {picture.svg for picture in course.pictures}
    assert {image.get("src") for image in images} == {
        f"@@PLUGINFILE@@/{picture.key}.svg" for picture in course.pictures
    }
    assert {image.get("alt") for image in images} == {picture.alt for picture in course.pictures}


@EVERY_WORK
@ALL
def test_every_module_is_a_section_with_its_quiz_and_its_exchange(work: str, language: str) -> None:
    course, backup, _ = written(work, language)
    first, *rest = backup.sections

    assert [one.findtext("name") for one in rest] == [section.title for section in course.sections]
    assert first.findtext("sequence") == backup.named("about").id
    for row, section in zip(rest, course.sections, strict=True):
        assert section.summary in words(row.findtext("summary"))
        assert str(section.minutes) in words(row.findtext("summary"))
        inside = [unit for unit in backup.units if unit.module.findtext("sectionid") == row.get("id")]
        graded = [unit.key for unit in inside if unit.kind == "quiz" and len(unit.grades.find("grade_items"))]
        talks = [unit for unit in inside if unit.kind == "forum"]
        lessons = [unit.key for unit in inside if unit.kind == "page"]
        assert lessons == [lesson.key for lesson in section.lessons]
        assert graded == ([f"{section.key}-quiz"] if section.quiz else [])
        assert [one.key for one in talks] == [f"{section.key}-exchange"]
        assert [words(one.own.findtext("intro")) for one in talks] == [section.exchange]
        numbers = [unit.id for unit in inside]
        assert row.findtext("sequence") == ",".join(numbers)


@EVERY_WORK
@ALL
def test_what_the_work_is_about_opens_the_course_and_the_notice_is_in_the_catalogue(
    work: str, language: str
) -> None:
    course, backup, _ = written(work, language)
    opening = text(backup.units[0].shown())

    for said in (course.subtitle, course.intro, course.audience, course.notice):
        assert said in opening
        assert said in words(backup.course.findtext("summary"))
    assert course.title in backup.course.findtext("fullname")
