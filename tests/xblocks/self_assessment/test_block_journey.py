"""The way through the check: finishing, another round, a correction, going back, erasing."""

from __future__ import annotations

import re
from typing import Any

from tests.xblocks.runtime import Host, finish, post, stamped


def test_an_unfinished_check_says_what_is_missing_and_gives_no_grade(host: Host, bakery: dict[str, Any]):
    answers = {item: value for item, value in bakery.items() if item not in ("B2", "E1")}
    post(host.block(), "save_answers", {"answers": stamped(answers)})
    block = host.block()
    reply = post(block, "finish")
    assert (reply.status_code, reply.json["error"]) == (409, "incomplete")
    assert reply.json["message"].endswith("B2, E1.")
    assert block.runtime.published == []


def test_finishing_gives_the_result_a_grade_for_finishing_and_completion(host: Host, bakery: dict[str, Any]):
    post(host.block(), "save_answers", {"answers": stamped(bakery)})
    block = host.block()
    reply = post(block, "finish")
    assert "Preparing" in reply.json["html"]
    assert reply.json["state"]["phase"] == "result"
    assert block.runtime.published == [
        ("grade", {"value": 1.0, "max_value": 1.0, "only_if_higher": None}),
        ("completion", {"completion": 1.0}),
    ]


def test_a_poor_result_gives_the_same_grade_as_a_good_one(host: Host, bakery: dict[str, Any]):
    poor = finish(host, "anna", dict.fromkeys(bakery, 0))
    good = finish(host, "bram", dict.fromkeys(bakery, 3))
    assert poor.runtime.published == good.runtime.published


def test_an_ungraded_check_completes_without_a_grade(bakery: dict[str, Any]):
    host = Host(settings={"gives_grade": False})
    block = finish(host, "anna", bakery)
    assert block.runtime.published == [("completion", {"completion": 1.0})]
    assert block.has_score is False


def test_finishing_twice_counts_once(host: Host, bakery: dict[str, Any]):
    finish(host, "anna", bakery)
    assert post(host.block(), "finish").status_code == 200
    assert len(host.block().history) == 1


def test_another_round_starts_from_the_answers_and_shows_the_change(host: Host, bakery: dict[str, Any]):
    finish(host, "anna", bakery)
    reply = post(host.block(), "again")
    assert reply.json["state"]["phase"] == "questions"
    assert reply.json["state"]["answers"]["B1"]["value"] == 3
    post(host.block(), "save_answers", {"answers": stamped({"D2": 2}, at=2000)})
    html = post(host.block(), "finish").json["html"]
    assert "Since last time" in html
    assert re.search(r"Total: .*up by 2<", html)
    assert "Now in order: The RI&amp;E says" in html
    assert [summary["total"] for summary in host.block().history] == [50, 52]


def test_a_correction_takes_the_place_of_the_last_result(host: Host, bakery: dict[str, Any]):
    finish(host, "anna", bakery)
    post(host.block(), "again", {"why": "correct"})
    post(host.block(), "save_answers", {"answers": stamped({"D2": 2}, at=2000)})
    html = post(host.block(), "finish").json["html"]
    assert "Since last time" not in html
    assert [summary["total"] for summary in host.block().history] == [52]


def test_going_back_restores_the_result_and_its_answers(host: Host, bakery: dict[str, Any]):
    finish(host, "anna", bakery)
    post(host.block(), "again")
    post(host.block(), "save_answers", {"answers": stamped({"D2": 3, "A1": 3}, at=2000)})
    state = post(host.block(), "cancel").json["state"]
    assert state["phase"] == "result"
    assert {item: answer["value"] for item, answer in state["answers"].items()} == bakery


def test_a_late_save_of_another_tab_does_not_change_a_finished_result(host: Host, bakery: dict[str, Any]):
    finish(host, "anna", bakery)
    before = host.block().student_view().content
    post(host.block(), "save_answers", {"answers": stamped({"D2": 3}, at=9000)})
    assert host.block().student_view().content == before


def test_there_is_nothing_to_repeat_cancel_or_tick_before_a_result(host: Host):
    assert post(host.block(), "again").json["error"] == "no_result"
    assert post(host.block(), "cancel").json["error"] == "not_reopened"
    assert post(host.block(), "step", {"item": "B2", "done": True}).json["error"] == "no_result"


def test_steps_can_be_ticked_off_and_on(host: Host, bakery: dict[str, Any]):
    finish(host, "anna", bakery)
    assert post(host.block(), "step", {"item": "D2", "done": True}).json == {"steps_done": ["D2"]}
    assert 'data-done="D2" checked' in host.block().student_view().content
    assert post(host.block(), "step", {"item": "D2", "done": False}).json == {"steps_done": []}


def test_only_steps_of_the_result_can_be_ticked(host: Host, bakery: dict[str, Any]):
    finish(host, "anna", bakery)
    for wrong in (
        {"item": "B1", "done": True},
        {"item": ["D2"], "done": True},
        {"item": "D2", "done": 1},
        {},
    ):
        assert post(host.block(), "step", wrong).status_code == 400
    assert host.block().steps_done == []


def test_erasing_leaves_no_trace_of_answers_and_old_tabs_bring_nothing_back(
    host: Host, bakery: dict[str, Any]
):
    finish(host, "anna", bakery)
    post(host.block(), "step", {"item": "D2", "done": True})
    state = post(host.block(), "erase").json["state"]
    assert (state["answers"], state["finished"], state["phase"]) == ({}, "", "questions")
    block = host.block()
    assert (block.submitted, block.history, block.steps_done) == ({}, [], [])
    reply = post(host.block(), "save_answers", {"answers": stamped(bakery, at=state["since"])})
    assert reply.json["state"]["answers"] == {}
    later = stamped({"B1": 2}, at=state["since"] + 1)
    assert set(post(host.block(), "save_answers", {"answers": later}).json["state"]["answers"]) <= {"B1"}


def test_a_check_of_benefits_only_needs_its_own_questions_and_gives_no_level():
    host = Host(settings={"parts": ["benefits"]})
    post(host.block(), "save_answers", {"answers": stamped({"A1": 3})})
    assert post(host.block(), "finish").status_code == 409
    block = finish(host, "anna", {f"A{number}": 3 if number == 1 else 0 for number in range(1, 7)})
    html = block.student_view().content
    assert "Your level" not in html
    assert "What an intern brings you" in html


def test_the_result_stays_readable_when_an_author_adds_a_part(host: Host, bakery: dict[str, Any]):
    short = Host(store=host.store, settings={"parts": ["benefits"]})
    finish(short, "anna", {f"A{number}": 2 for number in range(1, 7)})
    whole = Host(store=host.store, settings={"parts": ["benefits", "readiness"]})
    assert "Not complete yet" in whole.block().student_view().content


def test_the_open_steps_are_there_for_the_action_plan_until_ticked_off_or_erased(
    host: Host, bakery: dict[str, Any]
):
    finish(host, "anna", bakery)
    steps = host.block().winternship_steps
    assert steps[:3] == ["D2", "B2", "D5"]
    post(host.block(), "step", {"item": "D2", "done": True})
    assert host.block().winternship_steps == steps[1:]
    assert host.block("bram").winternship_steps == []
    post(host.block(), "erase")
    assert host.block().winternship_steps == []
