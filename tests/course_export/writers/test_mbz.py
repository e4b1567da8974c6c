"""The rules of Moodle's restore, which drops or dies without a word: what each part refers to is there, and listed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from hashlib import sha1
from typing import Any

import pytest

from tests.course_export.sample import small_course
from tests.course_export.writers.mbz_reading import (
    LANGUAGES,
    NULL,
    TOOL,
    WAYS,
    WORKS,
    Backup,
    Unit,
    read,
    text,
    write,
    written,
)
from winternship_export.course import Course
from winternship_export.errors import ExportError
from winternship_export.losses import Losses
from winternship_export.options import Options
from winternship_export.source import read_course
from winternship_export.writers.mbz import write as write_files

EVERY = pytest.mark.parametrize(
    ("work", "language", "way"), [(w, la, way) for w in WORKS for la in LANGUAGES for way in WAYS]
)
# Each was taken out once and the restore stopped, or left something out.
TOP = {
    "moodle_backup.xml",
    "roles.xml",
    "groups.xml",
    "scales.xml",
    "outcomes.xml",
    "questions.xml",
    "files.xml",
    "course/course.xml",
    "course/roles.xml",
}


def numbers(backup: Backup) -> dict[str, list[str]]:
    """The ids of the backup by what they number."""
    bank = backup.xml("questions.xml")
    return {
        "course module": [unit.id for unit in backup.units],
        "context": [unit.context for unit in backup.units],
        "instance": [unit.own.get("id") for unit in backup.units],
        "section": [section.get("id") for section in backup.sections],
        "file": [row.get("id") for row in backup.stored],
        "grade item": [one.get("id") for unit in backup.units for one in unit.grades.iter("grade_item")],
        **{
            tag: [one.get("id") for one in bank.iter(tag)]
            for tag in ("question_category", "question", "answer")
        },
        "entry": list(backup.entries),
    }


@EVERY
def test_every_file_that_the_restore_asks_for_is_there(work: str, language: str, way: str) -> None:
    _, backup, _ = written(work, language, way)
    folders = [row.findtext("directory") for row in backup.manifest.iterfind("contents/activities/activity")]
    sections = [row.findtext("directory") for row in backup.manifest.iterfind("contents/sections/section")]
    kinds = [row.findtext("modulename") for row in backup.manifest.iterfind("contents/activities/activity")]
    asked = TOP | {f"{folder}/section.xml" for folder in sections}
    for folder, kind in zip(folders, kinds, strict=True):
        asked |= {f"{folder}/{name}.xml" for name in (kind, "module", "grades", "roles")}

    assert asked <= set(backup.files)
    inferred = {f"{folder}/inforef.xml" for folder in (*folders, *sections)}
    blobs = {name for name in backup.files if name.startswith("files/")}
    assert set(backup.files) == asked | inferred | blobs


@EVERY
def test_moodle_recognises_the_file_by_its_first_bytes(work: str, language: str, way: str) -> None:
    """``backup_general_helper::detect_backup_format`` and the restore read 200 bytes, not XML."""
    _, backup, _ = written(work, language, way)
    start = backup.files["moodle_backup.xml"][:200]

    assert start.startswith(b'<?xml version="1.0" encoding="UTF-8"?>')
    assert b"<moodle_backup>" in start
    assert b"<information>" in start
    assert all(
        data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>')
        for name, data in backup.files.items()
        if name.endswith(".xml")
    )


@EVERY
def test_each_activity_lists_all_it_needs_and_nothing_else(work: str, language: str, way: str) -> None:
    """What ``inforef.xml`` does not list, the restore leaves out without a word."""
    _, backup, _ = written(work, language, way)
    rows = {row.get("id"): row for row in backup.stored}
    categories = {one.get("id"): one for one in backup.xml("questions.xml")}
    listed_files, listed_categories = [], []
    for unit in backup.units:
        listed_files += unit.refers("file")
        listed_categories += unit.refers("question_category")
        assert unit.refers("grade_item") == [one.get("id") for one in unit.grades.iter("grade_item")]
        mine = [rows[one] for one in unit.refers("file")]
        shown = set(re.findall(r"@@PLUGINFILE@@/([^\"]+)", unit.own.findtext("content", "")))
        shown_before = set(re.findall(r"@@PLUGINFILE@@/([^\"]+)", unit.own.findtext("intro")))
        assert {(one.findtext("filearea"), one.findtext("filename")) for one in mine} == {
            ("content", name) for name in shown
        } | {("intro", name) for name in shown_before}
        assert {one.findtext("contextid") for one in mine} <= {unit.context}
        assert {one.findtext("component") for one in mine} <= {f"mod_{unit.kind}"}
        own = [categories[one] for one in unit.refers("question_category")]
        assert {one.findtext("contextid") for one in own} <= {unit.context}
        assert len(own) == (2 if unit.kind == "quiz" else 0)
    assert Counter(listed_files) == Counter(rows.keys())
    assert Counter(listed_categories) == Counter(categories.keys())


@EVERY
def test_each_stored_file_is_named_by_its_content(work: str, language: str, way: str) -> None:
    _, backup, _ = written(work, language, way)
    blobs = {name: data for name, data in backup.files.items() if name.startswith("files/")}

    assert {name.split("/")[-1] for name in blobs} == {row.findtext("contenthash") for row in backup.stored}
    for name, data in blobs.items():
        digest = sha1(data).hexdigest()
        assert name == f"files/{digest[:2]}/{digest}"
    for row in backup.stored:
        digest = row.findtext("contenthash")
        assert row.findtext("filesize") == str(len(blobs[f"files/{digest[:2]}/{digest}"]))


@EVERY
def test_ids_are_distinct_and_small_enough_for_bigint(work: str, language: str, way: str) -> None:
    _, backup, _ = written(work, language, way)

    for kind, ids in numbers(backup).items():
        assert len(set(ids)) == len(ids), kind
        assert all(0 < int(one) <= 2**48 for one in ids)
    keys = [unit.key for unit in backup.units]
    assert len(set(keys)) == len(keys)
    assert all(len(key) <= 100 for key in keys)


@EVERY
def test_every_link_leads_to_an_activity_of_its_kind(work: str, language: str, way: str) -> None:
    _, backup, _ = written(work, language, way)
    kinds = {(unit.kind.upper(), unit.id): unit for unit in backup.units}
    found = 0
    for unit in backup.units:
        for column in ("intro", "content"):
            if unit.own.find(column) is None:
                continue
            shown = unit.shown(column)
            anchors = {one.get("id") for one in shown.xpath("//*[@id]")}
            for link in shown.iter("a"):
                address, _, anchor = link.get("href").partition("#")
                match = re.fullmatch(r"\$@([A-Z]+)VIEWBYID\*(\d+)@\$", address)
                if match:
                    target = kinds[match[1], match[2]]
                    there = (
                        {one.get("id") for one in target.shown("content").xpath("//*[@id]")}
                        if anchor
                        else set()
                    )
                    assert not anchor or anchor in there
                    found += 1
                else:
                    assert address.startswith("https://") or (not address and anchor in anchors)
    assert found or work in ("handbook", "blueprint")


@EVERY
def test_each_slot_asks_a_question_of_the_quizs_own_bank(work: str, language: str, way: str) -> None:
    """A quiz keeps its questions in its own context: what Moodle 5 wants, and what a restore takes along."""
    _, backup, _ = written(work, language, way)
    categories = {one.get("id"): one for one in backup.xml("questions.xml")}
    tops = [one for one in categories.values() if one.findtext("parent") == "0"]

    assert {one.findtext("name") for one in tops} <= {"top"}
    assert len({one.findtext("contextid") for one in tops}) == len(tops) == len(backup.of_kind("quiz"))
    for quiz in backup.of_kind("quiz"):
        slots = list(quiz.own.iter("question_instance"))
        assert [one.findtext("slot") for one in slots] == [str(n) for n in range(1, len(slots) + 1)]
        for slot in slots:
            reference = slot.find("question_reference")
            entry = backup.entries[reference.findtext("questionbankentryid")]
            category = categories[entry.findtext("questioncategoryid")]
            assert reference.findtext("usingcontextid") == category.findtext("contextid") == quiz.context
            assert categories[category.findtext("parent")] in tops
        marks = sum(float(one.findtext("maxmark")) for one in slots)
        assert float(quiz.own.findtext("sumgrades")) == marks > 0


@EVERY
def test_each_question_has_one_right_answer(work: str, language: str, way: str) -> None:
    _, backup, _ = written(work, language, way)

    for quiz in backup.of_kind("quiz"):
        for key, question in backup.asked(quiz):
            if question.findtext("qtype") == "description":
                continue
            fractions = [float(one.findtext("fraction")) for one in question.iter("answer")]
            assert sorted(fractions, reverse=True) == [1.0] + [0.0] * (len(fractions) - 1), key
            assert question.findtext(".//multichoice/single") == "1"


def test_empty_lists_are_left_out_of_questions() -> None:
    """In a question without choices ``<question_hints/>`` stops Moodle 4.5 with a ``TypeError``."""
    _, backup, _ = written("win", "nl")
    bare = [one.tag for one in backup.xml("questions.xml").iter("question_hints", "tags")]

    assert bare == []


def test_the_release_is_the_oldest_with_this_layout_of_questions() -> None:
    _, backup, _ = written("win", "nl")

    assert backup.manifest.findtext("backup_version") == "2022041900"
    assert backup.manifest.findtext("backup_release") == "4.0"
    assert {unit.module.get("version") for unit in backup.units} == {"2022041900"}


@EVERY
def test_every_part_is_told_to_come_along_without_people(work: str, language: str, way: str) -> None:
    _, backup, _ = written(work, language, way)
    settings = list(backup.manifest.iterfind("settings/setting"))
    chosen = {one.findtext("name"): one.findtext("value") for one in settings}
    parts = [
        row.findtext("directory").split("/")[1]
        for row in backup.manifest.find("contents").iter("section", "activity")
    ]

    assert (chosen["users"], chosen["activities"], chosen["files"], chosen["questionbank"]) == (
        "0",
        "1",
        "1",
        "1",
    )
    assert all((chosen[f"{one}_included"], chosen[f"{one}_userinfo"]) == ("1", "0") for one in parts)


def graded(unit: Unit) -> tuple[float, float]:
    (item,) = unit.grades.iter("grade_item")
    return float(item.findtext("grademax")), float(item.findtext("gradepass"))


def test_a_quiz_counts_its_questions_and_the_pass_mark_is_a_share_of_them() -> None:
    course = small_course()
    quiz = read(course, pass_mark=75).named("W5-quiz")

    assert graded(quiz) == (4, 3)
    assert float(quiz.own.findtext("grade")) == len(course.sections[0].quiz)
    assert (quiz.own.findtext("attempts_number"), quiz.own.findtext("grademethod")) == ("0", "1")


def test_the_pages_want_to_be_seen_the_quiz_to_be_passed_and_the_exchange_nothing() -> None:
    backup = read(small_course())

    def asks(key: str) -> tuple[str, ...]:
        names = ("completion", "completionview", "completionpassgrade", "completiongradeitemnumber")
        return tuple(backup.named(key).module.findtext(name) for name in names)

    assert asks("W5.1") == ("2", "1", "0", NULL)
    assert asks("W5-quiz") == ("2", "0", "1", "0")
    assert asks("W5-exchange") == ("0", "0", "0", NULL)
    assert {unit.module.findtext("availability") for unit in backup.units} == {NULL}
    assert backup.course.findtext("enablecompletion") == "1"
    assert backup.course.findtext("showcompletionconditions") == "1"


def test_an_exercise_is_a_practice_quiz_with_its_case_beside_the_questions() -> None:
    course = read_course("win", "en").only(["W6"])
    backup = read(course)
    quiz = backup.named("W6.1-find")
    (task,) = [task for task in course.tasks if task.questions]
    (_, case), *questions = backup.asked(quiz)

    assert quiz.own.findtext("grade") == "0.00000"
    assert len(quiz.grades.find("grade_items")) == 0
    assert (quiz.own.findtext("reviewmarks"), quiz.own.findtext("completionminattempts")) == ("0", "1")
    assert case.findtext("qtype") == "description"
    assert "Fenna van Dam" in case.findtext("questiontext")
    assert [key for key, _ in questions] == [question.key for question in task.questions]


def test_a_term_in_a_case_leads_to_its_explanation_below_the_lesson() -> None:
    course = read_course("win", "en").only(["W6"])
    (task,) = [task for task in course.tasks if task.questions]
    marked = replace(task, case='<p>A <a class="wx-term" href="term:pok">paper</a>.</p>')
    lesson = course.lessons[0]
    parts = tuple(marked if part == task else part for part in lesson.parts)
    section = replace(course.sections[0], lessons=(replace(lesson, parts=parts), *course.lessons[1:]))
    backup = read(replace(course, sections=(section,)))
    (link,) = backup.named("W6.1-find").shown("intro").iter("a")

    assert link.get("href") == f"$@PAGEVIEWBYID*{backup.named('W6.1').id}@$#term-W6-1-pok"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_to_the_tool_says_what_to_show_and_gets_one_point(language: str) -> None:
    course, backup, _ = written("win", language, "lti")
    for unit in backup.of_kind("lti"):
        custom = dict(
            line.split("=", 1) for line in unit.own.findtext("instructorcustomparameters").split("\n")
        )
        assert unit.own.findtext("toolurl") == f"{TOOL}/lti/launch"
        assert (unit.own.findtext("typeid"), unit.own.findtext("resourcekey")) == ("0", NULL)
        assert custom["language"] == language
        assert graded(unit) == (1, 1)
        shows = (
            {"block": "winternship_self_assessment"} if unit.key == "W0.1-scan" else {"field_shows": unit.key}
        )
        assert shows.items() <= custom.items()
    activity = [
        re.findall("activity=(.*)", one.own.findtext("instructorcustomparameters"))
        for one in backup.of_kind("lti")
    ]
    assert len({one for (one,) in activity}) == len(course.tasks)


def test_a_book_gives_no_grades() -> None:
    _, backup, _ = written("handbook", "nl", "lti")

    for unit in backup.of_kind("lti"):
        assert "field_graded_by=none" in unit.own.findtext("instructorcustomparameters").split("\n")
        assert len(unit.grades.find("grade_items")) == 0
        assert unit.module.findtext("completionview") == "1"
    assert backup.of_kind("quiz") == []


def test_the_page_says_where_an_activity_in_the_tool_is() -> None:
    _, backup, _ = written("win", "en", "lti")
    for unit in backup.of_kind("lti"):
        places = [page.shown().xpath(f"//*[@data-activity='{unit.key}']") for page in backup.of_kind("page")]
        (place,) = [one for found in places for one in found]
        assert place.xpath(".//a/@href") == [f"$@LTIVIEWBYID*{unit.id}@$"]
        assert "next in the course" in text(place)


def shape(backup: Backup) -> list[tuple[Any, ...]]:
    return [(unit.key, unit.kind, unit.id, unit.context, unit.own.get("id")) for unit in backup.units]


def test_both_languages_and_edited_texts_keep_their_ids() -> None:
    course = small_course("nl")
    lessons = tuple(replace(one, title=f"{one.title}!", goal="Anders.") for one in course.lessons)
    edited = replace(course, title="Anders", sections=(replace(course.sections[0], lessons=lessons),))

    assert shape(read(course)) == shape(read(edited)) == shape(read(small_course("en")))
    assert numbers(read(course)) == numbers(read(edited)) == numbers(read(small_course("en")))


def test_a_lesson_keeps_its_ids_when_another_goes() -> None:
    course = small_course()
    shorter = replace(course, sections=(replace(course.sections[0], lessons=course.lessons[1:]),))

    assert set(shape(read(shorter))) < set(shape(read(course)))


def test_a_link_to_a_lesson_outside_the_package_is_told() -> None:
    package = write(small_course())
    told = {loss.key for loss in package.losses if loss.item == "lesson"}
    whole = write(read_course("win", "nl"))

    assert told
    assert told <= {lesson.key for lesson in small_course().lessons}
    assert not [loss for loss in whole.losses if loss.item == "lesson"]


def test_two_activities_with_one_key_are_refused() -> None:
    course = small_course()
    first, second, *others = course.lessons
    twins = (first, replace(second, key=first.key), *others)
    clash: Course = replace(course, sections=(replace(course.sections[0], lessons=twins),))

    with pytest.raises(ExportError, match=r"W5\.1"):
        write_files(clash, Options(), Losses())
