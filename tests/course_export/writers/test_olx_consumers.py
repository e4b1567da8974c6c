"""What others make of a course for Open edX: olxcleaner, Open edX's own blocks, and our own check of packages."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from olxcleaner import validate

from tests.course_export.sample import HOSTILE, retitled, small_course
from tests.course_export.writers.olx_reading import (
    LANGUAGES,
    PACKAGES,
    TOOL,
    WORKS,
    Read,
    read,
    text,
    write,
    written,
)
from winternship_export.checking import openedx_mistakes
from winternship_export.course import Choice, Course, Question
from winternship_export.options import Options
from winternship_export.reading import read_package
from winternship_export.tool import task_link
from winternship_export.xhtml import fragment, plain

EVERY = pytest.mark.parametrize(("work", "language"), [(w, la) for w in WORKS for la in LANGUAGES])
EVERY_PACKAGE = pytest.mark.parametrize(("work", "language", "way"), PACKAGES)
EVERY_WORK = pytest.mark.parametrize("work", WORKS)
OURS = ["winternship_lesson", "winternship_self_assessment"]
NOT_1P3 = "does not have the required setting"  # olxcleaner knows LTI 1.1 only


def hostile_course() -> Course:
    """Every text that breaks careless writers, as a title and in a question, its choices and its feedback."""
    course = retitled(small_course("en"), HOSTILE[0])
    quiz = tuple(
        Question(
            f"W5-h{number}",
            said,
            (Choice("a", f"a {said}", said), Choice("b", f"b {said}", f"no {said}"), Choice("c", "c", "")),
            "b",
        )
        for number, said in enumerate(HOSTILE)
    )
    return replace(course, sections=(replace(course.sections[0], title='"Quoted"', quiz=quiz),))


# --- olxcleaner, which Open edX itself may call when it imports ---


def complaints(package: Read, folder: Path) -> list[str]:
    _, errors, _ = validate(str(package.unpack(folder)), steps=8, ignore=["LTIError"], allowed_xblocks=OURS)
    return [f"{one.name}: {one.description}" for one in errors.errors]


@EVERY_PACKAGE
def test_olxcleaner_finds_nothing_to_warn_of(work: str, language: str, way: str, tmp_path: Path) -> None:
    _, package, _ = written(work, language, way)
    found = complaints(package, tmp_path)

    if way == "lti":
        links = package.blocks("lti_consumer")
        known = [one for one in found if NOT_1P3 in one and ("'lti_id'" in one or "'launch_url'" in one)]
        assert len(known) == 2 * len(links)
        found = [one for one in found if one not in known]
    assert found == []


def test_olxcleaner_finds_nothing_in_hostile_texts(tmp_path: Path) -> None:
    assert complaints(read(write(hostile_course())[0]), tmp_path) == []


# --- the blocks of Open edX ---


@pytest.fixture(scope="module")
def blocks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    """What Open edX's block classes read of every package, and what came of playing each quiz; see ``open_edx``."""
    base = tmp_path_factory.mktemp("olx")
    folders = {}
    for work, language, way in PACKAGES:
        name = f"{work}-{language}-{way}"
        folders[name] = written(work, language, way)[1].unpack(base / name)
    folders["hostile"] = read(write(hostile_course())[0]).unpack(base / "hostile")
    command = [sys.executable, "-m", "tests.course_export.writers.open_edx", *map(str, folders.values())]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert ran.returncode == 0, ran.stderr[-2000:]
    told = json.loads(ran.stdout)
    return {name: told[str(folder)] for name, folder in folders.items()}


@EVERY_PACKAGE
def test_every_block_is_read_by_its_class_with_nothing_left_over(
    blocks: dict[str, list[dict[str, Any]]], work: str, language: str, way: str
) -> None:
    _, package, _ = written(work, language, way)
    became = blocks[f"{work}-{language}-{way}"]

    assert [(one["kind"], one["name"]) for one in became] == [
        (node.tag, node.get("url_name")) for unit in package.units() for node in unit
    ]
    for block, one in zip(package.blocks(), became, strict=True):
        assert one.get("unknown", []) == []
        if block.tag == "html":
            assert one["html"].encode() == package.files[f"course/html/{block.get('filename')}.html"]
        if block.tag != "discussion":
            assert one["title"] == block.get("display_name")


