"""Sums with the reader's own numbers: never one figure, never a promise, never a number of ours."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winternship_core.curriculum import (
    COST_BENEFIT_INPUTS,
    YOUNG_HOURS_INPUTS,
    ActivityError,
    CalculatorInput,
    cost_benefit,
    young_hours,
)
from winternship_core.curriculum.calculators.young_hours import FOUR_WEEKS, SHIFT, WEEK
from winternship_core.facts import load_facts

NEEDED = {one.name for one in COST_BENEFIT_INPUTS if one.needed}
FILLED = {
    "weeks": 20,
    "guidance-start": 5,
    "guidance-later": 3,
    "hour-cost": 40,
    "useful": 20,
    "hour-value": 15,
}
MORE = 5


@st.composite
def sums(draw: st.DrawFn) -> dict[str, Decimal]:
    """A number in every field, with room for some more."""
    return {
        one.name: draw(st.decimals(one.least, min(one.most, 1000) - MORE, places=2))
        for one in COST_BENEFIT_INPUTS
    }


def test_the_worked_example() -> None:
    outcome = cost_benefit({**FILLED, "allowance": 260, "recruitment": 3000, "chance": 20})
    # Guidance 4 x 5 + 16 x 3 = 68 hours; 20 weeks are 20 x 12 / 52 months.
    assert outcome.cost is not None
    assert (outcome.cost.low, outcome.cost.middle, outcome.cost.high) == (3920, 4600, 5280)
    # Useful weeks: 4 x a quarter + 16 = 17, of 20 hours at 15 euro; half of it counts in the low case.
    assert outcome.benefit is not None
    assert (outcome.benefit.low, outcome.benefit.middle, outcome.benefit.high) == (2550, 4425, 5700)
    assert outcome.net is not None
    assert (outcome.net.low, outcome.net.middle, outcome.net.high) == (2550 - 5280, 4425 - 4600, 5700 - 3920)
    assert {one.name for one in outcome.as_zero} == {
        "expenses",
        "wages",
        "equipment",
        "insurance",
        "admin-hours",
    }


def test_without_the_needed_numbers_there_is_no_outcome_but_their_names() -> None:
    outcome = cost_benefit({"allowance": 260, "weeks": ""})
    assert (outcome.cost, outcome.benefit, outcome.net) == (None, None, None)
    assert {one.name for one in outcome.missing} == NEEDED


@given(sums())
def test_every_outcome_is_a_range_in_rising_order(values: dict[str, Decimal]) -> None:
    outcome = cost_benefit(values)
    for found in (outcome.cost, outcome.benefit, outcome.net):
        assert found is not None
        assert found.low <= found.middle <= found.high


@given(
    sums(), st.sampled_from(["guidance-start", "hour-cost", "allowance", "wages", "equipment", "admin-hours"])
)
def test_more_cost_never_lowers_the_cost_nor_raises_the_net(values: dict[str, Decimal], name: str) -> None:
    before, after = cost_benefit(values), cost_benefit({**values, name: values[name] + MORE})
    assert before.cost is not None
    assert after.cost is not None
    assert before.net is not None
    assert after.net is not None
    assert after.cost.low >= before.cost.low
    assert after.cost.high >= before.cost.high
    assert after.net.middle <= before.net.middle


@pytest.mark.parametrize("one", [*COST_BENEFIT_INPUTS, *YOUNG_HOURS_INPUTS], ids=lambda one: one.name)
def test_a_number_that_cannot_be_gives_no_outcome_but_its_bounds(one: CalculatorInput) -> None:
    sum_of = cost_benefit if one in COST_BENEFIT_INPUTS else young_hours
    for bound in (one.least, one.most):
        assert sum_of({one.name: bound})
    for beyond in (one.least - 1, one.most + 1):
        with pytest.raises(ActivityError) as refusal:
            sum_of({one.name: beyond})
        assert (
            f"received {beyond}. Allowed is: a number from {one.least} to {one.most}" in refusal.value.text.en
        )
        assert refusal.value.text.nl.startswith(one.label.nl)


def test_a_subsidy_counts_for_nothing_and_the_facts_say_why() -> None:
    assert not any("subsid" in one.name for one in COST_BENEFIT_INPUTS)
    assert set(cost_benefit(FILLED).facts) == {"SUB-1", "SUB-2"}


@pytest.mark.parametrize("inputs", [COST_BENEFIT_INPUTS, YOUNG_HOURS_INPUTS])
def test_inputs_have_names_of_their_own_and_words_in_both_languages(inputs: tuple[object, ...]) -> None:
    names = [one.name for one in inputs]  # type: ignore[attr-defined]
    assert len(set(names)) == len(names)
    for one in inputs:
        assert one.label.nl != one.label.en  # type: ignore[attr-defined]


def test_the_limits_are_those_of_the_fact() -> None:
    text = load_facts()["SAF-3"].text.en
    assert f"{SHIFT} hours a shift" in text
    assert f"{WEEK} hours a week" in text
    assert f"{FOUR_WEEKS} hours in 4 weeks" in text


def test_sara_has_31_hours_left() -> None:
    outcome = young_hours({"school1": 14})
    assert outcome.weeks[0].left == 31
    assert outcome.problems == ()


def test_four_full_weeks_do_not_fit_although_each_week_does() -> None:
    hours = {f"{what}{number}": n for number in range(1, 5) for what, n in (("school", 14), ("work", 31))}
    outcome = young_hours(hours)
    assert [week.left for week in outcome.weeks] == [0, 0, 0, 0]
    assert outcome.left == -20
    assert len(outcome.problems) == 1
    assert "180 hours" in outcome.problems[0].en


def test_too_long_a_day_and_too_full_a_week_are_told_in_words() -> None:
    outcome = young_hours({"school1": "7,5", "work1": 40, "shift": 10})
    assert [problem.nl for problem in outcome.problems] == [
        "Week 1: 47,5 uur is meer dan 45. Haal er 2,5 uur af.",
        "Een dag van 10 uur is te lang: 9 uur is de grens.",
    ]
    assert "47.5 hours" in outcome.problems[0].en


@given(st.decimals(0, 60, places=1), st.decimals(0, 60, places=1))
def test_more_hours_never_leave_more(school: Decimal, work: Decimal) -> None:
    before = young_hours({"school1": school, "work1": work})
    after = young_hours({"school1": school, "work1": work + 1})
    assert after.weeks[0].left < before.weeks[0].left
    assert after.left < before.left
    assert len(after.problems) >= len(before.problems)
