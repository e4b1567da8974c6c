"""What is filled in is checked wholly, kept newest first, shown again, and shared where another block needs it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.xblocks.lesson.conftest import lessons
from tests.xblocks.pages import check
from tests.xblocks.runtime import Host, post
from winternship_core.curriculum import load_work
from winternship_core.facts import load_facts
from winternship_xblocks.lesson import LessonXBlock

PLACE = {"title": "Bakery intern", "tasks": [{"task": "Shape bread", "here": "yes"}], "level": "l2"}


def save(host: Host, key: str, value: object, at: int = 1000, user: str = "anna") -> Any:
    return post(host.block(user), "save_work", {"saved": {key: {"value": value, "at": at}}})


def shown(host: Host, place: str, user: str = "anna") -> str:
    html: str = post(host.block(user), "go", {"place": place}).json["html"]
    return html


def test_a_form_is_kept_and_shown_again_to_that_person_only(host: Host):
    assert save(host, "W4.1-place", PLACE).status_code == 200
    html = shown(host, "W4.1")
    assert 'value="Bakery intern"' in html
    assert 'name="tasks/0/task" value="Shape bread"' in html
    assert '<option value="yes" selected>' in html
    assert '<input type="radio" name="level" value="l2" checked>' in html
    assert "Bakery intern" not in shown(host, "W4.1", "bram")


def test_the_newest_value_of_an_activity_wins_and_a_clock_that_runs_ahead_does_not(host: Host):
    save(host, "W5.4-adapt", {"steps": True}, at=2000)
    save(host, "W5.4-adapt", {"steps": False, "show": True}, at=1000)
    assert host.block().saved["W5.4-adapt"]["value"] == {"steps": True}
    reply = save(host, "W5.4-adapt", {"steps": False}, at=10**15)
    assert reply.json["state"]["at"]["W5.4-adapt"] < 10**14


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("W4.1-place", {"unknown": "x"}),
        ("W4.1-place", {"title": 7}),
        ("W4.1-place", {"title": "x" * 301}),
        ("W4.1-place", {"level": "l9"}),
        ("W4.1-place", {"tasks": [{"task": "a"}] * 21}),
        ("W1.2-benefits", {"benefits": ["staff", "work", "team"]}),
        ("W2.2-levels", {"tasks": [{"text": "a", "level": "7"}]}),
        ("W0.1-plan", {"rows": [{"when": "tomorrow"}]}),
        ("W6.1-find", {"answers": {"W6.1-find1": "z"}}),
        ("W5.1-check", {"text": "x" * 10_001}),
        ("W7.3-cards", {"see": True}),
        ("W9.9-nothing", {}),
    ],
)
def test_a_wrong_value_is_refused_in_words_and_nothing_is_kept(host: Host, key: str, value: object):
    good = {"value": {"steps": True}, "at": 1}
    reply = post(host.block(), "save_work", {"saved": {"W5.4-adapt": good, key: {"value": value, "at": 1}}})
    assert reply.status_code == 400
    assert reply.json["message"]
    assert host.store.db_dict == {}


@pytest.mark.parametrize(
    "saved",
    [
        None,
        [],
        "x",
        {"W4.1-place": {}},
        {"W4.1-place": {"value": {}, "at": -1}},
        {"W4.1-place": {"value": [], "at": 1}},
    ],
)
def test_a_request_of_the_wrong_shape_is_refused(host: Host, saved: object):
    assert post(host.block(), "save_work", {"saved": saved}).status_code == 400
    assert host.store.db_dict == {}


def test_too_large_a_body_is_refused(host: Host):
    assert post(host.block(), "save_work", body=b"x" * 65_537).status_code == 413


def test_rows_and_marks_of_every_kind_come_back(host: Host):
    save(host, "W2.2-levels", {"tasks": [{"text": "Weigh flour", "level": "1"}]})
    html = shown(host, "W2.2")
    assert "Weigh flour" in html
    assert '<option value="1" selected>' in html
    save(
        host, "W0.1-plan", {"rows": [{"step": "Call SBB", "who": "Ria", "when": "2027-02-01", "done": True}]}
    )
    html = shown(host, "W0.1")
    assert "Call SBB</textarea>" in html
    assert 'name="rows/0/done" checked' in html
    save(host, "W6.1-find", {"answers": {"W6.1-find1": "a"}})
    question = load_work("win").activity("W6.1-find").questions[0]
    assert question.choices[0].feedback.en.replace("'", "&#x27;") in shown(host, "W6.1")


def test_the_learning_place_is_there_for_our_other_blocks_until_it_is_erased(host: Host):
    save(host, "W4.1-place", PLACE)
    assert lessons_again(host).winternship_learning_place == PLACE
    post(host.block(), "erase")
    assert lessons_again(host).winternship_learning_place == {}


def lessons_again(host: Host) -> Any:
    other = Host(store=host.store, kind=LessonXBlock, usage="another")
    return other.block()


def test_the_plan_begins_with_the_steps_of_the_self_assessment(host: Host, monkeypatch: pytest.MonkeyPatch):
    block = host.block()
    block.winternship_steps = ["D2", "B2", "D5", "B5", "gone"]
    block.save()
    html = shown(host, "W0.1")
    assert html.count('data-row="') - html.count('data-row="__"') == 3
    assert html.count('data-action="plan-add"') == 1
    assert "youth section" in html


def test_a_host_that_refuses_shared_fields_breaks_nothing(host: Host, monkeypatch: pytest.MonkeyPatch):
    from xblock.exceptions import InvalidScopeError
    from xblock.fields import Scope

    store = type(host.store)
    for name in ("get", "set", "has", "delete"):
        kept = getattr(store, name)

        def refusing(self: Any, key: Any, *rest: Any, kept: Any = kept) -> Any:
            if key.scope == Scope.user_info:
                raise InvalidScopeError(key)
            return kept(self, key, *rest)

        monkeypatch.setattr(store, name, refusing)
    assert save(host, "W4.1-place", PLACE).status_code == 200
    assert 'value="Bakery intern"' in shown(host, "W4.1")
    assert post(host.block(), "erase").status_code == 200


SUM = {
    "weeks": 20,
    "guidance-start": 6,
    "guidance-later": 3,
    "hour-cost": 45,
    "useful": 14,
    "hour-value": 25,
}
HOURS = {"school1": 14, "work1": 32}


def test_a_sum_shows_a_range_and_never_before_its_inputs_are_there(host: Host, language: str):
    assert save(host, "W1.3-sum", {"weeks": 20}).json["results"]["W1.3-sum"].count("€") == 0
    html = save(host, "W1.3-sum", SUM, at=2000).json["results"]["W1.3-sum"]
    check(html)
    assert html.count("<td>") == 10  # three by three, and the corner
    assert load_facts()["SUB-1"].text.in_language(language) in html
    assert html in shown(host, "W1.3")


def test_hours_of_a_young_student_are_held_against_the_limits(host: Host):
    html = save(host, "W6.4-hours", HOURS).json["results"]["W6.4-hours"]
    check(html)
    assert "1 hours too many" in html
    assert "wl-problems" in html


def test_words_are_marked_in_place_escaped_and_explained(host: Host):
    html = save(host, "W5.1-check", {"text": "<b>Young team</b> wanted"}).json["results"]["W5.1-check"]
    check(html)
    assert "&lt;b&gt;<mark>Young team</mark>&lt;/b&gt; wanted" in html


def test_what_needs_no_keeping_is_worked_out_for_everyone():
    guest = lessons().block(None)
    reply = post(guest, "calculate", {"activity": "W5.1-check", "value": {"text": "Young team"}})
    assert reply.status_code == 200
    assert post(guest, "calculate", {"activity": "W4.1-place", "value": {}}).status_code == 400
    assert post(guest, "calculate", {"activity": ["x"], "value": {}}).status_code == 400
