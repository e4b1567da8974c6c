"""Reading on, finishing, quizzes, grades, erasing: what a person's way through the course leaves behind."""

from __future__ import annotations

from typing import Any

import pytest

from tests.xblocks.lesson.conftest import lessons
from tests.xblocks.runtime import Host, get, post
from winternship_core.curriculum import load_work


def finish(host: Host, user: str = "anna", **who: object) -> Any:
    """Go through all that is shown; gives the block of the last request."""
    block = host.block(user, **who)
    for lesson in block.journey().outline.lessons:
        block = host.block(user, **who)
        place = next(iter(block.journey().outline.places))
        assert post(block, "go", {"place": place, "done": lesson.key}).status_code == 200
    return block


def test_next_marks_the_lesson_as_done_and_the_host_hears_how_far_one_is(host: Host):
    block = host.block()
    html = post(block, "go", {"place": "W1.1", "done": "W0.1"}).json["html"]
    assert "1 of 33 lessons done" in html
    events = dict(block.runtime.published)
    assert events["completion"] == {"completion": pytest.approx(1 / 33)}
    assert events["grade"]["value"] == pytest.approx(1 / 33)
    again = host.block()
    post(again, "go", {"place": "W1.2", "done": "W0.1"})
    assert again.runtime.published == []


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"place": "W99"},
        {"place": 7},
        {"place": "W1.1", "done": "W99"},
        {"place": "W1.1", "done": ["W0.1"]},
    ],
)
def test_a_place_or_lesson_that_is_not_shown_is_refused(host: Host, data: dict[str, Any]):
    assert post(host.block(), "go", data).status_code == 400
    assert host.store.db_dict == {}


def test_a_wrong_answer_is_explained_and_may_be_mended_and_the_best_try_counts():
    host = lessons(shows="W6", graded_by="quiz")
    question = load_work("win").module("W6").quiz[0]
    wrong = next(one for one in question.choices if one.name != question.right)
    reply = post(host.block(), "answer", {"question": question.key, "choice": wrong.name}).json
    assert not reply["right"]
    assert wrong.feedback.en.split("'")[0][:30] in reply["html"]
    block = host.block()
    reply = post(block, "answer", {"question": question.key, "choice": question.right}).json
    assert reply["right"]
    assert "1 of 6 right" in reply["score"]
    assert dict(block.runtime.published)["grade"]["value"] == pytest.approx(1 / 6)
    post(host.block(), "answer", {"question": question.key, "choice": wrong.name})
    assert host.block().quiz[question.key] == {"choice": wrong.name, "right": True, "tries": 3}
    assert host.block().get_score().raw_earned == pytest.approx(1 / 6)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"question": "W6-q1"},
        {"question": "W6-q1", "choice": "z"},
        {"question": "W9-q99", "choice": "a"},
        {"question": ["x"], "choice": "a"},
    ],
)
def test_an_answer_that_does_not_exist_is_refused(host: Host, data: dict[str, Any]):
    assert post(host.block(), "answer", data).status_code == 400
    assert host.store.db_dict == {}


def test_an_exercise_is_marked_and_not_counted(host: Host):
    reply = post(host.block(), "answer", {"question": "W6.1-find1", "choice": "b"})
    assert reply.json["right"]
    assert host.block().quiz == {}


def test_a_course_without_a_grade_publishes_none():
    host = lessons(work="handbook", graded_by="none")
    block = finish(host)
    assert not block.has_score
    assert [kind for kind, _ in block.runtime.published] == ["completion"]


def test_a_teacher_may_override_the_grade(host: Host):
    block = finish(host)
    assert block.get_score().raw_earned == 1.0
    assert block.max_score() == 1.0
    block.set_score(type(block.get_score())(0.5, 1.0))
    assert block.get_score().raw_earned == 0.5


def test_the_certificate_comes_after_the_last_lesson_and_says_what_it_is_not(language: str):
    host = lessons(shows="fast")
    assert get(host.block(), "certificate").status_code == 409
    finish(host)
    page = get(host.block(), "certificate").text
    assert {"nl": "geen erkenning als leerbedrijf", "en": "no recognition as a training company"}[
        language
    ] in page
    assert "SBB" in page
    html = post(host.block(), "go", {"place": "end"}).json["html"]
    assert "/handler/certificate" in html


def test_erasing_forgets_all_and_old_tabs_bring_nothing_back(host: Host):
    finish(host)
    post(host.block(), "answer", {"question": "W6-q1", "choice": "b"})
    post(host.block(), "save_work", {"saved": {"W5.4-adapt": {"value": {"steps": True}, "at": 5}}})
    html = post(host.block(), "erase").json["html"]
    assert "lessons done" not in html
    post(host.block(), "save_work", {"saved": {"W5.4-adapt": {"value": {"steps": True}, "at": 6}}})
    block = host.block()
    assert (block.done, block.quiz, block.saved, block.certified) == ({}, {}, {}, "")
    assert not any(block.counts.values())
