"""Grades go home: once, with a proper token, and again when the platform was away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from tests.lti_tool.grade_server import GradeServer
from winternship_lti.access import calling
from winternship_lti.access.tokens import Tokens
from winternship_lti.grades import delivery, sending
from winternship_lti.models import LaunchSession, Outcome, Registration
from winternship_lti.protocol import jose


@pytest.fixture(scope="module")
def running() -> Iterator[GradeServer]:
    server = GradeServer()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def school(running: GradeServer, platform_row: Registration, monkeypatch: pytest.MonkeyPatch) -> GradeServer:
    """The registered platform's services."""
    running.scores.clear()
    running.answers.clear()
    running.tokens = running.drops = 0
    platform_row.token_url = running.base + "/token"
    platform_row.save()
    monkeypatch.setattr(calling, "TOKENS", Tokens(calling.HTTP))
    return running


@pytest.fixture
def done(visitor: Callable[..., Any], school: GradeServer) -> Callable[..., None]:
    """Somebody reaches a grade at a link."""

    def make(value: bool = True, *, subject: str = "anna", link: str = "link-1", **options: Any) -> None:
        visit = visitor("done", subject=subject, link=link, **options)
        LaunchSession.objects.filter(pk=visit.session.pk).exclude(ags={}).update(
            ags={**visit.session.ags, "lineitem": f"{school.base}/items/{link}?type_id=1"}
        )
        assert visit.post("toggle_button", {"done": value}).status_code == 200

    return make


def due_again() -> None:
    """All waits are over."""
    cache.clear()
    Outcome.objects.filter(state="waiting").update(next_try_at=timezone.now() - dt.timedelta(seconds=1))


def test_a_grade_is_sent_once_with_a_token_of_our_published_key(
    school: GradeServer, done: Callable[..., None], client: Client
) -> None:
    done()

    first, second = sending.send_due(), sending.send_due()

    assert (first.sent, second.sent) == (1, 0)
    (score,) = school.scores
    assert (score["userId"], score["scoreGiven"], score["scoreMaximum"]) == ("anna", 1, 1)
    assert (score["activityProgress"], score["gradingProgress"]) == ("Completed", "FullyGraded")
    assert school.headers_seen["Content-Type"] == "application/vnd.ims.lis.v1.score+json"
    assert school.headers_seen["User-Agent"]
    kid = jose.peek_kid(school.assertions[-1])
    (published,) = client.get("/lti/jwks").json()["keys"]
    assert published["kid"] == kid
    assert "d" not in published


def test_the_token_is_used_for_many_grades(school: GradeServer, done: Callable[..., None]) -> None:
    for number in range(5):
        done(subject=f"person-{number}")

    assert sending.send_due().sent == 5
    assert school.tokens == 1


def test_a_platform_that_forgot_our_token_gets_a_new_one_asked_once(
    school: GradeServer, done: Callable[..., None]
) -> None:
    done()
    school.answers = [401]

    assert sending.send_due().sent == 1
    assert school.tokens == 2


@pytest.mark.parametrize("status", [500, 503, 408])
def test_a_platform_that_is_away_is_asked_again_later(
    school: GradeServer, done: Callable[..., None], status: int
) -> None:
    done()
    school.answers = [status]

    assert sending.send_due().postponed == 1
    assert sending.send_due().sent == 0, "not before its time"
    due_again()
    assert sending.send_due().sent == 1


def test_retry_after_is_heeded(school: GradeServer, done: Callable[..., None]) -> None:
    done()
    school.answers = [429]
    before = timezone.now()

    sending.send_due()

    next_try = Outcome.objects.get().next_try_at
    assert next_try is not None
    assert 6 <= (next_try - before).total_seconds() <= 9


def test_a_lost_answer_ends_with_the_grade_delivered(school: GradeServer, done: Callable[..., None]) -> None:
    done()
    school.drops = 1

    assert sending.send_due().postponed == 1
    due_again()
    assert sending.send_due().sent == 1
    assert {s["scoreGiven"] for s in school.scores} == {1}


def test_a_refusal_is_final_and_shown(school: GradeServer, done: Callable[..., None]) -> None:
    done()
    school.answers = [400]

    assert sending.send_due().refused == 1
    outcome = Outcome.objects.get()
    assert (outcome.state, outcome.problem) == ("refused", "service_refused")
    assert sending.send_due() == sending.Tally()


def test_a_newer_score_while_one_is_on_its_way_is_sent_too(
    school: GradeServer, done: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    done(True)
    really_post = delivery.post_score

    def post_and_then_change(*args: Any, **options: Any) -> None:
        really_post(*args, **options)
        monkeypatch.setattr(delivery, "post_score", really_post)
        done(False)

    monkeypatch.setattr(delivery, "post_score", post_and_then_change)
    sending.send_due()
    due_again()
    sending.send_due()

    assert [score["scoreGiven"] for score in school.scores] == [1, 0]
    assert school.scores[0]["timestamp"] < school.scores[1]["timestamp"]
    assert Outcome.objects.get().state == "sent"


def test_without_a_column_nothing_waits(school: GradeServer, done: Callable[..., None]) -> None:
    done(graded=False)

    assert Outcome.objects.get().state == "nothing"


def test_a_teacher_who_tries_the_activity_gets_no_grade(
    school: GradeServer, done: Callable[..., None]
) -> None:
    done(instructor=True)

    assert not Outcome.objects.exists()


def test_one_bad_row_does_not_block_the_others(school: GradeServer, done: Callable[..., None]) -> None:
    for number in range(3):
        done(subject=f"person-{number}")
    school.answers = [400, 200, 500]

    tally = sending.send_due()

    assert (tally.sent, tally.refused, tally.postponed) == (1, 1, 1)
