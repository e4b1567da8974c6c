"""What people fill in is held against the form, field by field."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winternship_core.curriculum import Activity, ActivityError, load_work, load_works, parse_saved

WIN = load_work("win")
ACTIVITIES = [one for work in load_works() for module in work.modules for one in module.activities.values()]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)


def filled_in(activity: Activity) -> dict[str, Any]:
    """Something in every field."""
    if activity.kind == "checklist":
        return {item.name: True for item in activity.items}
    if activity.kind == "exercise":
        answers = {question.key: question.choices[0].name for question in activity.questions}
        return {"answers": answers, "fields": {field.name: value(field) for field in activity.fields}}
    if activity.kind == "levels":
        return {"tasks": [{"text": "brood bakken", "level": "2"}]}
    if activity.kind == "word-check":
        return {"text": "Wij zoeken …"}
    if activity.kind == "action-plan":
        return {"rows": [{"step": "bellen", "who": "Bo", "when": "2027-02-01", "done": False}]}
    return {field.name: value(field) for field in activity.fields}


def value(field: Any) -> Any:
    """Something that the field takes."""
    if field.kind == "table":
        row = {column.name: value(column) for column in field.columns}
        return {one.name: row for one in field.fixed} if field.fixed else [row]
    choice = field.options[0].name if field.options else ""
    return {"number": "12,5", "date": "2027-02-01", "check": True, "choice": choice, "several": [choice]}.get(
        field.kind, "tekst"
    )


@pytest.mark.parametrize("activity", ACTIVITIES, ids=lambda activity: activity.key)
def test_every_activity_takes_what_fits_and_gives_it_back_as_json(activity: Activity) -> None:
    parsed = parse_saved(activity, filled_in(activity))
    assert parse_saved(activity, json.loads(json.dumps(parsed))) == parsed
    assert parse_saved(activity, {}) in (
        {},
        {"tasks": []},
        {"rows": []},
        {"text": ""},
        {"answers": {}, "fields": {}},
    )


@pytest.mark.parametrize("activity", ACTIVITIES, ids=lambda activity: activity.key)
@given(data=JSON)
def test_whatever_comes_is_taken_or_refused_in_both_languages(activity: Activity, data: object) -> None:
    refused: list[ActivityError] = []
    try:
        parse_saved(activity, data)
    except ActivityError as error:
        refused.append(error)
    assert all(error.text.nl and error.text.en for error in refused)


@pytest.mark.parametrize(
    ("key", "data", "told"),
    [
        ("W4.1-place", {"level": "l9"}, "l1, l2, l3, l4"),
        ("W4.1-place", {"nothing": ""}, "occupation"),
        ("W4.1-place", {"tasks": [{"task": "x"}] * 21}, "20"),
        ("W4.1-place", {"title": "x" * 301}, "300"),
        ("W4.1-place", {"title": 3}, "300"),
        ("W4.1-place", {"tasks": [{"here": "perhaps"}]}, "partly"),
        ("W1.2-benefits", "no table", "names and values"),
        ("W7.2-day1", {"nothing": True}, ""),
        ("W6.1-find", {"answers": {"W6.1-find1": "z"}}, "a, b"),
        ("W2.2-levels", {"tasks": [{"text": "x", "level": "5"}]}, "1, 2, 3, 4"),
        ("W1.3-sum", {"nothing": 1}, ""),
        ("W5.1-check", {"text": "x" * 10_001}, "10000"),
        ("W0.1-plan", {"rows": [{"when": "tomorrow"}]}, "2027-02-01"),
        ("W0.1-plan", {"rows": [{}] * 61}, "60"),
    ],
)
def test_a_refusal_names_what_is_allowed(key: str, data: object, told: str) -> None:
    with pytest.raises(ActivityError) as refusal:
        parse_saved(WIN.activity(key), data)
    assert told in refusal.value.text.en


@pytest.mark.parametrize("number", [-1, 10_000_001, "1.234", "1e3", "een", True, None, [], float("inf")])
def test_a_number_is_plain_and_within_bounds(number: object) -> None:
    key = next(iter(parse_inputs()))
    with pytest.raises(ActivityError):
        parse_saved(WIN.activity("W1.3-sum"), {key: number})


@pytest.mark.parametrize(("given_", "kept"), [("12,50", 12.5), ("", ""), (3, 3), ("7.25", 7.25), (0, 0)])
def test_a_comma_may_stand_for_the_point(given_: object, kept: object) -> None:
    key = next(iter(parse_inputs()))
    assert parse_saved(WIN.activity("W1.3-sum"), {key: given_}) == {key: kept}


def parse_inputs() -> list[str]:
    from winternship_core.curriculum import COST_BENEFIT_INPUTS

    return [one.name for one in COST_BENEFIT_INPUTS]
