"""A QTI 3 package holds all questions of the course and nothing else, and says so."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from lxml import etree

from tests.course_export.sample import HOSTILE, hostile_titles, small_course
from tests.course_export.schemas import faults
from tests.course_export.writers.qti3_reading import (
    as_asked,
    as_qti2p1,
    as_written,
    quizzes,
    read,
    words,
    written,
)
from tests.course_export.writers.test_cartridge_texts import tiny
from winternship_export.errors import OptionError
from winternship_export.exporting import export
from winternship_export.source import LANGUAGES, read_course
from winternship_export.xhtml import plain

EVERY = pytest.mark.parametrize(
    ("work", "language"), [(work, language) for work in ("win", "broker") for language in LANGUAGES]
)


@EVERY
def test_every_question_is_an_item_with_choices_feedback_and_facts(work: str, language: str) -> None:
    course, package, losses = written(work, language)
    expected = [as_written(one) for _, questions, _ in quizzes(course) for one in questions]

    assert [as_asked(item) for _, item in package.of_type("item")] == expected
    assert losses.keys("question") == losses.keys("quiz") == frozenset()


@EVERY
def test_every_quiz_and_exercise_is_a_test_with_its_items_and_pass_mark(work: str, language: str) -> None:
    course, package, _ = written(work, language)
    items = {path: item.get("identifier") for path, item in package.of_type("item")}
    tests = package.of_type("test")

    for (path, one), (title, questions, can_pass) in zip(tests, quizzes(course), strict=True):
        refs = list(one.iter("{*}qti-assessment-item-ref"))
        addresses = [str(PurePosixPath(ref.get("href").removeprefix("../"))) for ref in refs]
        assert [items[address] for address in addresses] == [ref.get("identifier") for ref in refs]
        asked = [as_asked(package_item(package, address)) for address in addresses]
        assert asked == [as_written(question) for question in questions]
        assert not title or one.get("title") == title, path
        score, *passed = one.iterfind("{*}qti-outcome-declaration")
        assert float(score.get("normal-maximum")) == len(questions)
        assert (score.get("mastery-value") is not None) == can_pass == bool(passed)
        if can_pass:
            enough = one.findtext(".//{*}qti-gte/{*}qti-base-value")
            assert float(enough) == pytest.approx(0.6 * len(questions))
            assert score.get("mastery-value") == enough
        assert course.notice in words(one)


def package_item(package: object, path: str) -> etree._Element:
    return etree.fromstring(package.files[path])  # type: ignore[attr-defined]


@EVERY
def test_what_is_no_question_is_named_as_left_out(work: str, language: str) -> None:
    course, package, losses = written(work, language)

    assert losses.keys("lesson") == {lesson.key for lesson in course.lessons}
    assert losses.keys("activity") == {task.key for task in course.tasks if not task.questions}
    assert losses.keys("exchange") == {section.key for section in course.sections}
    assert losses.keys("picture") == {picture.key for picture in course.pictures}
    assert losses.keys("term") == {term.key for lesson in course.lessons for term in lesson.terms}
    descriptions = [one.text for one in package.manifest.iterfind(".//{*}description/{*}string")]
    assert course.notice in descriptions


@EVERY
def test_the_case_of_an_exercise_is_in_each_of_its_items(work: str, language: str) -> None:
    course, package, _ = written(work, language)
    items = {item.get("title").split()[0]: item for _, item in package.of_type("item")}
    exercises = [task for task in course.tasks if task.questions]

    assert exercises
    for task in exercises:
        for question in task.questions:
            body = items[question.key].find("{*}qti-item-body")
            assert plain(task.case).replace(" ", "") in words(body).replace(" ", "")


@EVERY
def test_items_and_tests_meet_the_schema_under_the_names_of_2p1(work: str, language: str) -> None:
    _, package, _ = written(work, language)
    for path, root in [*package.of_type("item"), *package.of_type("test")]:
        assert faults(as_qti2p1(root), "qti2p1/qtiv2p1/imsqti_v2p1.xsd") == [], path


@EVERY
def test_the_manifest_names_every_file_once_and_every_reference_arrives(work: str, language: str) -> None:
    _, package, _ = written(work, language)
    resources = list(package.manifest.iterfind(".//{*}resource"))
    named = [one.find("{*}file").get("href") for one in resources]
    identifiers = [one.get("identifier") for one in resources]
    needed = [one.get("identifierref") for one in package.manifest.iterfind(".//{*}dependency")]

    assert next(iter(package.files)) == "imsmanifest.xml"
    assert sorted(named) == sorted(set(package.files) - {"imsmanifest.xml"})
    assert [one.get("href") for one in resources] == named
    assert len(set(identifiers)) == len(identifiers)
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", one) for one in identifiers)
    assert sorted(needed) == sorted(
        one.get("identifier") for one in resources if one.get("type") == "imsqti_item_xmlv3p0"
    )
    assert package.manifest.findtext(".//{*}schema") == "QTI Package"
    assert package.manifest.findtext(".//{*}schemaversion") == "3.0.0"


@EVERY
def test_no_text_has_what_qti_forbids(work: str, language: str) -> None:
    _, package, _ = written(work, language)
    for path, root in [*package.of_type("item"), *package.of_type("test")]:
        assert not root.xpath("//@style | //@tabindex"), path
        assert {etree.QName(one).namespace for one in root.iter(etree.Element)} == {
            "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
        }


def test_identifiers_outlive_edits_and_are_the_same_in_both_languages() -> None:
    def found(course: object) -> set[str]:
        return {one.get("identifier") for _, one in read(course)[0].of_type("item")}  # type: ignore[arg-type]

    assert found(small_course()) == found(small_course("en"))
    assert found(small_course()) <= found(read_course("win", "nl"))


@pytest.mark.parametrize("text", HOSTILE)
def test_the_worst_texts_come_back_as_they_were(text: str) -> None:
    check(text)


@settings(max_examples=40)
@given(hostile_titles())
def test_any_text_comes_back_as_it_was(text: str) -> None:
    check(text)


def check(text: str) -> None:
    course = tiny(text)
    package, _ = read(course)
    ((_, item),), ((_, test),) = package.of_type("item"), package.of_type("test")

    assert as_asked(item) == as_written(course.sections[0].quiz[0])
    assert text in test.get("title").replace("\n", " ")
    assert course.notice in [one.text for one in test.iter("{*}p")]
    if len(text.strip()) == len(text):
        assert faults(as_qti2p1(item), "qti2p1/qtiv2p1/imsqti_v2p1.xsd") == []


def test_modules_without_questions_are_refused_with_a_reason() -> None:
    with pytest.raises(OptionError, match="there are no questions in W0; choose modules with a quiz"):
        export("win", "nl", "qti3", modules=["W0"])
