"""Whatever the order in which two tabs reach the server, everything ends with its newest answer."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from winternship_xblocks.common.newest import Stamped, merge

NOW = 10_000
ITEMS = st.sampled_from(["A1", "B1", "B2", "G3"])
ANSWERS = st.builds(lambda value, at: Stamped(value=value, at=at), st.integers(0, 3), st.integers(0, NOW))
BATCHES = st.lists(st.dictionaries(ITEMS, ANSWERS, max_size=4), max_size=6)


@given(first_tab=BATCHES, second_tab=BATCHES, data=st.data())
def test_any_interleaving_of_two_tabs_keeps_the_newest_answer_of_each_question(first_tab, second_tab, data):
    stored: dict[str, Stamped] = {}
    left, right = list(first_tab), list(second_tab)
    while left or right:
        queue = left if not right or (left and data.draw(st.booleans())) else right
        stored = merge(stored, queue.pop(0), now=NOW, since=-1)
    sent = [pair for batch in first_tab + second_tab for pair in batch.items()]
    for item in {item for item, _ in sent}:
        newest = max(answer["at"] for name, answer in sent if name == item)
        candidates = [answer for name, answer in sent if name == item and answer["at"] == newest]
        assert stored[item] in candidates
    assert set(stored) == {item for item, _ in sent}


@given(batch=st.dictionaries(ITEMS, ANSWERS))
def test_sending_the_same_answers_again_changes_nothing(batch):
    once = merge({}, batch, now=NOW, since=-1)
    assert merge(once, batch, now=NOW, since=-1) == once


def test_the_incoming_answer_wins_a_tie():
    stored = {"B1": Stamped(value=1, at=5)}
    assert merge(stored, {"B1": Stamped(value=2, at=5)}, now=NOW, since=0)["B1"]["value"] == 2


def test_a_clock_that_runs_ahead_cannot_win_for_ever():
    stored = merge({}, {"B1": Stamped(value=1, at=NOW + 999_999)}, now=NOW, since=0)
    assert stored["B1"]["at"] == NOW
    assert merge(stored, {"B1": Stamped(value=3, at=NOW + 5)}, now=NOW + 5, since=0)["B1"]["value"] == 3


def test_answers_from_before_an_erasure_stay_away():
    old, new = {"B1": Stamped(value=1, at=70)}, {"B2": Stamped(value=1, at=71)}
    assert merge({}, {**old, **new}, now=NOW, since=70) == new


def test_merging_leaves_what_it_was_given_alone():
    stored = {"B1": Stamped(value=1, at=5)}
    merge(stored, {"B1": Stamped(value=2, at=6)}, now=NOW, since=0)
    assert stored == {"B1": Stamped(value=1, at=5)}
