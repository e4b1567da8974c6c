"""The login request [Sec 5.1.1.1]: every row of the checklist, over HTTP and with the database."""

from __future__ import annotations

import datetime as dt
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone

from winternship_lti import logins
from winternship_lti.models import LoginTransaction, Registration
from winternship_lti.testing import FakePlatform

from .launching import TARGET, Browser


@pytest.mark.parametrize("method", ["get", "post"])
def test_login_sends_the_browser_to_the_platform_with_one_cookie(
    platform: FakePlatform, browser: Browser, method: str
) -> None:
    answer = browser.login(platform, method=method)

    assert answer.status_code == 302
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    (cookie,) = answer.cookies.values()
    assert cookie.key.startswith("__Host-lti-")
    text = cookie.OutputString()
    assert all(part in text for part in ("HttpOnly", "Secure", "SameSite=None", "Partitioned", "Path=/"))
    query = parse_qs(urlsplit(answer["Location"]).query)
    assert query["redirect_uri"] == [TARGET]
    assert query["lti_message_hint"] == [platform.login_params()["lti_message_hint"]]


def test_message_hint_is_not_sent_when_none_came(platform: FakePlatform, browser: Browser) -> None:
    answer = browser.login(platform, lti_message_hint="ABSENT")

    assert "lti_message_hint" not in answer["Location"]


@pytest.mark.parametrize("missing", ["iss", "login_hint", "target_link_uri"])
def test_a_missing_parameter_is_refused(platform: FakePlatform, browser: Browser, missing: str) -> None:
    assert browser.login(platform, **{missing: "ABSENT"}).status_code == 400
    assert not LoginTransaction.objects.exists()


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/lti/launch",
        "http://127.0.0.1:8001@evil.example/",
        "https://127.0.0.1:8001/lti/launch",
        "http://127.0.0.1:80/lti/launch",
        "http://127.0.0.1:8001//evil.example/",
        "http://127.0.0.1:8001/%2e%2e/admin/",
        "javascript:alert(1)",
        "/lti/launch",
    ],
)
def test_a_target_elsewhere_is_refused_and_nothing_is_stored(
    platform: FakePlatform, browser: Browser, target: str
) -> None:
    assert browser.login(platform, target_link_uri=target).status_code == 400
    assert not LoginTransaction.objects.exists()


def test_unknown_issuer_unknown_client_and_inactive_registration_get_the_same_answer(
    platform: FakePlatform, browser: Browser
) -> None:
    unknown_issuer = browser.login(platform, iss="https://other.example")
    unknown_client = browser.login(platform, client_id="other")
    row = Registration.objects.get()
    row.is_active = False
    row.save()
    inactive = browser.login(platform)

    assert {a.status_code for a in (unknown_issuer, unknown_client, inactive)} == {403}
    assert len({a.content for a in (unknown_issuer, unknown_client, inactive)}) == 1


def test_without_client_id_one_registration_is_enough_and_two_are_ambiguous(
    platform: FakePlatform, browser: Browser
) -> None:
    assert browser.login(platform, client_id="ABSENT").status_code == 302

    row = Registration.objects.get()
    row.pk, row.client_id = None, "second"
    row.save()

    assert browser.login(platform, client_id="ABSENT").status_code == 400


def test_expired_logins_are_pruned(platform: FakePlatform, browser: Browser) -> None:
    for _ in range(3):
        browser.login(platform)
    LoginTransaction.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))

    assert logins.prune() == 3


def test_the_browser_keeps_few_login_cookies(platform: FakePlatform, browser: Browser) -> None:
    for _ in range(30):
        browser.login(platform)

    kept = [c for c in browser.client.cookies.values() if c.key.startswith("__Host-lti-") and c.value]
    assert len(kept) <= 13


def test_in_a_frame_the_page_sees_for_itself_whether_cookies_stay(
    platform: FakePlatform, browser: Browser
) -> None:
    answer = browser.client.post("/lti/login", platform.login_params(), HTTP_SEC_FETCH_DEST="iframe")

    assert answer.status_code == 200
    page = answer.content.decode()
    assert f'data-auth-url="{platform.issuer}/auth?' in page
    assert 'name="lti_message_hint"' in page
    assert f"frame-ancestors &#x27;self&#x27; {platform.issuer}" not in page
    assert f"frame-ancestors 'self' {platform.issuer}" in answer["Content-Security-Policy"]
    assert set(answer.cookies) >= {"lti-probe"}


def test_a_login_with_bytes_that_are_no_text_is_refused(platform: FakePlatform, browser: Browser) -> None:
    assert browser.login(platform, iss="https://lms.example\x00").status_code == 400
