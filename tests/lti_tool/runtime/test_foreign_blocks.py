"""The test of the runtime: blocks from PyPI that no one here wrote get their page, state, handlers and grade."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from winternship_lti.models import BlockState, Outcome

pytestmark = pytest.mark.django_db


def test_done_xblock_shows_its_page_with_scripts_and_arguments(visitor: Callable[..., Any]) -> None:
    page = visitor("done").page()

    assert page.status_code == 200
    assert 'data-init="DoneXBlock"' in page.content.decode()
    assert 'data-usage="' in page.content.decode()
    assert "'unsafe-inline'" in page["Content-Security-Policy"]


def test_done_xblock_keeps_its_state_and_publishes_its_grade(visitor: Callable[..., Any]) -> None:
    anna = visitor("done")

    answer = anna.post("toggle_button", {"done": True})

    assert answer.json() == {"state": True}
    assert BlockState.objects.get(target=anna.usage, scope="user_state").fields == {"done": True}
    outcome = Outcome.objects.get()
    assert (outcome.score, outcome.score_maximum, outcome.state) == (1.0, 1.0, Outcome.State.WAITING)
    assert outcome.person_id == anna.session.person_id
    assert '"state": true' in anna.page().content.decode().lower()


def test_two_people_at_one_link_have_their_own_state(visitor: Callable[..., Any]) -> None:
    anna, bram = visitor("done", subject="anna"), visitor("done", subject="bram")

    anna.post("toggle_button", {"done": True})

    assert '"state": false' in bram.page().content.decode().lower()


def test_drag_and_drop_judges_a_drop_keeps_it_and_grades_it(visitor: Callable[..., Any]) -> None:
    anna = visitor("drag-and-drop-v2")
    assert anna.page().status_code == 200

    wrong = anna.post(
        "drop_item", {"val": 0, "zone": "middle", "x_percent": "33%", "y_percent": "11%"}
    ).json()
    right = anna.post("drop_item", {"val": 0, "zone": "top", "x_percent": "33%", "y_percent": "11%"}).json()

    assert (wrong["correct"], right["correct"]) == (False, True)
    state = anna.client.get(f"{anna.path}b/{anna.usage}/student_view_user_state/").json()
    assert list(state["items"]) == ["0"]
    assert 0 < Outcome.objects.get().score < Outcome.objects.get().score_maximum


def test_a_block_with_all_scopes_counts_per_user_per_usage_and_together(visitor: Callable[..., Any]) -> None:
    for subject in ("anna", "bram"):
        visitor("thumbs", subject=subject).post("vote", {"voteType": "up"})

    answer = visitor("thumbs", subject="anna").post("vote", {"voteType": "up"})

    assert answer.json()["up"] == 3


def test_a_handler_that_does_not_exist_is_not_here(visitor: Callable[..., Any]) -> None:
    answer = visitor("done").post("no_such_thing", {})

    assert (answer.status_code, answer.json()["error"]) == (404, "not_here")


def test_a_learner_cannot_write_what_an_author_sets(visitor: Callable[..., Any]) -> None:
    learner = visitor("drag-and-drop-v2")

    submission = {
        "display_name": "Hacked", "data": {}, "mode": "standard", "max_attempts": None, "show_title": True,
        "problem_text": "", "show_problem_header": True, "item_background_color": "", "item_text_color": "",
        "max_items_per_zone": None, "weight": 1, "showanswer": "finished",
    }  # fmt: skip

    answer = learner.post("studio_submit", json.dumps(submission))

    assert (answer.status_code, answer.json()["error"]) == (403, "not_yours")
    assert not BlockState.objects.filter(scope__in=["settings", "content"]).exists()


def test_a_blocks_own_mistake_is_an_answer_and_leaves_nothing_behind(visitor: Callable[..., Any]) -> None:
    learner = visitor("drag-and-drop-v2")

    answer = learner.post("studio_submit", {"display_name": "no other key"})

    assert (answer.status_code, answer.json()["error"]) == (500, "block_failed")
    assert not BlockState.objects.filter(fields__has_key="display_name").exists()


def test_settings_of_the_link_are_the_blocks_defaults_and_unusable_ones_are_left_out(
    visitor: Callable[..., Any],
) -> None:
    from winternship_lti.runtime.runtime import ToolRuntime
    from winternship_lti.runtime.settings_of_link import field_values
    from winternship_lti.runtime.visit import Visit

    asked = {
        "display_name": "Stagescan van de regio",
        "weight": "much",
        "no_such_field": "1",
        "answers": "{}",
    }
    values = field_values("winternship_self_assessment", asked)

    visit = Visit("/l/x/", 1, "winternship_self_assessment", 1, "p", field_defaults=values)
    assert ToolRuntime(visit).root_block().display_name == "Stagescan van de regio"
    assert "answers" not in values
    assert "no_such_field" not in values