@EVERY_WORK
def test_our_blocks_take_their_settings(blocks: dict[str, list[dict[str, Any]]], work: str) -> None:
    course, _, _ = written(work, "nl", "blocks")
    ours = [one for one in blocks[f"{work}-nl-blocks"] if one["kind"] in OURS]

    assert len(ours) == len(course.tasks)
    for one, task in zip(ours, course.tasks, strict=True):
        assert one["title"] == task.title
        if task.activity.block:
            assert one["kind"] == task.activity.block
            assert one["fields"]["gives_grade"] is False
        else:
            # parse_xml refuses a value of "shows" that the installed block cannot show
            assert one["fields"] == {
                "display_name": task.title,
                "work": work,
                "shows": task.key,
                "graded_by": "none",
            }


@EVERY_WORK
def test_links_launch_the_tool_with_what_it_must_show(
    blocks: dict[str, list[dict[str, Any]]], work: str
) -> None:
    course, _, _ = written(work, "en", "lti")
    links = [one for one in blocks[f"{work}-en-lti"] if one["kind"] == "lti_consumer"]
    options = Options("lti", TOOL)

    assert [one["launch_with"] for one in links] == [
        dict(task_link(course, task, options).custom) for task in course.tasks
    ]


@EVERY
def test_every_quiz_can_be_answered_and_says_why(
    blocks: dict[str, list[dict[str, Any]]], work: str, language: str
) -> None:
    course, _, _ = written(work, language)
    problems = [one for one in blocks[f"{work}-{language}-paper"] if one["kind"] == "problem"]
    questions = {question.text: question for question in course.questions}

    assert len(problems) == len(questions)
    for problem in problems:
        played(problem, questions[_asked(problem)])


def test_hostile_questions_can_be_answered(blocks: dict[str, list[dict[str, Any]]]) -> None:
    course = hostile_course()
    problems = [one for one in blocks["hostile"] if one["kind"] == "problem"]
    quiz = course.sections[0].quiz

    for problem, question in zip(problems[-len(quiz) :], quiz, strict=True):
        assert _asked(problem) == " ".join(question.text.split())
        played(problem, question)


def _asked(problem: dict[str, Any]) -> str:
    (legend,) = html.fragment_fromstring(problem["html"], create_parent="div").iter("legend")
    return text(legend)


def played(problem: dict[str, Any], question: Question) -> None:
    """One learner tried every choice, the right one last: each was judged and answered as the author meant it."""
    tries = problem["tries"]
    page = html.fragment_fromstring(problem["html"], create_parent="div")
    offered = [text(label) for label in page.xpath("//div[@class='field']/label")]

    assert offered == [" ".join(choice.text.split()) for choice in question.choices]
    assert {name for name, one in tries.items() if one["success"] == "correct"} == {question.right}
    assert {one["success"] for one in tries.values()} == {"correct", "incorrect"}
    assert set(tries) == {choice.name for choice in question.choices}
    assert problem["score"] == 1
    for choice in question.choices:
        said = text(html.fragment_fromstring(tries[choice.name]["said"], create_parent="div"))
        assert " ".join(choice.feedback.split()) in said
    assert problem["answer_before"] is False
    (solution,) = (value for name, value in problem["answers"].items() if "solution" in name)
    shown = text(html.fragment_fromstring(solution, create_parent="div"))
    # Open edX indents a problem when it stores it, so only the words can be compared.
    assert "".join(plain(question.basis).split()) in "".join(shown.split())
    assert len(fragment(question.basis).xpath("//*[@data-fact]")) == solution.count("data-fact=")


# --- our own ---


@EVERY_PACKAGE
def test_winternship_check_finds_nothing(work: str, language: str, way: str) -> None:
    course, _, _ = written(work, language, way)
    contents = read_package(write(course, way)[0])

    assert contents.format == "olx"
    assert list(contents.mistakes) == []
    assert openedx_mistakes(contents) == []


def test_the_same_bytes_come_out_in_another_process_with_another_seed_and_zone() -> None:
    code = (
        "import hashlib,sys;from winternship_export.exporting import export;"
        "d=[export('broker','nl','olx',activities=a).data for a in ('blocks','paper')];"
        "sys.stdout.write(hashlib.sha256(b''.join(d)).hexdigest())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "TZ": zone, "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("999", "Pacific/Auckland"))
    }

    assert len(said) == 1
