"""A platform in a bad mood is bad in exactly the way that was asked, and good again afterwards."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from tests.lti_tool.testing.tool_side import ask_token, school
from winternship_lti.testing import (
    Misused,
    Platform,
    Request,
    broken,
    busy,
    lost_answer,
    lost_request,
    slow,
    status,
    twice,
)


def statuses(url: str, times: int) -> list[int | str]:
    found: list[int | str] = []
    for _ in range(times):
        try:
            found.append(requests.get(url, timeout=5).status_code)
        except requests.ConnectionError:
            found.append("lost")
    return found


def test_planned_moods_are_used_up_in_order() -> None:
    with Platform() as lms:
        lms.moods.next("jwks", broken(), busy(), lost_request(), lost_answer(), status(404))
        lms.moods.next("jwks", broken(), times=2)
        assert statuses(f"{lms.origin}/jwks", 8) == [500, 429, "lost", "lost", 404, 500, 500, 200]


def test_a_busy_platform_says_when_to_come_back() -> None:
    with Platform() as lms:
        lms.moods.always("jwks", busy(retry_after=7))
        answer = requests.get(f"{lms.origin}/jwks", timeout=5)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "7")


def test_lasting_moods_last_until_it_is_calm_and_touch_one_service() -> None:
    with Platform() as lms:
        lms.moods.always("jwks", broken())
        assert statuses(f"{lms.origin}/jwks", 3) == [500] * 3
        assert statuses(lms.configuration_url, 1) == [200]
        lms.moods.always("*", status(503))
        assert statuses(lms.configuration_url, 1) == [503]
        lms.moods.calm()
        assert statuses(f"{lms.origin}/jwks", 1) == [200]


def test_a_function_may_choose_for_each_request() -> None:
    turns = iter([broken(), None, busy()])

    def choose(request: Request) -> object:
        assert request.method == "GET"
        return next(turns)

    with Platform() as lms:
        lms.moods.always("jwks", choose)  # type: ignore[arg-type]
        assert statuses(f"{lms.origin}/jwks", 3) == [500, 200, 429]


def test_slow_is_slow() -> None:
    with Platform() as lms:
        lms.moods.next("jwks", slow(0.15))
        begin = time.perf_counter()
        assert statuses(f"{lms.origin}/jwks", 1) == [200]
    assert time.perf_counter() - begin >= 0.15


def test_a_lost_answer_still_graded() -> None:
    with school() as at:
        at.lms.moods.next("scores", lost_answer())
        with pytest.raises(requests.ConnectionError):
            at.score()
        assert at.lms.grades[at.anna, at.link].points == 75


def test_a_lost_request_did_not_grade() -> None:
    with school() as at:
        at.lms.moods.next("scores", lost_request())
        with pytest.raises(requests.ConnectionError):
            at.score()
        assert (at.anna, at.link) not in at.lms.grades


def test_a_repeated_score_is_graded_once_and_answered_with_409() -> None:
    with school() as at:
        at.lms.moods.next("scores", twice())
        assert at.score().status_code == 409
        assert [posted.status for posted in at.lms.grades.posted] == [200, 409]
        assert at.lms.grades[at.anna, at.link].points == 75


def test_a_restart_is_felt_and_keeps_grades_and_the_address() -> None:
    with school() as at:
        at.score()
        with ThreadPoolExecutor(1) as other:
            away = other.submit(at.lms.restart, 0.3)
            time.sleep(0.15)
            assert statuses(f"{at.lms.origin}/jwks", 1) == ["lost"]
            away.result()
        assert statuses(f"{at.lms.origin}/jwks", 1) == [200]
        assert at.lms.grades[at.anna, at.link].points == 75


def test_an_unknown_service_is_named() -> None:
    with Platform() as lms, pytest.raises(Misused, match="there are auth, token"):
        lms.moods.next("grades", broken())


def test_what_was_asked_is_kept_by_service() -> None:
    with school() as at:
        ask_token(at.tool)
        assert [request.path for request in at.lms.asked("token")] == ["/token"]
        assert at.lms.asked("scores") == []


def test_many_at_once_lose_no_grade() -> None:
    with school() as at:
        people = [at.lms.person(f"Person {number}", at.course) for number in range(60)]
        url, token = at.ags["lineitem"] + "/scores", at.token()
        headers = {
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/vnd.ims.lis.v1.score+json",
        }

        def post(user_id: str) -> int:
            body = {
                "userId": user_id,
                "scoreGiven": 5,
                "scoreMaximum": 10,
                "timestamp": "2026-11-23T08:00:00Z",
            }
            body |= {"activityProgress": "Completed", "gradingProgress": "FullyGraded"}
            return requests.post(url, json=body, headers=headers, timeout=10).status_code

        with ThreadPoolExecutor(16) as many:
            answers = list(many.map(post, [person.id for person in people]))
        assert answers == [200] * 60
        assert [at.lms.grades[person, at.link].points for person in people] == [50] * 60


def test_a_fault_of_the_platform_itself_is_not_taken_for_a_bad_mood() -> None:
    def fail(_request: Request) -> None:
        raise ZeroDivisionError("a mistake in the test's own function")

    def use_it() -> None:
        with Platform() as lms:
            lms.moods.always("jwks", fail)
            assert statuses(f"{lms.origin}/jwks", 1) == [500]

    with pytest.raises(ZeroDivisionError):
        use_it()
