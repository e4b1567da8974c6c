"""Benefits and the international score: advice beside the level."""

from __future__ import annotations

import pytest

from winternship_core.assessment import Instrument, InvalidParts, Value, evaluate, parse_parts

BENEFITS = ["A1", "A2", "A3", "A4", "A5", "A6"]


def wishes(**high: int) -> dict[str, Value]:
    return dict.fromkeys(BENEFITS, 1) | high


def top(instrument: Instrument, answers: dict[str, Value]) -> list[str]:
    profile = evaluate(instrument, answers).benefits
    assert profile is not None
    return [item.id for item in profile.top]


def warning(instrument: Instrument, answers: dict[str, Value]) -> str | None:
    profile = evaluate(instrument, answers).benefits
    assert profile is not None
    return profile.warning.en if profile.warning else None


def test_the_three_highest_benefits_are_shown_ties_in_list_order(instrument: Instrument) -> None:
    assert top(instrument, wishes(A1=2, A3=2, A4=3, A6=2)) == ["A4", "A1", "A3"]


def test_a_benefit_that_is_slightly_important_is_not_chosen(instrument: Instrument) -> None:
    assert top(instrument, wishes(A5=2)) == ["A5"]


def test_each_chosen_benefit_gives_a_step_after_all_gaps_that_count(instrument: Instrument) -> None:
    result = evaluate(instrument, wishes(A2=3) | {"B3": 0})
    assert [(step.item.id, step.reason) for step in result.steps] == [("B3", "gap"), ("A2", "benefit")]


@pytest.mark.parametrize("tasks", [0, 1, "dk"])
def test_who_only_seeks_extra_hands_is_warned(instrument: Instrument, tasks: Value) -> None:
    assert warning(instrument, wishes(A3=3) | {"C5": tasks}) == instrument.texts.extra_hands.en


@pytest.mark.parametrize(
    "answers",
    [
        wishes(A3=3) | {"C5": 2},
        wishes(A3=3, A1=2) | {"C5": 0},
        wishes(A3=3),
        {"A3": 3, "C5": 0},
    ],
    ids=["tasks in order", "another benefit too", "tasks not asked", "benefits half answered"],
)
def test_nobody_else_is_warned(instrument: Instrument, answers: dict[str, Value]) -> None:
    assert warning(instrument, answers) is None


def test_without_any_benefit_the_advice_is_to_wait(instrument: Instrument) -> None:
    assert warning(instrument, wishes()) == instrument.texts.no_benefit.en
    assert top(instrument, wishes()) == []


def test_nothing_is_advised_before_the_benefits_are_answered(instrument: Instrument) -> None:
    assert warning(instrument, {}) is None


@pytest.mark.parametrize(
    ("answers", "shown", "band"),
    [
        ({"G1": 0, "G2": 0, "G3": 0}, 0, "domestic_first"),
        ({"G1": 2, "G2": 1, "G3": 1}, 47, "domestic_first"),
        ({"G1": 2, "G2": 1, "G3": 2}, 53, "with_help"),
        ({"G1": 2, "G2": 2, "G3": 3}, 73, "with_help"),
        ({"G1": 3, "G2": 2, "G3": 2}, 80, "ready"),
        ({"G1": 3, "G2": 3, "G3": 3}, 100, "ready"),
    ],
)
def test_the_international_score_falls_in_its_band(
    instrument: Instrument, answers: dict[str, Value], shown: int, band: str
) -> None:
    international = evaluate(instrument, answers).international
    assert international is not None
    assert international.score.shown == shown
    assert international.band is not None
    assert international.band.id == band


def test_one_international_answer_gives_a_score_but_no_band(instrument: Instrument) -> None:
    international = evaluate(instrument, {"G1": 3}).international
    assert international is not None
    assert (international.score.shown, international.band) == (100, None)


def test_parts_that_are_not_chosen_are_absent_from_the_result(instrument: Instrument) -> None:
    result = evaluate(instrument, wishes(A1=3) | {"B1": 0, "G1": 0}, ["benefits"])
    assert (result.level, result.total.exact, result.dimensions) == (None, None, ())
    assert result.international is None
    assert [step.item.id for step in result.steps] == ["A1"]
    assert result.complete


def test_parts_come_in_their_fixed_order_and_once() -> None:
    assert parse_parts(["international", "benefits", "benefits"]) == ("benefits", "international")


@pytest.mark.parametrize("raw", [[], ["readiness", "colour"], "readiness", None, 3, [["readiness"]]])
def test_parts_that_are_none_or_unknown_are_refused_with_the_choice(raw: object) -> None:
    with pytest.raises(InvalidParts, match="benefits, readiness, international") as refusal:
        parse_parts(raw)
    assert "Kies" in refusal.value.text.nl
