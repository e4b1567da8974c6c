"""What is seen of a platform: written after the answer, bounded, without anyone's data, and never in the way."""

from __future__ import annotations

import datetime as dt
import logging
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.lti_tool.launching import Browser
from winternship_lti import observing
from winternship_lti.models import NoticeService, PlatformHealth, Refusal, Registration
from winternship_lti.observing import watching, writing
from winternship_lti.protocol import errors, names
from winternship_lti.protocol.fetch import RequestsFetcher
from winternship_lti.protocol.keys import KeyStore
from winternship_lti.testing import FakePlatform, JwksServer


def seen() -> PlatformHealth:
    observing.flush(everything=True)
    return PlatformHealth.objects.get()


def refused() -> Refusal:
    observing.flush(everything=True)
    return Refusal.objects.latest("pk")


def test_a_good_launch_is_seen_with_clock_and_rights(platform: FakePlatform, browser: Browser) -> None:
    before = timezone.now()
    assert browser.launch(platform).status_code == 303

    health = seen()
    assert health.launched_at is not None
    assert health.launched_at >= before
    assert set(health.grade_scopes) == {names.SCOPE_LINEITEM, names.SCOPE_SCORE, names.SCOPE_RESULT_READONLY}
    assert (health.has_roster, health.product) == (True, "fake")
    assert health.clock_skew == pytest.approx(0, abs=3)


def test_the_launch_is_written_after_the_answer_without_waiting_for_anyone(
    platform: FakePlatform, browser: Browser
) -> None:
    browser.launch(platform)

    assert PlatformHealth.objects.get().launched_at is not None


def test_observing_adds_no_statement_to_a_warm_launch(platform: FakePlatform, browser: Browser) -> None:
    browser.launch(platform)
    state, token = browser.start(platform), None
    token = platform.id_token()

    with CaptureQueriesContext(connection) as queries:
        browser.post(state, token)

    assert not [q for q in queries if "platformhealth" in q["sql"]]


def test_an_ungraded_link_is_seen_to_give_no_rights(platform: FakePlatform, browser: Browser) -> None:
    claims = platform.student()
    del claims[names.AGS_ENDPOINT], claims[names.NRPS_SERVICE]
    browser.launch(platform, claims)

    assert (seen().grade_scopes, seen().has_roster) == ([], False)


@pytest.mark.parametrize("ahead", [300, -700])
def test_a_clock_that_differs_is_told_from_the_refused_tokens(
    platform: FakePlatform, browser: Browser, ahead: int, caplog: pytest.LogCaptureFixture
) -> None:
    platform.now = lambda: time.time() + ahead
    with caplog.at_level(logging.WARNING, "winternship.launch"):
        assert browser.launch(platform).status_code == 401

    assert seen().clock_skew == pytest.approx(ahead, abs=3)
    assert refused().code in {"token_from_future", "token_expired"}
    assert f"skew={ahead}" in caplog.text or f"skew={ahead - 1}" in caplog.text


def test_a_refused_launch_is_kept_with_its_reason_and_platform(
    platform: FakePlatform, browser: Browser
) -> None:
    browser.launch(platform, aud="someone-else")

    row = refused()
    assert (row.step, row.code, row.clause) == ("launch", "aud_mismatch", "Sec 5.1.3 (3)")
    assert row.registration == Registration.objects.get()
    assert "someone-else" in row.detail


def test_a_refused_login_is_kept_with_the_platform_it_named(platform: FakePlatform, browser: Browser) -> None:
    browser.login(platform, target_link_uri="https://evil.example/")

    row = refused()
    assert (row.step, row.code) == ("login", "login_target_refused")
    assert row.registration == Registration.objects.get()


def test_a_login_of_nobody_we_know_is_kept_without_a_platform(
    platform: FakePlatform, browser: Browser
) -> None:
    browser.login(platform, iss="https://stranger.example")

    assert (refused().code, refused().registration) == ("registration_unknown", None)


