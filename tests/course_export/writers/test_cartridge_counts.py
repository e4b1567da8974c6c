"""A cartridge holds exactly what the course holds, less what its losses name."""

from __future__ import annotations

import pytest

from tests.course_export.writers.cartridge_reading import TOOL, WHOLE, Asked, words, written
from winternship_export.course import Course, Html, Question
from winternship_export.options import Activities
from winternship_export.source import LANGUAGES, WORKS
from winternship_export.xhtml import plain

EVERY = pytest.mark.parametrize(
    ("work", "language", "kind"),
    [(work, language, kind) for work in WORKS for language in LANGUAGES for kind in WHOLE],
)
THIN = pytest.mark.parametrize(("work", "language"), [(work, one) for work in WORKS for one in LANGUAGES])
BOTH_WAYS = pytest.mark.parametrize("way", ["paper", "lti"])


def as_written(question: Question) -> tuple[object, ...]:
    return (
        " ".join(question.text.split()),
        [(one.name, one.text, one.feedback) for one in question.choices],
        [question.right],
        plain(question.basis),
    )


def as_read(asked: Asked) -> tuple[object, ...]:
    return (
        asked.text,
        [(name, text, asked.feedback(name)) for name, text in asked.choices],
        asked.right,
        words(asked.general),
    )


def lesson_pages(course: Course) -> dict[str, str]:
    return {lesson.key: f"pages/{lesson.key}.html" for lesson in course.lessons}


@BOTH_WAYS
@EVERY
def test_each_lesson_is_a_page_of_its_module_in_order(
    work: str, language: str, kind: str, way: Activities
) -> None:
    course, package, losses = written(work, language, kind, way)
    about, *modules = package.modules()

    assert losses.keys("lesson") == frozenset()
    assert len(about[1]) == 1
    assert [title for title, _ in modules] == [section.title for section in course.sections]
    for (_, lines), section in zip(modules, course.sections, strict=True):
        pages = [line.title for line in lines if line.kind == "webcontent"]
        assert pages == [f"{lesson.key} {lesson.title}" for lesson in section.lessons]


@BOTH_WAYS
@EVERY
def test_every_question_comes_along_with_its_choices_feedback_and_facts(
    work: str, language: str, kind: str, way: Activities
) -> None:
    course, package, losses = written(work, language, kind, way)
    left_out = losses.keys("question")
    expected = []
    for section in course.sections:
        for lesson in section.lessons:
            for task in lesson.tasks:
                expected += [as_written(one) for one in task.questions if one.key not in left_out]
        expected += [as_written(one) for one in section.quiz]

    found = [as_read(one) for questions in package.quizzes().values() for one in questions]

    assert found == expected
    assert left_out == (
        frozenset(one.key for task in course.tasks for one in task.questions) if way == "lti" else frozenset()
    )


@EVERY
def test_on_paper_each_activity_is_in_the_page_of_its_lesson(work: str, language: str, kind: str) -> None:
    course, package, losses = written(work, language, kind)
    found = {
        key: [one.get("data-activity") for one in package.page(path).xpath("//*[@data-activity]")]
        for key, path in lesson_pages(course).items()
    }

    assert found == {
        lesson.key: [task.key for task in lesson.tasks if task.key not in losses.keys("activity")]
        for lesson in course.lessons
    }
    assert losses.keys("activity") == {task.key for task in course.tasks if task.activity.block}


@EVERY
def test_with_a_tool_each_activity_is_a_link_after_its_lesson(work: str, language: str, kind: str) -> None:
    course, package, losses = written(work, language, kind, "lti")
    expected = [(task.title, task.activity.block, task.key) for task in course.tasks]

    found = []
    for title, address, custom in package.launches():
        base, _, query = address.partition("?")
        assert base == f"{TOOL}/lti/launch"
        assert query == "&".join(
            f"{name}={custom[name]}" for name in ("block", "field_work", "field_shows") if name in custom
        )
        block = custom["block"]
        found.append((title, block if block != "winternship_lesson" else None, custom.get("field_shows")))

    assert losses.keys("activity") == frozenset()
    assert [(title, block) for title, block, _ in found] == [(title, block) for title, block, _ in expected]
    for (_, _, shows), task in zip(found, course.tasks, strict=True):
        assert shows == (None if task.activity.block else task.key)


