"""What Moodle, Canvas and cc2olx do with a cartridge, by the rules in their code: all must find the same course."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest

from tests.course_export.sample import retitled, small_course
from tests.course_export.writers.cartridge_reading import WHOLE, Asked, read, written
from winternship_export.course import Course
from winternship_export.source import LANGUAGES, WORKS, read_course

EVERY = pytest.mark.parametrize(
    ("work", "language", "kind"),
    [(work, language, kind) for work in WORKS for language in LANGUAGES for kind in WHOLE],
)
ASKING = pytest.mark.parametrize(
    ("work", "language", "kind"),
    [(work, language, kind) for work in ("win", "broker") for language in LANGUAGES for kind in WHOLE],
)


def all_asked(work: str, language: str, kind: str) -> list[tuple[Asked, str]]:
    """Every question with the choice that the author calls right."""
    course, package, _ = written(work, language, kind)
    found = [one for questions in package.quizzes().values() for one in questions]
    in_order = [
        question
        for section in course.sections
        for group in (
            *(task.questions for lesson in section.lessons for task in lesson.tasks),
            section.quiz,
        )
        for question in group
    ]
    return [(asked, question.right) for asked, question in zip(found, in_order, strict=True)]


# --- questions ---


def moodle_scores(asked: Asked) -> dict[str, float]:
    """``entity11.quiz``, ``get_score``: the last condition with the choice decides, whatever it is for."""
    scores = {}
    for name, _ in asked.choices:
        last = [
            score for choice, score, _, _ in asked.conditions if choice and choice.lower() == name.lower()
        ]
        scores[name] = 1.0 if last and last[-1] else 0.0
    return scores


def moodle_general_feedback(asked: Asked) -> list[str]:
    """``get_general_feedback``: all that is said in conditions after which processing goes on."""
    return [said for _, _, all_said, goes_on in asked.conditions if goes_on for said in all_said]


def cc2olx_right(asked: Asked) -> list[str]:
    """``_mark_correct_responses``: each choice in a condition, up to the first that stops."""
    found = []
    for choice, _, _, goes_on in asked.conditions:
        found += [choice] if choice else []
        if not goes_on:
            break
    return found


def standard_result(asked: Asked, chosen: str) -> tuple[float, list[str]]:
    """The standard: conditions in order, until one holds that stops; ``other`` holds always."""
    score, said = 0.0, []
    for choice, gets, says, goes_on in asked.conditions:
        if choice is None or choice == chosen:
            score = score if gets is None else gets
            said += says
            if not goes_on:
                break
    return score, said


@ASKING
def test_all_readers_find_the_one_right_answer(work: str, language: str, kind: str) -> None:
    for asked, right in all_asked(work, language, kind):
        assert moodle_scores(asked) == {name: float(name == right) for name, _ in asked.choices}
        assert cc2olx_right(asked) == [right]
        for name, _ in asked.choices:
            assert standard_result(asked, name)[0] == (100 if name == right else 0)


@ASKING
def test_nobody_is_told_what_belongs_to_another_choice(work: str, language: str, kind: str) -> None:
    for asked, _ in all_asked(work, language, kind):
        assert moodle_general_feedback(asked) == ([asked.general] if asked.general else [])
        for name, _ in asked.choices:
            assert standard_result(asked, name)[1] == [*moodle_general_feedback(asked), asked.feedback(name)]


@ASKING
def test_profiles_and_limits_are_what_importers_look_for(work: str, language: str, kind: str) -> None:
    _, package, _ = written(work, language, kind)
    for path in package.quizzes():
        assessment = package.xml(path).find("{*}assessment")
        fields = dict(metadata(assessment.find("{*}qtimetadata")))
        assert fields["cc_profile"] == "cc.exam.v0p1"
        assert fields["cc_maxattempts"] == "unlimited"  # Moodle's word for its 0
        for item in assessment.iter("{*}item"):
            assert dict(metadata(item.find(".//{*}qtimetadata")))["cc_profile"] == "cc.multiple_choice.v0p1"
            assert [one.get("rcardinality") for one in item.iter("{*}response_lid")] == ["Single"]
            assert 0 < len(item.get("title")) <= 255


def metadata(fields: Any) -> list[tuple[str, str]]:
    return [
        (one.findtext("{*}fieldlabel"), one.findtext("{*}fieldentry"))
        for one in fields.iterfind("{*}qtimetadatafield")
    ]


# --- Moodle ---


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("work", WORKS)
def test_moodle_recognises_1p1_in_the_first_bytes(work: str, language: str) -> None:
    _, package, _ = written(work, language, "imscc")

    head = package.files["imsmanifest.xml"][:1024]
    assert head.startswith(b'<?xml version="1.0" encoding="UTF-8"?>')
    assert b' xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"' in head


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("work", WORKS)
def test_pages_for_moodle_hold_nothing_that_its_filter_would_break(work: str, language: str) -> None:
    _, package, losses = written(work, language, "imscc")
    for path in (one for one in package.files if one.endswith(".html")):
        page = package.page(path)
        body = page.find("body")
        assert not body.xpath(".//section | .//figure | .//figcaption | .//h1 | .//style | .//script")
        assert not body.xpath(".//a[starts-with(@href, '#')]"), "ids are taken out"
        assert not body.xpath(".//a[contains(@href, '.html')]"), "pages are not kept as files"
        assert not body.xpath(".//*[@class='wx-term'][@style]"), "a word that is no link looks like none"
        # Moodle replaces each address wherever it stands, once for each time it occurs.
        addresses = body.xpath(".//img/@src")
        for address in addresses:
            assert address not in f"$@FILEPHP@$/{address.removeprefix('../')}"
            assert not any(address in other for other in addresses if other != address)
    told = {one.key for one in losses if one.item == "term"}
    assert told == {term.key for lesson in read_course(work, language).lessons for term in mentioned(lesson)}


def mentioned(lesson: Any) -> list[Any]:
    text = "".join(getattr(part, "xhtml", getattr(part, "case", "")) for part in lesson.parts)
    return [term for term in lesson.terms if f'"term:{term.key}"' in text]


def test_a_name_too_long_for_moodle_is_cut_and_told_and_kept_elsewhere() -> None:
    course = retitled(small_course(), "lang " * 80)
    cut, losses = read(course, "imscc")
    whole, _ = read(course, "imscc13")

    titles = [title for title, _ in cut.modules()] + [
        one.title for _, lines in cut.modules() for one in lines
    ]
    assert max(map(len, titles)) == 240
    assert {one.item for one in losses if "240" in one.what.en} == {"work", "lesson", "quiz", "exchange"}
    assert whole.modules()[1][0] == course.sections[0].title


@pytest.mark.parametrize("work", ["win", "broker"])
def test_what_moodle_does_to_each_quiz_is_told_where_moodle_is_the_reader(work: str) -> None:
    course, _, for_moodle = written(work, "nl", "imscc")
    _, _, for_others = written(work, "nl", "imscc13")
    quizzes = {section.key for section in course.sections if section.quiz}
    exercises = {task.key for task in course.tasks if task.questions}

    assert {one.key for one in for_moodle if "4 points" in one.what.en} == quizzes | exercises
    assert not [one for one in for_others if "Moodle" in one.what.en]


# --- Canvas ---


@EVERY
def test_canvas_makes_a_module_of_each_top_line_and_no_heading_inside(
    work: str, language: str, kind: str
) -> None:
    _, package, _ = written(work, language, kind)
    root = package.manifest.find(".//{*}organization/{*}item")

    assert root.find("{*}title") is None
    for module in root.iterfind("{*}item"):
        assert module.get("identifierref") is None, "a page at the top becomes a 'Misc Module'"
        for line in module.iterfind("{*}item"):
            assert line.get("identifierref") is not None
            assert line.find("{*}item") is None


def identifiers(course: Course) -> set[str]:
    package, _ = read(course, "imscc13")
    ids = {one.get("identifier") for one in package.manifest.iter("{*}item", "{*}resource")}
    return ids | {one.ident for questions in package.quizzes().values() for one in questions}


def test_canvas_finds_the_same_things_again_after_an_edit_and_in_another_language() -> None:
    course = small_course()

    assert identifiers(course) == identifiers(retitled(course, "Anders")) == identifiers(small_course("en"))
    assert identifiers(course) <= identifiers(read_course("win", "nl"))
    assert not (identifiers(course) - {""}) & identifiers(read_course("broker", "nl"))


# --- pages that stand alone ---


@EVERY
def test_boxes_look_like_boxes_where_no_stylesheet_comes_along(work: str, language: str, kind: str) -> None:
    _, package, _ = written(work, language, kind)
    boxes = ("wx-goal", "wx-monday", "wx-fact", "wx-slot", "wx-activity")
    for path in (one for one in package.files if one.endswith(".html")):
        for box in package.page(path).xpath("//*[@class]"):
            if box.get("class") in boxes:
                assert "padding" in (box.get("style") or ""), path


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("work", WORKS)
def test_pages_of_1p3_have_one_heading_above_all_and_skip_no_level(work: str, language: str) -> None:
    _, package, _ = written(work, language, "imscc13")
    for path in (one for one in package.files if one.endswith(".html")):
        page = package.page(path)
        levels = [int(one.tag[1]) for one in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert page.get("lang") == language
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert page.find(".//h1").text == page.findtext(".//title")
        assert all(below <= above + 1 for above, below in pairwise(levels)), path


def test_a_link_to_a_lesson_that_is_left_behind_is_words_and_told() -> None:
    course = small_course()
    package, losses = read(course, "imscc13")
    kept = {lesson.key for lesson in course.lessons}

    told = {one.key for one in losses if "not included" in one.what.en}
    away = {
        lesson.key
        for lesson in course.lessons
        for part in lesson.parts
        for key in _referred(part)
        if key not in kept
    }
    assert told == away
    assert away, "the module refers to no other: choose one that does"
    for path in (one for one in package.files if one.endswith(".html")):
        for address in package.page(path).xpath("//a[@data-lesson]/@href"):
            assert address.removeprefix("../pages/").removesuffix(".html") in kept


def _referred(part: Any) -> list[str]:
    return re.findall(r'"lesson:([^"]+)"', getattr(part, "xhtml", ""))
