"""What counts as an answer, and what a refusal says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winternship_core.assessment import (
    AnswerError,
    Instrument,
    UnknownItem,
    ValueOutOfScale,
    evaluate,
    load_instrument,
    parse_value,
)

EVERY = [item.id for item in load_instrument().items]
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@pytest.mark.parametrize("value", [0, 1, 2, 3, "dk"])
def test_a_value_of_the_scale_is_taken_as_it_is(instrument: Instrument, value: object) -> None:
    assert parse_value(instrument, "E1", value) == value


@pytest.mark.parametrize("value", [True, False, 2.0, "2", "DK", "", -1, 4, None, [], {}, [2], "x" * 5000])
def test_anything_else_is_refused_naming_what_came_and_what_is_allowed(
    instrument: Instrument, value: object
) -> None:
    with pytest.raises(ValueOutOfScale, match=r"B1 received .* Allowed are: 0, 1, 2, 3, 'dk'\.") as refusal:
        parse_value(instrument, "B1", value)
    assert "Toegestaan is: 0, 1, 2, 3, 'dk'." in refusal.value.text.in_language("nl")
    assert len(str(refusal.value)) < 200


def test_a_wish_has_no_dont_know(instrument: Instrument) -> None:
    with pytest.raises(ValueOutOfScale, match="Allowed are: 0, 1, 2, 3"):
        parse_value(instrument, "A1", "dk")


@pytest.mark.parametrize("item_id", ["B9", "b1", "", None, 3, ["B1"]])
def test_a_question_that_does_not_exist_is_refused_naming_those_that_do(
    instrument: Instrument, item_id: object
) -> None:
    with pytest.raises(UnknownItem, match="There are: A1, A2, "):
        parse_value(instrument, item_id, 1)


@given(st.sampled_from(EVERY) | anything, anything)
def test_whatever_comes_in_is_either_on_the_scale_or_refused(item_id: object, raw: object) -> None:
    instrument = load_instrument()
    try:
        value = parse_value(instrument, item_id, raw)
    except AnswerError:
        return
    assert value in instrument.scale_of(item_id).values
    assert type(value) is type(raw)


def test_evaluating_refuses_the_same_answers(instrument: Instrument) -> None:
    with pytest.raises(ValueOutOfScale):
        evaluate(instrument, {"B1": 7})
    with pytest.raises(UnknownItem):
        evaluate(instrument, {"Z1": 1})
