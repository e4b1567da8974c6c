"""Answers are taken only when the question and the value exist."""

from __future__ import annotations

from typing import Any

import pytest

from winternship_core.assessment import UnknownItem, ValueOutOfScale, load_instrument
from winternship_xblocks.errors import BadRequest
from winternship_xblocks.self_assessment.answers import known_values, parse_answers


@pytest.mark.parametrize(
    "raw",
    [
        None,
        [],
        "B1",
        {"B1": 3},
        {"B1": {"value": 3}},
        {"B1": {"value": 3, "at": 1, "who": "me"}},
        {"B1": {"value": 3, "at": -1}},
        {"B1": {"value": 3, "at": True}},
        {"B1": {"value": 3, "at": 1.5}},
        {"B1": {"value": 3, "at": "1"}},
    ],
)
def test_answers_of_the_wrong_shape_are_refused(raw: Any):
    with pytest.raises(BadRequest):
        parse_answers(load_instrument(), raw)


def test_unknown_questions_and_values_are_refused_by_the_core():
    with pytest.raises(UnknownItem):
        parse_answers(load_instrument(), {"Z9": {"value": 1, "at": 1}})
    with pytest.raises(ValueOutOfScale):
        parse_answers(load_instrument(), {"A1": {"value": "dk", "at": 1}})


def test_answers_to_questions_that_no_longer_exist_are_left_out():
    assert known_values(load_instrument(), {"B1": 3, "Z9": 1, "B2": 17, "E4": "dk"}) == {"B1": 3, "E4": "dk"}
