"""One text in an author's file is replaced; everything else stays, to the letter."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from winternship_export.importing.sources import with_blocks, with_front, with_value

FILE = """# a comment
title: Oud   # behind it
summary: >-
  Een zin
  op twee regels.
questions:
  W5-q1:
    text: "Oud: met punt"
    choices: {a: "eerste", b: 'tweede'}
"""
LESSON = "---\nkey: W5.2\ntitle: Oud\n---\n\n## Kop\n\nEen alinea\nop twee regels.\n\n- a\n- b\n"


@pytest.mark.parametrize(
    "path", [["title"], ["summary"], ["questions", "W5-q1", "text"], ["questions", "W5-q1", "choices", "b"]]
)
@given(value=st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=40))
def test_any_value_can_be_put_anywhere(path: list[str], value: str) -> None:
    before, after = yaml.safe_load(FILE), yaml.safe_load(with_value(FILE, path, value))
    place = before
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = value

    assert after == before


def test_the_rest_of_the_file_is_untouched() -> None:
    assert with_value(FILE, ["title"], "Nieuw") == FILE.replace("Oud   #", "Nieuw   #")
    assert with_value(FILE, ["questions", "W5-q1", "choices", "a"], "ja: nee") == FILE.replace(
        '"eerste"', '"ja: nee"'
    )
    assert with_value(FILE, ["title"], "Nieuw: ja") == FILE.replace("Oud   #", '"Nieuw: ja"   #')


def test_a_path_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError):
        with_value(FILE, ["questions", "W5-q9", "text"], "x")


def test_front_matter_is_replaced_in_place() -> None:
    assert with_front(LESSON, "title", "Nieuw") == LESSON.replace("title: Oud", "title: Nieuw")


def test_blocks_that_did_not_change_keep_their_own_lines() -> None:
    before = ["## Kop", "Een alinea op twee regels.", "- a\n- b"]

    assert with_blocks(LESSON, before, before) == LESSON
    assert with_blocks(LESSON, before, ["## Kop", "Nieuw.", *before[1:]]) == LESSON.replace(
        "## Kop\n", "## Kop\n\nNieuw.\n"
    )
    assert with_blocks(LESSON, before, before[:2]) == LESSON.replace("\n- a\n- b\n", "")


def test_a_lesson_of_other_blocks_is_left_alone() -> None:
    with pytest.raises(ValueError, match="not made of the blocks"):
        with_blocks(LESSON, ["## Kop"], ["## Anders"])
