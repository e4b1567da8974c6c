"""Rules that must hold for every set of answers, not just for examples."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winternship_core.assessment import ALL_PARTS, DONT_KNOW, Result, Value, evaluate, load_instrument

INSTRUMENT = load_instrument()
READINESS = [item.id for item in INSTRUMENT.items_in(["readiness"])]
EVERY = [item.id for item in INSTRUMENT.items]


def values_of(item_id: str) -> st.SearchStrategy[Value]:
    return st.sampled_from(INSTRUMENT.scale_of(item_id).values)


complete = st.fixed_dictionaries({item_id: values_of(item_id) for item_id in EVERY})
partial = st.fixed_dictionaries({}, optional={item_id: values_of(item_id) for item_id in EVERY})
# Random answers almost never reach the upper levels; these do.
good = st.fixed_dictionaries({item_id: st.sampled_from([3, 3, 3, 2, 2, 1]) for item_id in READINESS})
answers = complete | good


def better(item_id: str, value: Value) -> st.SearchStrategy[Value]:
    points = 0 if value == DONT_KNOW else value
    return st.sampled_from([v for v in INSTRUMENT.scale_of(item_id).values if v != DONT_KNOW and v >= points])


def rank(result: Result) -> int:
    return result.level.rank if result.level else 0


@given(st.data(), answers)
def test_a_better_answer_never_lowers_a_score_or_the_level(
    data: st.DataObject, before: dict[str, Value]
) -> None:
    item_id = data.draw(st.sampled_from(sorted(before)))
    after = before | {item_id: data.draw(better(item_id, before[item_id]))}
    old, new = evaluate(INSTRUMENT, before), evaluate(INSTRUMENT, after)
    assert rank(new) >= rank(old)
    assert new.total.exact is not None
    assert old.total.exact is not None
    assert new.total.exact >= old.total.exact
    assert set(new.gates_failed) <= set(old.gates_failed)
    for was, now in zip(old.dimensions, new.dimensions, strict=True):
        assert (now.exact or 0) >= (was.exact or 0)


@given(st.data(), partial)
def test_answering_an_open_question_at_its_best_never_lowers_the_score(
    data: st.DataObject, before: dict[str, Value]
) -> None:
    item_id = data.draw(st.sampled_from(EVERY))
    old, new = evaluate(INSTRUMENT, before), evaluate(INSTRUMENT, before | {item_id: 3})
    assert (new.total.exact or 0) >= (old.total.exact or 0)
    assert rank(new) >= rank(old)


@given(partial, st.sampled_from(EVERY))
def test_not_knowing_counts_as_nothing_arranged(before: dict[str, Value], item_id: str) -> None:
    if DONT_KNOW not in INSTRUMENT.scale_of(item_id).values:
        return
    unknown = evaluate(INSTRUMENT, before | {item_id: DONT_KNOW})
    nothing = evaluate(INSTRUMENT, before | {item_id: 0})
    assert (unknown.total, unknown.level) == (nothing.total, nothing.level)
    assert unknown.gates_failed == nothing.gates_failed
    assert item_id in unknown.find_out
    assert item_id not in nothing.find_out


@given(answers)
def test_the_level_is_the_first_rule_that_fits(given_answers: dict[str, Value]) -> None:
    result = evaluate(INSTRUMENT, given_answers)
    total, failed = result.total.exact, len(result.gates_failed)
    assert total is not None
    lowest = min(score.exact for score in result.dimensions if score.exact is not None)
    recognised = given_answers["E1"] == 3
    if total < 40 or failed >= 4:
        expected = "L1"
    elif total < 65 or failed >= 1:
        expected = "L2"
    elif not recognised:
        expected = "L3"
    elif total >= 85 and lowest >= 70:
        expected = "L5"
    else:
        expected = "L4"
    assert result.level is not None
    assert result.level.id == expected


@given(partial)
def test_every_gap_has_exactly_one_step(given_answers: dict[str, Value]) -> None:
    result = evaluate(INSTRUMENT, given_answers)
    gaps = sorted(
        item_id
        for item_id, value in given_answers.items()
        if not item_id.startswith("A") and value in (0, 1, DONT_KNOW, *((2,) if item_id == "E1" else ()))
    )
    assert sorted(step.item.id for step in result.steps if step.reason != "benefit") == gaps
    assert {step.item.id for step in result.steps if step.reason == "key_point"} == set(result.gates_failed)


@given(st.data(), partial)
def test_the_order_of_steps_does_not_depend_on_the_order_of_answers(
    data: st.DataObject, given_answers: dict[str, Value]
) -> None:
    shuffled = dict(data.draw(st.permutations(list(given_answers.items()))))
    steps = evaluate(INSTRUMENT, given_answers).steps
    assert evaluate(INSTRUMENT, shuffled).steps == steps
    keys = [(step.reason != "key_point", -step.effect, step.item.id) for step in steps]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys), "no two steps share a place"


@given(complete, st.sampled_from(READINESS))
def test_the_effect_of_a_step_is_what_the_total_really_gains(
    given_answers: dict[str, Value], item_id: str
) -> None:
    before = evaluate(INSTRUMENT, given_answers)
    after = evaluate(INSTRUMENT, given_answers | {item_id: 3})
    gain = Fraction(after.total.exact or 0) - Fraction(before.total.exact or 0)
    effects = [step.effect for step in before.steps if step.item.id == item_id]
    assert effects in ([], [gain])


@given(complete)
def test_only_readiness_answers_touch_total_and_level(
    given_answers: dict[str, Value],
) -> None:
    whole = evaluate(INSTRUMENT, given_answers)
    alone = evaluate(INSTRUMENT, {item_id: given_answers[item_id] for item_id in READINESS})
    assert (whole.total, whole.level, whole.dimensions) == (alone.total, alone.level, alone.dimensions)


@given(partial, st.sampled_from([ALL_PARTS, ("readiness",), ("benefits",), ("benefits", "international")]))
def test_a_result_is_complete_once_what_is_missing_is_answered(
    given_answers: dict[str, Value], parts: tuple[str, ...]
) -> None:
    result = evaluate(INSTRUMENT, given_answers, parts)  # type: ignore[arg-type]
    assert result.complete == (not result.missing)
    assert set(result.missing) <= set(result.unanswered)
    filled = evaluate(INSTRUMENT, given_answers | dict.fromkeys(result.missing, 3), parts)  # type: ignore[arg-type]
    assert filled.complete
    assert (filled.level is not None) == ("readiness" in parts)


@pytest.mark.parametrize("item_id", [*INSTRUMENT.key_points, "E1"])
def test_no_level_without_a_key_point_or_the_recognition_question(item_id: str) -> None:
    given_answers = {other: 3 for other in READINESS if other != item_id}
    result = evaluate(INSTRUMENT, given_answers)
    assert (result.level, result.missing) == (None, (item_id,))
    assert result.gates_open == tuple({item_id} - {"E1"})


@pytest.mark.parametrize(
    ("left_out", "complete_enough"),
    [(["B3"], True), (["B3", "B4"], False), (["C3"], True), (["C2", "C3"], False)],
)
def test_four_fifths_of_each_dimension_is_enough(left_out: list[str], complete_enough: bool) -> None:
    result = evaluate(INSTRUMENT, {item_id: 3 for item_id in READINESS if item_id not in left_out})
    assert result.complete is complete_enough
    assert list(result.missing) == ([] if complete_enough else left_out)
