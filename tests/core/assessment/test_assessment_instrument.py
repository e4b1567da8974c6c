"""The shipped questions, and every way in which they could contradict themselves."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from winternship_core.assessment import Instrument, InstrumentError, Part, load_instrument
from winternship_core.assessment.loading import read_instrument
from winternship_core.reading import load_json
from winternship_core.text import Text

Document = dict[str, Any]


@pytest.fixture
def document() -> Document:
    content = load_json("winternship_core.assessment", "data/instrument.json")
    assert isinstance(content, dict)
    return copy.deepcopy(content)


def test_the_instrument_is_read_once() -> None:
    assert load_instrument() is load_instrument()


@pytest.mark.parametrize(("part", "count"), [("benefits", 6), ("readiness", 26), ("international", 3)])
def test_each_part_has_its_number_of_questions(instrument: Instrument, part: Part, count: int) -> None:
    assert len(instrument.items_in([part])) == count


def test_key_points_weights_and_status_are_those_of_the_instrument(instrument: Instrument) -> None:
    assert instrument.key_points == ("B1", "B2", "C1", "C5", "D1", "D2", "D5", "F1")
    weights = {dimension.id: dimension.weight for dimension in instrument.dimensions}
    assert weights == {"A": 0, "B": 25, "C": 20, "D": 20, "E": 15, "F": 20, "G": 0}
    assert instrument.status_item == "E1"
    assert instrument.scale_of("E1").choices[2].label.en == "Application sent to SBB"


def test_every_question_can_be_found_by_id_and_by_dimension(instrument: Instrument) -> None:
    grouped = [item for dimension in instrument.dimensions for item in instrument.items_of(dimension.id)]
    assert tuple(grouped) == instrument.items
    assert all(instrument.item(item.id) is item for item in instrument.items)
    assert [instrument.level(level.id).rank for level in instrument.levels] == [1, 2, 3, 4, 5]


def texts_in(value: object) -> list[Text]:
    if isinstance(value, Text):
        return [value]
    if is_dataclass(value):
        return [text for f in fields(value) if f.init for text in texts_in(getattr(value, f.name))]
    return [text for part in value for text in texts_in(part)] if isinstance(value, tuple) else []


def test_every_text_is_there_in_two_different_languages(instrument: Instrument) -> None:
    texts = texts_in(instrument)
    assert len(texts) > 150
    assert [text for text in texts if not text.nl or not text.en or text.nl == text.en] == []


def test_effort_in_minutes_fits_its_words(instrument: Instrument) -> None:
    assert instrument.item("B4").effort.text.nl == "2 tot 8 uur"
    assert (instrument.item("B4").effort.min_minutes, instrument.item("B4").effort.max_minutes) == (120, 480)
    assert instrument.item("E1").effort.text.en == "1 hour"


def change(*path: str | int, to: object) -> Callable[[Document], None]:
    def apply(document: Document) -> None:
        target: Any = document
        for key in path[:-1]:
            target = target[key]
        target[path[-1]] = to

    return apply


WISH = {
    **{name: {"nl": "Ik wil iets.", "en": "I want something."} for name in ("text", "step")},
    "id": "A1",
    "weight": 1,
    "evidence": None,
    "effort": "1_hour",
    "lesson": "W1.2",
    "criteria": [],
}
B, B1 = ("dimensions", 1), ("dimensions", 1, "items", 0)
MISTAKES = {
    "an empty text": (change(*B1, "text", "nl", to=" "), "dimensions[B].items[B1].text: nl must be filled"),
    "a missing language": (change("name", to={"nl": "Stagescan"}), "instrument.name: en must be str"),
    "no object": (change("texts", to=[]), "instrument.texts: expected an object"),
    "no list": (change("bands", to={}), "bands must be list"),
    "a misspelt field": (change(*B1, "keypoint", to=True), "unknown: keypoint"),
    "a truth value as a number": (change(*B1, "weight", to=True), "weight must be int, received True"),
    "a weight out of range": (change(*B1, "weight", to=0), "weight must be 1 to 10, received 0"),
    "a number as a flag": (change(*B1, "key_point", to=1), "key_point must be bool"),
    "an unknown effort": (change(*B1, "effort", to="a_year"), "effort must be one of 15_minutes"),
    "an unknown scale": (change(*B1, "scale", to="stars"), "B1: scale must be one of arranged"),
    "an unknown part": (change(*B, "part", to="party"), "part must be one of benefits"),
    "criteria that are no strings": (change(*B1, "criteria", to=[1]), "criteria must hold strings only"),
    "an id twice": (change(*B1, "id", to="B2"), "item B2 is there 2 times"),
    "a level twice": (change("levels", 1, "id", to="L1"), "level L1 is there 2 times"),
    "weights that do not add up": (change(*B, "weight", to=30), "must add up to 100, received 105"),
    "a weight outside readiness": (change("dimensions", 0, "weight", to=5), "readiness alone has weight"),
    "a dimension without questions": (change("dimensions", 6, "items", to=[]), "dimension G has no items"),
    "two international dimensions": (
        change("dimensions", 0, "part", to="international"),
        "part international has 2 dimensions",
    ),
    "a benefit too many": (change(*B1, "benefit", to={}), "benefit.name: expected an object"),
    "a benefit missing": (change("dimensions", 0, "items", 0, to=WISH), "item A1: a benefit belongs"),
    "a key point among wishes": (
        change("dimensions", 0, "items", 0, "key_point", to=True),
        "item A1: only a readiness item can be a key point",
    ),
    "a status that is a key point": (change("status_item", to="B1"), "status_item must be a readiness item"),
    "a warning about a task that is none": (
        change("extra_hands", "task", to="A1"),
        "extra_hands.task must",
    ),
    "a warning about no benefit": (change("extra_hands", "benefit", to="C5"), "extra_hands.benefit must be"),
    "a scale with a hole": (change("scales", "arranged", "choices", 2, "value", to=5), "must run 0 to 3"),
    "a choice of words": (change("scales", "arranged", "choices", 2, "value", to="two"), "received 'two'"),
    "minutes that fall": (change("efforts", "1_hour", "minutes", to=[60, 30]), "must be above 0 and rise"),
    "minutes in words": (
        change("efforts", "1_hour", "minutes", to=["an", "hour"]),
        "must hold 2 whole",
    ),
    "a lowest level that asks": (change("levels", 0, "needs", "total", to=10), "L1 is the lowest"),
    "a level easier than the one below": (
        change("levels", 3, "needs", "total", to=50),
        "L4 must ask at",
    ),
    "no levels": (change("levels", to=[]), "there must be at least one level"),
    "bands that fall": (change("bands", 1, "from", to=90), "must start at 0 and rise, received [0, 90, 75]"),
}


@pytest.mark.parametrize(("spoil", "message"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_in_the_data_is_told_with_its_place(
    document: Document, spoil: Callable[[Document], None], message: str
) -> None:
    spoil(document)
    with pytest.raises(InstrumentError) as error:
        read_instrument(document)
    assert message in str(error.value)


def test_all_mistakes_are_told_at_once(document: Document) -> None:
    document["version"] = 1
    document["dimensions"][1]["items"][0]["weight"] = 99
    document["levels"][0]["needs"]["total"] = "many"
    with pytest.raises(InstrumentError, match="3 mistakes") as error:
        read_instrument(document)
    assert len(error.value.mistakes) == 3


@pytest.mark.parametrize("document", [None, [], "instrument", 1], ids=str)
def test_what_is_no_document_at_all_is_refused(document: object) -> None:
    with pytest.raises(InstrumentError, match="instrument: expected an object"):
        read_instrument(document)
