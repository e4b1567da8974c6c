"""The nine life cycles: what ships is sound, what is broken is refused, no walk leaves the map."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winternship_core.placements import (
    MACHINES,
    ActionNotPossible,
    PlacementDataError,
    UnknownMachine,
    UnknownState,
    load_machines,
    machine,
)
from winternship_core.placements.loading import read_machines
from winternship_core.reading import load_json

SHIPPED: Any = load_json("winternship_core.placements", "data/placement_states.json")
ALL = [load_machines()[name] for name in MACHINES]


def broken(change: Any) -> PlacementDataError:
    document = copy.deepcopy(SHIPPED)
    change(document)
    with pytest.raises(PlacementDataError) as caught:
        read_machines(document)
    return caught.value


def test_there_are_nine_machines_with_the_steps_of_the_domain() -> None:
    assert len(load_machines()) == 9
    assert {name: len(one.transitions) for name, one in load_machines().items()} == {
        "organisation": 8,
        "accreditation": 10,
        "vacancy": 12,
        "application": 17,
        "placement": 17,
        "agreement": 10,
        "hour_week": 9,
        "contact_moment": 4,
        "assessment": 5,
    }


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
def test_every_state_is_reached_and_leads_to_an_end(one: Any) -> None:
    for state in one.states:
        assert state in one.reachable()
        assert one.reachable(state) & one.terminal


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda d: d.pop("vacancy"), "vacancy is missing"),
        (lambda d: d.update(extra={}), "unknown: extra"),
        (lambda d: d["vacancy"]["transitions"][0].update(roles=["XX"]), "received XX"),
        (lambda d: d["vacancy"]["transitions"][0].update(roles=[]), "received none"),
        (lambda d: d["vacancy"]["states"].append("lost"), "differ in lost"),
        (lambda d: d["vacancy"]["terminal"].append("nowhere"), "no step leads to nowhere"),
        (lambda d: d["vacancy"]["terminal"].append("paused"), "paused is an end, yet"),
        (lambda d: d["vacancy"].update(terminal=["rejected"]), "closed is a dead end"),
        (lambda d: d["vacancy"]["transitions"].append(d["vacancy"]["transitions"][0]), "is there 2 times"),
        (lambda d: d["vacancy"]["transitions"][0].update(**{"from": "draught"}), "cannot be reached"),
    ],
)
def test_a_contradiction_is_refused_with_its_place(change: Any, words: str) -> None:
    error = broken(change)

    assert any(words in mistake for mistake in error.mistakes), error.mistakes


def test_all_mistakes_are_told_at_once() -> None:
    def change(document: Any) -> None:
        document["vacancy"]["transitions"][0]["roles"] = []
        document["assessment"]["terminal"] = ["never"]

    assert len(broken(change).mistakes) >= 2


def test_a_refusal_names_what_was_received_and_what_is_possible() -> None:
    with pytest.raises(ActionNotPossible) as caught:
        machine("vacancy").step("draft", "publish")
    assert "'publish'" in caught.value.text.en
    assert "submit" in caught.value.text.en

    with pytest.raises(UnknownMachine, match="organisation, accreditation"):
        machine("visit")
    with pytest.raises(UnknownState, match="'nowhere'"):
        machine("vacancy").actions("nowhere")


@given(st.sampled_from(ALL), st.lists(st.integers(0, 50), max_size=40))
def test_no_walk_leaves_the_map_and_an_end_is_an_end(one: Any, choices: list[int]) -> None:
    state = one.initial
    for choice in choices:
        ways = one.actions(state)
        if not ways:
            assert state in one.terminal
            return
        taken = ways[choice % len(ways)]
        assert one.step(state, taken.action) is taken
        state = taken.target
        assert state in one.states


@given(st.sampled_from(ALL), st.text(max_size=20), st.text(max_size=20))
def test_an_invented_step_is_always_refused(one: Any, state: str, action: str) -> None:
    known = {(step.source, step.action) for step in one.transitions}
    if (state, action) not in known:
        with pytest.raises((ActionNotPossible, UnknownState)):
            one.step(state, action)
