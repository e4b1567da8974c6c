"""Access tokens, as platforms want them asked and used: the rows of the checklist about tokens."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.lti_tool.services.conftest import School, due_again, send
from winternship_lti.access import calling, resting
from winternship_lti.access.calling import PlatformService
from winternship_lti.access.pace import Pace
from winternship_lti.models import Outcome, Registration
from winternship_lti.protocol import errors, names
from winternship_lti.registry import registry
from winternship_lti.testing import broken, busy, status


def outcome() -> Outcome:
    return Outcome.objects.get()


def service(school: School, *scopes: str) -> PlatformService:
    platform = registry.find(school.tool.issuer, school.tool.client_id)[0]
    return PlatformService(platform, scopes or (names.SCOPE_SCORE,))


def test_a_platform_with_an_audience_of_its_own_gets_it_as_one_text(
    school_of: Callable[..., School],
) -> None:
    # Brightspace: its audience is not the token address, and a list of audiences is answered with 500.
    school = school_of("brightspace")
    anna, link = school.learner(), school.link()
    school.finish(link, anna)

    assert send().sent == 1
    assert school.points(link, anna) == 100


def test_two_clients_of_one_issuer_never_share_a_token(school_of: Callable[..., School]) -> None:
    school = school_of("openedx")  # each link is a client of its own there
    anna, first, second = school.learner(), school.link(), school.link()
    school.finish(first, anna)
    school.finish(second, anna)

    assert send().sent == 2
    assert len(school.lms.asked("token")) == 2
    used = {request.headers["authorization"] for request in school.lms.asked("scores")}
    assert len(used) == 2


def test_a_token_is_not_used_in_its_last_minute(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = service(school)
    asked.granted()
    later = time.time() + 3600 - 59
    monkeypatch.setattr(time, "time", lambda: later)

    school.lms.site.now = lambda: later
    asked.granted()

    assert len(school.lms.asked("token")) == 2


def test_a_token_that_the_platform_forgot_is_renewed_once(school: School) -> None:
    anna, bram, link = school.learner(), school.learner("Bram"), school.link()
    school.finish(link, anna)
    assert send().sent == 1
    school.lms.restart()
    school.finish(link, bram)

    assert send().sent == 1
    assert school.points(link, bram) == 100
    assert len(school.lms.asked("token")) == 2


def test_a_platform_that_refuses_every_token_is_asked_again_later_not_at_once(school: School) -> None:
    school.finish(school.link(), school.learner())
    school.lms.moods.always("scores", status(401))

    assert send().postponed == 1
    assert len(school.lms.asked("token")) == 2
    assert (outcome().state, outcome().problem) == ("waiting", "access_expired")


def test_after_retry_after_nobody_of_that_platform_is_tried_before_its_time(
    school_of: Callable[..., School],
) -> None:
    busy_school, other_school = school_of(), school_of()
    link = busy_school.link()
    for name in ("Anna", "Bram", "Cas"):
        busy_school.finish(link, busy_school.learner(name))
    other_school.finish(other_school.link(), other_school.learner())
    busy_school.lms.moods.always("scores", busy(retry_after=120))

    tally = send()

    assert len(busy_school.lms.asked("scores")) == 1, "the others wait as well"
    assert (tally.sent, tally.postponed) == (1, 1), "another platform does not wait"
    assert send().sent == 0
    (pk,) = resting.resting()
    assert 110 < resting.seconds_left(pk) <= 120
    busy_school.lms.moods.calm()
    due_again()
    assert send().sent == 3


def test_a_server_error_about_one_row_lets_the_others_go(school: School) -> None:
    link = school.link()
    for name in ("Anna", "Bram"):
        school.finish(link, school.learner(name))
    school.lms.moods.next("scores", broken())

    tally = send()

    assert (tally.sent, tally.postponed) == (1, 1)


def test_an_unprotected_token_address_is_never_called(school: School) -> None:
    Registration.objects.update(token_url="http://lms.example/token")
    registry.forget()
    school.finish(school.link(), school.learner())

    assert send().postponed == 1
    assert (outcome().state, outcome().problem) == ("waiting", "service_unavailable")
    assert school.lms.asked("scores") == []


def test_a_token_refused_is_mended_by_an_administrator_and_no_grade_is_lost(school: School) -> None:
    school.finish(school.link(), school.learner())
    school.lms.moods.always("token", status(404))  # Moodle, when it cannot reach our keys

    assert send().postponed == 1
    assert (outcome().state, outcome().problem) == ("waiting", "token_refused")
    school.lms.moods.calm()
    due_again()
    assert send().sent == 1


def test_fewer_scopes_than_asked_are_noted_and_good_enough(school: School) -> None:
    anna, link = school.learner(), school.link()
    school.finish(link, anna)
    school.tool.scopes = (names.SCOPE_SCORE,)

    assert send().sent == 1
    narrow = service(school, names.SCOPE_SCORE, names.SCOPE_RESULT_READONLY)
    assert narrow.granted() == (names.SCOPE_SCORE,)


def test_a_registration_that_was_switched_off_keeps_its_grades_waiting(school: School) -> None:
    school.finish(school.link(), school.learner())
    Registration.objects.update(is_active=False)
    registry.forget()

    assert send().postponed == 1
    Registration.objects.update(is_active=True)
    registry.forget()
    due_again()
    assert send().sent == 1


def test_a_resting_platform_is_not_called_for_lists_either(school: School) -> None:
    asked = service(school)
    resting.rest(asked.platform.pk, 60)

    with pytest.raises(errors.ServiceUnavailable, match="asked to wait"):
        asked.call("GET", f"{school.lms.origin}/anything")
    assert school.lms.seen == []


@given(attempts=st.integers(0, 10_000))
def test_waits_grow_are_spread_and_have_an_end(attempts: int) -> None:
    pace = Pace()
    wait = pace.back_off(attempts)
    assert 0 <= wait <= min(5.0 * 2 ** min(attempts, 20), 6 * 3600)


@given(asked=st.floats(0, 86400))
def test_a_platform_never_waits_less_than_it_asked_for(asked: float) -> None:
    assert asked <= Pace().after(asked) <= asked + 5


def test_tokens_stay_out_of_logs_and_messages(school: School) -> None:
    token = calling.TOKENS.get(registry.find(school.tool.issuer, None)[0], (names.SCOPE_SCORE,))

    assert token.value not in repr(token)
