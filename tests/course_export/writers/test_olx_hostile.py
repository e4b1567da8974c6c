"""Titles and texts with any character come back as they were, through the readers that Open edX uses."""

from __future__ import annotations

from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import html
from xblock.fields import Scope, String
from xblocks_contrib.common.xml_utils import deserialize_field

from tests.course_export.sample import HOSTILE, hostile_titles, retitled, small_course
from tests.course_export.writers.olx_reading import read, write
from winternship_export.course import Course
from winternship_export.writers.olx.attributes import setting

COURSE = small_course("en")
NAME = String(scope=Scope.settings)
JSON_LIKE = ('"quoted"', "null", "true", "12", "3.50", '["a"]', "{}", '"', "NaN")


def renamed(title: str) -> Course:
    """The course with this text as its titles, questions, choices and feedback, and nothing of its own left."""
    course = retitled(COURSE, title)
    (section,) = course.sections
    quiz = tuple(
        replace(one, choices=tuple(replace(choice, text=title, feedback=title) for choice in one.choices))
        for one in section.quiz
    )
    return replace(course, sections=(replace(section, quiz=quiz, exchange=title),))


def shown(block: Any) -> str:
    """The title that Open edX reads from a block of its own."""
    return str(deserialize_field(NAME, block.get("display_name")))


def check(title: str) -> None:
    package = read(write(renamed(title))[0])
    chapters = package.chapters()
    lessons = list(package.sequences())[1 : 1 + len(COURSE.lessons)]

    assert shown(chapters[1]) == title
    assert {shown(one) for one in lessons} == {title}
    assert package.policy["display_name"] == title
    quiz = package.blocks("problem")[-len(COURSE.sections[0].quiz) :]
    for problem in quiz:
        # Open edX takes the text of these two for HTML, that of a hint for text
        assert unescape(problem.findtext(".//label")) == title
        assert {unescape(one.text) for one in problem.iter("choice")} == {title}
        assert {one.findtext("choicehint") for one in problem.iter("choice")} == {title}
    for lesson in lessons:
        page = package.unit_page(package.whole(lesson[0]))
        assert title in page.find_class("wx-goal")[0].text_content()
        assert title in page.find_class("wx-monday")[0].text_content()
    overview = html.fragment_fromstring(package.files["course/about/overview.html"].decode())
    assert overview.findtext("h2") == title
    (talk,) = package.blocks("discussion")
    assert talk.get("discussion_category") == title


@pytest.mark.parametrize("title", [*HOSTILE, *JSON_LIKE])
def test_a_hostile_title_comes_back(title: str) -> None:
    check(title)


@settings(max_examples=15)
@given(hostile_titles())
def test_any_title_comes_back(title: str) -> None:
    check(title)


@given(hostile_titles())
def test_a_setting_is_read_back_whatever_it_looks_like(title: str) -> None:
    assert deserialize_field(NAME, setting(title)) == title
    assert deserialize_field(NAME, setting(f'"{title}"')) == f'"{title}"'