@EVERY
def test_each_exchange_is_a_topic_at_the_end_of_its_module(work: str, language: str, kind: str) -> None:
    course, package, losses = written(work, language, kind)

    assert losses.keys("exchange") == frozenset()
    for (_, lines), section in zip(package.modules()[1:], course.sections, strict=True):
        topic = package.xml(lines[-1].path)
        assert lines[-1].kind.startswith("imsdt")
        assert topic.findtext("{*}title") == lines[-1].title
        assert words(topic.findtext("{*}text")) == section.exchange


@EVERY
def test_the_words_of_a_lesson_are_all_on_its_page(work: str, language: str, kind: str) -> None:
    course, package, _ = written(work, language, kind)
    for lesson in course.lessons:
        text = " ".join(package.page(f"pages/{lesson.key}.html").find("body").text_content().split())
        said = [part.xhtml for part in lesson.parts if isinstance(part, Html)]
        for one in [*map(plain, said), lesson.goal, lesson.monday, *(term.text for term in lesson.terms)]:
            assert " ".join(one.split()) in text
        assert str(lesson.minutes) in text


@EVERY
def test_an_exercise_shows_its_case_and_never_its_answers(work: str, language: str, kind: str) -> None:
    course, package, _ = written(work, language, kind)
    for lesson in course.lessons:
        text = " ".join(package.page(f"pages/{lesson.key}.html").find("body").text_content().split())
        for task in lesson.tasks:
            if task.questions:
                quiz = package.xml(f"quizzes/{task.key}.xml")
                intro = words(quiz.findtext(".//{*}presentation_material//{*}mattext"))
                assert plain(task.case) in text
                assert plain(task.case) in intro
                assert not any(one.feedback in text for q in task.questions for one in q.choices)


@EVERY
def test_pictures_and_the_funding_notice_come_along(work: str, language: str, kind: str) -> None:
    course, package, losses = written(work, language, kind)

    assert losses.keys("picture") == frozenset()
    assert {path for path in package.files if path.endswith(".svg")} == {
        f"pictures/{picture.key}.svg" for picture in course.pictures
    }
    for picture in course.pictures:
        assert package.files[f"pictures/{picture.key}.svg"] == picture.svg
    assert course.notice in package.page("pages/about.html").text_content()
    assert course.notice in [one.text for one in package.manifest.iterfind(".//{*}description/{*}string")]


@THIN
def test_a_thin_cartridge_has_a_link_for_each_lesson_and_each_quiz(work: str, language: str) -> None:
    course, package, losses = written(work, language, "thincc", "lti")
    expected = []
    for section in course.sections:
        expected += [(lesson.key, f"{lesson.key} {lesson.title}") for lesson in section.lessons]
        expected += [(f"{section.key}-quiz", None)] if section.quiz else []

    launches = package.launches()

    assert [custom["field_shows"] for _, _, custom in launches] == [shows for shows, _ in expected]
    assert {custom["field_work"] for _, _, custom in launches} == {work}
    assert {one.get("type") for one in package.resources.values()} == {"imsbasiclti_xmlv1p3"}
    for (title, _, _), (_, named) in zip(launches, expected, strict=True):
        assert named is None or title == named
    assert losses.keys("question") == {one.key for one in course.questions}
    assert losses.keys("activity") == {one.key for one in course.tasks}
    assert losses.keys("exchange") == {one.key for one in course.sections}
    assert course.notice in [one.text for one in package.manifest.iterfind(".//{*}description/{*}string")]
