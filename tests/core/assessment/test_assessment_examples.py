"""The outcome of whole sets of answers, worked out by hand beforehand."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from winternship_core.assessment import DONT_KNOW, Instrument, Value, evaluate

COMPANIES = ["bakery", "web_agency", "garage", "high_score_no_youth_section"]
Examples = dict[str, dict[str, Any]]


def all_answered(instrument: Instrument, value: Value, **others: Value) -> dict[str, Value]:
    return {item.id: value for item in instrument.items_in(["readiness"])} | others


@pytest.mark.parametrize("company", COMPANIES)
def test_a_worked_example_gives_its_scores_level_and_key_points(
    instrument: Instrument, examples: Examples, company: str
) -> None:
    example = examples[company]
    result = evaluate(instrument, example["answers"])
    assert {score.id: score.shown for score in result.dimensions} == example["dims"]
    assert result.total.shown == example["overall"]
    assert result.level is not None
    assert result.level.id == example["level"]
    assert list(result.gates_failed) == example["gates_failed"]


@pytest.mark.parametrize("company", COMPANIES)
def test_a_worked_example_starts_with_its_most_useful_steps(
    instrument: Instrument, examples: Examples, company: str
) -> None:
    example = examples[company]
    first = [step.item.id for step in evaluate(instrument, example["answers"]).steps]
    assert first[: len(example["top_gaps"])] == example["top_gaps"]


@pytest.mark.parametrize("company", ["web_agency", "garage", "high_score_no_youth_section"])
def test_a_worked_example_with_few_gaps_has_no_other_steps(
    instrument: Instrument, examples: Examples, company: str
) -> None:
    steps = evaluate(instrument, examples[company]["answers"]).steps
    assert [step.item.id for step in steps] == examples[company]["top_gaps"]


def test_the_bakery_has_to_find_out_about_its_insurance(instrument: Instrument, examples: Examples) -> None:
    result = evaluate(instrument, examples["bakery"]["answers"])
    assert result.find_out == ("E4",)
    assert [step.item.id for step in result.steps if step.find_out] == ["E4"]


@pytest.mark.parametrize(
    ("value", "recognition", "exact", "shown", "level"),
    [
        (0, 0, Fraction(0), 0, "L1"),
        (DONT_KNOW, DONT_KNOW, Fraction(0), 0, "L1"),
        (3, 3, Fraction(100), 100, "L5"),
        (2, 2, Fraction(200, 3), 67, "L3"),
        (2, 3, Fraction(200, 3) + Fraction(15, 11), 68, "L4"),
    ],
)
def test_the_same_answer_everywhere_gives_the_level_that_was_worked_out(
    instrument: Instrument, value: Value, recognition: Value, exact: Fraction, shown: int, level: str
) -> None:
    result = evaluate(instrument, all_answered(instrument, value, E1=recognition))
    assert result.total.exact == exact
    assert result.total.shown == shown
    assert result.level is not None
    assert result.level.id == level


def test_a_total_a_hair_under_a_limit_does_not_reach_it_by_rounding(instrument: Instrument) -> None:
    result = evaluate(instrument, all_answered(instrument, 2, B3=1, C2=0, E2=3, F4=3))
    assert result.total.exact is not None
    assert 64 < result.total.exact < 65
    assert result.total.shown == 65
    assert result.level is not None
    assert result.level.id == "L2"


def test_the_highest_level_asks_something_of_every_dimension(instrument: Instrument) -> None:
    result = evaluate(instrument, all_answered(instrument, 3, F1=2, F2=2, F3=2, F4=2))
    assert result.total.exact is not None
    assert result.total.exact > 85
    assert result.level is not None
    assert result.level.id == "L4", "fairness stands at 66.67, and the highest level asks 70"


@pytest.mark.parametrize("failed", [["B1"], ["B1", "B2", "C1"], ["B1", "B2", "C1", "C5"]])
def test_failed_key_points_hold_the_level_down(instrument: Instrument, failed: list[str]) -> None:
    answers = all_answered(instrument, 3) | dict.fromkeys(failed, 1)
    result = evaluate(instrument, answers)
    assert result.total.exact is not None
    assert result.total.exact > 65
    assert result.level is not None
    assert result.level.id == ("L1" if len(failed) >= 4 else "L2")


def test_rounding_is_for_the_eye_only(instrument: Instrument, examples: Examples) -> None:
    fairness = {s.id: s for s in evaluate(instrument, examples["bakery"]["answers"]).dimensions}["F"]
    assert (fairness.exact, fairness.shown) == (Fraction(125, 2), 62)
