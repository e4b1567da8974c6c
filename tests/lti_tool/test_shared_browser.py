"""One browser, several visits: a shared computer, a tab that ends, going back, and what addresses give away."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.utils import timezone

from winternship_lti.models import LaunchSession
from winternship_lti.protocol import names
from winternship_lti.testing import FakePlatform

from .launching import Browser


def test_a_teacher_after_a_student_in_one_browser_inherits_nothing(
    platform: FakePlatform, browser: Browser
) -> None:
    student = browser.launch(platform, platform.student("anna"))
    teacher = browser.launch(platform, platform.teacher("tess"))

    first, second = (
        LaunchSession.objects.select_related("person").get(pk=answer["Location"].split("/")[2])
        for answer in (student, teacher)
    )
    assert (first.person and first.person.subject, second.person and second.person.subject) == (
        "anna",
        "tess",
    )
    assert (first.is_instructor, second.is_instructor) == (False, True)
    assert first.secret_hash != second.secret_hash


def test_the_secret_of_one_visit_opens_no_other(platform: FakePlatform, browser: Browser) -> None:
    student = browser.launch(platform, platform.student("anna"))
    teacher = browser.launch(platform, platform.teacher("tess"))
    theirs = next(c for c in student.cookies.values() if c.key.startswith("__Secure-launch-"))
    other = next(c for c in teacher.cookies.values() if c.key.startswith("__Secure-launch-"))

    stranger = Browser()
    stranger.client.cookies[other.key] = theirs.value
    assert stranger.client.get(teacher["Location"]).status_code == 401


def test_a_visit_that_ends_in_one_tab_ends_no_other(platform: FakePlatform, browser: Browser) -> None:
    one = browser.launch(platform)
    two = browser.launch(platform, platform.student() | {names.RESOURCE_LINK_CLAIM: {"id": "link-2"}})
    over = timezone.now() - dt.timedelta(seconds=1)
    LaunchSession.objects.filter(pk=one["Location"].split("/")[2]).update(expires_at=over)

    assert browser.client.get(one["Location"]).status_code == 401
    assert browser.client.get(two["Location"]).status_code == 200


def test_going_back_asks_the_service_anew_and_posting_again_offers_to_go_on(
    platform: FakePlatform, browser: Browser
) -> None:
    state = browser.start(platform)
    token = platform.id_token()
    path = browser.post(state, token)["Location"]

    assert browser.client.get(path)["Cache-Control"] == "no-store"
    again = browser.post(state, token)
    assert (again.status_code, path in again.content.decode()) == (409, True)


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "/admin/"])
def test_a_launch_leads_to_its_visit_whatever_the_platform_says(
    platform: FakePlatform, browser: Browser, target: str
) -> None:
    claims = platform.student() | {names.PRESENTATION: {"return_url": target, "locale": "nl"}}
    answer = browser.launch(platform, claims)

    assert re.fullmatch(r"/l/[\w-]{22}/", answer["Location"])


def test_no_address_holds_a_secret_or_anything_personal(platform: FakePlatform, browser: Browser) -> None:
    login = browser.login(platform)
    answer = browser.launch(platform)
    secret = next(c.value for c in answer.cookies.values() if c.key.startswith("__Secure-launch-"))
    page = browser.client.get(answer["Location"])
    addresses = [answer["Location"], *re.findall(r'(?:href|src|action)="([^"]*)"', page.content.decode())]

    for word in (secret, "user-1", "Sam", "sam@example.org"):
        assert not [address for address in addresses if word in address]
    assert (login["Referrer-Policy"], page["Referrer-Policy"]) == ("no-referrer", "no-referrer")
