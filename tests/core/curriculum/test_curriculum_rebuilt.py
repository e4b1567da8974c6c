"""Numbers, word list and files of the plan: what is refused, and what survives the way people type."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest
from icalendar import Calendar

from winternship_core.assessment import load_instrument
from winternship_core.curriculum import (
    ActivityError,
    check_words,
    cost_benefit,
    plan_csv,
    plan_ics,
    young_hours,
)
from winternship_core.curriculum.action_plan import plan_rows
from winternship_core.curriculum.vacancy_words import load_word_list, read_word_list
from winternship_core.curriculum.yaml_files import read_yaml

ENTRY = """
  - key: {key}
    nl: {{patterns: [{nl}], why: "Waarom.", instead: "Liever zo."}}
    en: {{patterns: [{en}], why: "Why.", instead: "Rather so."}}
"""


def mistakes_in(*entries: dict[str, str]) -> str:
    mistakes: list[str] = []
    read_word_list(
        read_yaml("words:" + "".join(ENTRY.format(**one) for one in entries), "words.yaml", mistakes)
    )
    return "\n".join(mistakes)


@pytest.mark.parametrize(
    "value", [-1, "ten", True, float("nan"), float("inf"), 10_000_001, [], Decimal("-0.01")]
)
def test_what_is_no_number_is_refused_by_the_label_of_its_field(value: object) -> None:
    with pytest.raises(
        ActivityError, match=r"Week 1: hours at school: received .* Allowed is: a number from 0"
    ):
        young_hours({"school1": value})  # type: ignore[dict-item]
    with pytest.raises(ActivityError, match="How many weeks"):
        cost_benefit({"weeks": value})  # type: ignore[dict-item]


@pytest.mark.parametrize("value", [12.1, "12,1", "12.1", Decimal("12.1")])
def test_a_number_is_the_number_that_was_written(value: object) -> None:
    assert young_hours({"school1": value}).weeks[0].left == Decimal("32.9")  # type: ignore[dict-item]


def test_the_word_list_is_there_in_both_languages() -> None:
    words = load_word_list()
    assert [one.key for one in words["nl"]] == [one.key for one in words["en"]]
    assert len(words["nl"]) == 35


def test_a_good_list_has_no_mistakes() -> None:
    assert mistakes_in({"key": "one", "nl": "jong*", "en": "young*"}) == ""


@pytest.mark.parametrize(
    ("nl", "told"),
    [
        ("", "patterns must hold at least one"),
        ('"*"', "received '*'"),
        ('"a*b"', "received 'a*b'"),
        ('" a"', "received ' a'"),
        ('"a  b"', "received 'a  b'"),
        ('"fit", "FIT"', "'FIT' is there already, under one"),
    ],
)
def test_a_pattern_that_cannot_be_meant_is_told_with_its_line(nl: str, told: str) -> None:
    found = mistakes_in({"key": "one", "nl": nl, "en": "young"})
    assert told in found
    assert found.startswith("words.yaml:3 ")


def test_a_key_and_a_pattern_stand_once() -> None:
    found = mistakes_in({"key": "one", "nl": "a", "en": "b"}, {"key": "one", "nl": "a", "en": "c"})
    assert "the key one is there twice" in found
    assert "'a' is there already, under one" in found


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("een JONG\n team", "nl-BE", "JONG\n team"),
        (unicodedata.normalize("NFD", "één van ons"), "nl", unicodedata.normalize("NFD", "één van ons")),
        ("a clean driver’s licence", "en_GB", "driver’s licence"),
        ("jong en dynamisch", "nl", "jong en dynamisch"),
    ],
)
def test_words_are_found_however_they_were_typed(text: str, language: str, found: str) -> None:
    assert [finding.found for finding in check_words(text, language)] == [found]


def test_halves_of_characters_and_control_characters_reach_no_file() -> None:
    rows = [{"step": "bel\ud800 de\x07 school", "who": "\n=Sara", "when": "9999-12-31", "done": False}]
    plan_csv(rows, "nl").encode()
    event = Calendar.from_ical(plan_ics(rows, "nl")).walk("VEVENT")[0]
    assert str(event["summary"]) == "bel de school"


def test_two_equal_steps_are_two_events() -> None:
    row = {"step": "Bel", "when": "2027-02-01"}
    events = Calendar.from_ical(plan_ics([row, row], "nl")).walk("VEVENT")
    assert len({str(event["uid"]) for event in events}) == 2


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(ActivityError, match="tomorrow"):
        plan_ics([{"step": "Bel", "when": "tomorrow"}], "nl")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_step_makes_a_row_that_can_be_saved(language: str) -> None:
    items = load_instrument().items
    rows = plan_rows([item.id for item in items], language)
    assert len(rows) == len(items)
    assert all(len(row["step"]) <= 300 for row in rows)


def test_steps_keep_their_order_and_those_that_are_gone_are_left_out() -> None:
    first, second = load_instrument().items[:2]
    rows = plan_rows([second.id, "Z9", first.id, second.id], "en")
    assert [row["step"] for row in rows] == [f"{one.step.en} ({one.lesson})" for one in (second, first)]
