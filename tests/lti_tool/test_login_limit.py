"""Ten thousand logins without a launch: one address is stopped, a school behind one address is not."""

from __future__ import annotations

from typing import Any

import pytest

from winternship_lti import login_limit
from winternship_lti.models import LoginTransaction
from winternship_lti.testing import FakePlatform

from .launching import Browser


@pytest.fixture(autouse=True)
def _one_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(login_limit.time, "time", lambda: 1_800_000_000.0)


def test_ten_thousand_logins_of_one_address_leave_few_rows(
    platform: FakePlatform, browser: Browser, settings: Any
) -> None:
    settings.LOGINS_PER_MINUTE = 20
    statuses = [browser.login(platform).status_code for _ in range(25)]

    assert statuses == [302] * 20 + [429] * 5
    assert LoginTransaction.objects.count() == 20


def test_a_refused_login_says_when_to_come_back(
    platform: FakePlatform, browser: Browser, settings: Any
) -> None:
    settings.LOGINS_PER_MINUTE = 0
    answer = browser.login(platform)

    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert "too_many_logins" in answer.content.decode()


def test_the_next_minute_is_a_new_one(
    platform: FakePlatform, browser: Browser, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.LOGINS_PER_MINUTE = 1
    assert [browser.login(platform).status_code for _ in range(2)] == [302, 429]
    monkeypatch.setattr(login_limit.time, "time", lambda: 1_800_000_060.0)

    assert browser.login(platform).status_code == 302


def test_another_address_and_another_registration_have_their_own_count(
    platform: FakePlatform, browser: Browser, settings: Any
) -> None:
    settings.LOGINS_PER_MINUTE = 1
    browser.login(platform)
    params = platform.login_params()

    assert browser.client.post("/lti/login", params, REMOTE_ADDR="192.0.2.7").status_code == 302
    assert browser.login(platform, client_id="other").status_code == 403


@pytest.mark.parametrize(("behind", "second"), [(True, 302), (False, 429)])
def test_the_address_that_a_proxy_names_counts_only_behind_a_proxy(
    platform: FakePlatform, browser: Browser, settings: Any, behind: bool, second: int
) -> None:
    settings.LOGINS_PER_MINUTE, settings.BEHIND_PROXY = 1, behind
    params = platform.login_params()
    browser.client.post("/lti/login", params, HTTP_X_FORWARDED_FOR="203.0.113.9, 192.0.2.1")
    answer = browser.client.post("/lti/login", params, HTTP_X_FORWARDED_FOR="203.0.113.9, 192.0.2.2")

    assert answer.status_code == second


def test_behind_a_proxy_only_what_the_proxy_itself_saw_counts(
    platform: FakePlatform, browser: Browser, settings: Any
) -> None:
    settings.LOGINS_PER_MINUTE, settings.BEHIND_PROXY = 1, True
    params = platform.login_params()
    answers = [
        browser.client.post("/lti/login", params, HTTP_X_FORWARDED_FOR=f"203.0.113.{claimed}, 192.0.2.1")
        for claimed in range(2)
    ]

    assert [answer.status_code for answer in answers] == [302, 429]


def test_no_address_is_kept_as_it_is(platform: FakePlatform, browser: Browser) -> None:
    from django.core.cache import cache

    browser.client.post("/lti/login", platform.login_params(), REMOTE_ADDR="192.0.2.77")

    assert [key for key in cache._cache if "logins-" in key]
    assert not [key for key in cache._cache if "192.0.2" in key]