def test_nothing_personal_is_logged_or_kept(
    platform: FakePlatform, browser: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "winternship"):
        browser.launch(platform)
        browser.launch(platform, platform.student(), exp=1)
        browser.launch(platform, platform.student() | {names.ROLES: "Learner"})
        browser.launch(platform, platform.student() | {names.CONTEXT: "sam@example.org"})
    observing.flush(everything=True)

    kept = str([list(model.objects.values()) for model in (Refusal, PlatformHealth)])
    for personal in ("user-1", "Sam Student", "sam@example.org"):
        assert personal not in kept + caplog.text


def test_a_launch_is_one_line_in_the_log_that_proves_it(
    platform: FakePlatform, browser: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "winternship.launch"):
        browser.launch(platform)
        browser.launch(platform, header={"kid": "other"})

    good, bad = [record.getMessage() for record in caplog.records if record.name == "winternship.launch"]
    pk = Registration.objects.get().pk
    assert f"result=ok message=LtiResourceLinkRequest platform={pk} deployment=1 kid=key-1" in good
    assert f"result=kid_unknown status=401 spec=Sec 6.3 platform={pk} kid='other'" in bad


@pytest.mark.parametrize("mood", ["good", "500"])
def test_the_newest_question_for_keys_is_seen(
    platform: FakePlatform,
    browser: Browser,
    jwks_server: JwksServer,
    monkeypatch: pytest.MonkeyPatch,
    mood: str,
) -> None:
    from winternship_lti import launching

    jwks_server.mood = mood  # type: ignore[assignment]
    store = KeyStore(RequestsFetcher(), now=time.time, told=observing.keys_asked)
    monkeypatch.setattr(launching, "platform_keys", store)
    browser.launch(platform)

    assert seen().keys_asked_at is not None
    assert seen().keys_problem == ("" if mood == "good" else "received HTTP status 500, needed is 200")


def test_what_the_token_is_good_for_is_seen_and_a_refusal_leaves_it(platform: FakePlatform) -> None:
    pk = Registration.objects.get().pk
    observing.token_answered(pk, scopes=(names.SCOPE_SCORE,))
    observing.token_answered(pk, problem="token_refused: received HTTP status 400")

    assert seen().token_scopes == [names.SCOPE_SCORE]
    assert seen().token_problem.startswith("token_refused")


def test_a_notice_service_is_kept_once_and_followed_when_it_moves(
    platform: FakePlatform, browser: Browser
) -> None:
    for url in ("https://lms.example/notices/1", "https://lms.example/notices/2"):
        claim = {
            "platform_notification_service_url": url,
            "service_versions": ["1.0"],
            "scope": [names.SCOPE_NOTICE_HANDLERS],
            "notice_types_supported": [names.HELLO_WORLD_NOTICE, names.CONTEXT_COPY_NOTICE],
        }
        browser.launch(platform, platform.student() | {names.NOTICE_SERVICE: claim})
        observing.flush(everything=True)

    assert NoticeService.objects.get().url == "https://lms.example/notices/2"


def test_the_table_of_refusals_has_a_bound_that_does_not_wait_for_the_night(
    platform: FakePlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "MOST_ROWS", 10)
    for number in range(25):
        observing.refused(Refusal.Step.LOGIN, errors.LoginTargetRefused(str(number)))
        observing.flush(everything=True)

    assert [row.detail for row in Refusal.objects.all()] == [str(number) for number in range(24, 14, -1)]


def test_what_is_old_is_pruned(platform: FakePlatform, browser: Browser) -> None:
    browser.launch(platform, aud="x")
    observing.flush(everything=True)
    assert observing.prune() == 0
    Refusal.objects.update(at=timezone.now() - dt.timedelta(days=31))

    assert observing.prune() == 1


def test_a_platform_that_was_deleted_meanwhile_is_left_out(platform: FakePlatform) -> None:
    pk = Registration.objects.get().pk
    observing.token_answered(pk, scopes=())
    observing.refused(Refusal.Step.LAUNCH, errors.KidUnknown("x"), registration_pk=pk)
    Registration.objects.all().delete()
    observing.flush(everything=True)

    assert not PlatformHealth.objects.exists()
    assert Refusal.objects.get().registration is None


def test_a_failure_to_write_never_breaks_what_was_observed(
    platform: FakePlatform,
    browser: Browser,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(_batch: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(watching, "write", fail)

    assert browser.launch(platform).status_code == 303
    assert "observations could not be written" in caplog.text
