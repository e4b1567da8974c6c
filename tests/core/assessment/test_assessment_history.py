"""Comparing with last time, without keeping the old answers."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winternship_core.assessment import (
    Instrument,
    InvalidSummary,
    Value,
    compare,
    evaluate,
    load_instrument,
    summarise,
)

THEN = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
EVERY = [item.id for item in load_instrument().items]
partial = st.fixed_dictionaries(
    {}, optional={item_id: st.sampled_from(load_instrument().scale_of(item_id).values) for item_id in EVERY}
)


def bakery(examples: dict[str, dict[str, Any]], **changed: Value) -> dict[str, Value]:
    return examples["bakery"]["answers"] | changed


def test_the_change_shows_points_level_and_key_points(instrument: Instrument, examples: Any) -> None:
    before = summarise(evaluate(instrument, bakery(examples)), THEN)
    change = compare(before, evaluate(instrument, bakery(examples, B2=3, D2=2, D5=2, B5=2, C1=0)))
    assert change is not None
    assert change.key_points_solved == ("B2", "D2", "D5")
    assert change.key_points_new == ("C1",)
    assert (change.level_before, change.level_after) == ("L2", "L2")
    assert change.dimensions["B"] > 0 > change.dimensions["C"]
    assert change.dimensions["E"] == change.dimensions["F"] == 0


def test_the_total_changes_by_the_points_people_saw(instrument: Instrument, examples: Any) -> None:
    before = evaluate(instrument, bakery(examples))
    after = evaluate(instrument, bakery(examples, E4=3))
    change = compare(summarise(before, THEN), after)
    assert change is not None
    assert before.total.shown is not None
    assert after.total.shown is not None
    assert change.total == after.total.shown - before.total.shown > 0


def test_nothing_changed_is_a_change_of_zero(instrument: Instrument, examples: Any) -> None:
    result = evaluate(instrument, bakery(examples))
    change = compare(summarise(result, THEN), result)
    assert change is not None
    assert (change.total, set(change.dimensions.values())) == (0, {0})
    assert (change.key_points_solved, change.key_points_new) == ((), ())


def test_results_of_another_version_are_not_compared(instrument: Instrument, examples: Any) -> None:
    result = evaluate(instrument, bakery(examples))
    assert compare(summarise(result, THEN) | {"version": "0.0"}, result) is None


def test_a_part_that_was_not_taken_before_has_no_difference(instrument: Instrument, examples: Any) -> None:
    wishes = evaluate(instrument, {"A1": 3}, ["benefits"])
    full = evaluate(instrument, bakery(examples))
    change = compare(summarise(wishes, THEN), full)
    assert change is not None
    assert (change.total, change.dimensions, change.level_before) == (None, {}, None)
    assert change.key_points_new == (), "what was never asked cannot have got worse"
    back = compare(summarise(full, THEN), wishes)
    assert back is not None
    assert back.key_points_solved == (), "what is no longer asked is not solved"


@given(partial)
def test_a_summary_survives_json_and_compares_equal_to_itself(answers: dict[str, Value]) -> None:
    result = evaluate(load_instrument(), answers)
    summary = summarise(result, THEN)
    assert json.loads(json.dumps(summary)) == summary
    change = compare(json.loads(json.dumps(summary)), result)
    assert change is not None
    assert change.total in (0, None)


def test_a_summary_holds_no_answers_and_knows_when(instrument: Instrument, examples: Any) -> None:
    summary = summarise(evaluate(instrument, bakery(examples)), THEN)
    assert "answers" not in summary
    assert "E4" not in json.dumps(summary)
    assert datetime.fromisoformat(summary["finished_at"]) == THEN
    assert summary["version"] == instrument.version


def test_a_moment_without_time_zone_is_refused(instrument: Instrument) -> None:
    with pytest.raises(ValueError, match="time zone, received 2026-11-23"):
        summarise(evaluate(instrument, {}), datetime(2026, 11, 23))


@pytest.mark.parametrize(
    ("field", "value"),
    [("version", None), ("total", "50"), ("dimensions", []), ("gates_failed", None), ("level", 2)],
)
def test_a_stored_summary_that_is_spoilt_is_refused_by_name(
    instrument: Instrument, examples: Any, field: str, value: object
) -> None:
    result = evaluate(instrument, bakery(examples))
    with pytest.raises(InvalidSummary, match=field):
        compare(summarise(result, THEN) | {field: value}, result)
