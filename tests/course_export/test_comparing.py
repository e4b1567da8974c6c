"""What changed between two packages: nothing for the same source, and for an edit just that edit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from winternship_export.comparing import Difference, compare
from winternship_export.course import Course
from winternship_export.errors import PackageError
from winternship_export.exporting import export, write_package
from winternship_export.formats import FORMATS
from winternship_export.options import parse_options
from winternship_export.reading import read_package

from .sample import small_course

COMPARABLE = ["olx", "mbz", "imscc", "scorm12", "cmi5", "qti3", "epub", "web"]


def package(course: Course, name: str) -> bytes:
    return write_package(course, FORMATS[name], parse_options(FORMATS[name].activities)).data


def differences(name: str, change: Callable[[Course], Course]) -> list[Difference]:
    before = small_course()
    return compare(read_package(package(before, name)), read_package(package(change(before), name)))


def reworded(course: Course) -> Course:
    (section,) = course.sections
    first, *others = section.quiz
    quiz = (replace(first, text="Een heel andere vraag?"), *others)
    return replace(course, sections=(replace(section, quiz=quiz),))


def without_a_question(course: Course) -> Course:
    (section,) = course.sections
    return replace(course, sections=(replace(section, quiz=section.quiz[1:]),))


def turned(course: Course) -> Course:
    (section,) = course.sections
    return replace(course, sections=(replace(section, lessons=section.lessons[::-1]),))


@pytest.mark.parametrize("name", COMPARABLE)
def test_the_same_source_makes_no_difference(name: str) -> None:
    assert differences(name, lambda course: course) == []


@pytest.mark.parametrize("name", ["olx", "mbz"])
def test_a_reworded_question_is_the_only_change(name: str) -> None:
    (found,) = differences(name, reworded)

    assert (found.what, found.costs_results) == ("changed", False)
    assert found.entry.kind in ("problem", "question")


@pytest.mark.parametrize("name", ["olx", "mbz", "imscc", "qti3"])
def test_a_question_less_costs_results(name: str) -> None:
    assert any(one.costs_results for one in differences(name, without_a_question))


@pytest.mark.parametrize("name", ["olx", "mbz"])
def test_lessons_in_another_order_are_moved_and_not_changed(name: str) -> None:
    found = {one.what for one in differences(name, turned)}

    assert "moved" in found
    assert not found & {"added", "removed", "points"}


def test_a_new_lesson_is_added_and_a_lost_one_removed() -> None:
    small, large = (
        export("win", "nl", "olx", modules=["W5"]).data,
        export("win", "nl", "olx", modules=["W5", "W6"]).data,
    )

    assert {one.what for one in compare(read_package(small), read_package(large))} <= {
        "added",
        "changed",
        "moved",
    }
    assert "removed" in {one.what for one in compare(read_package(large), read_package(small))}


def test_two_formats_are_not_compared() -> None:
    course = small_course()
    with pytest.raises(PackageError, match="olx cannot be compared with one of mbz"):
        compare(read_package(package(course, "olx")), read_package(package(course, "mbz")))
