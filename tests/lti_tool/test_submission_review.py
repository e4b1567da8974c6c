"""Submission review and data privacy launches: what staff may know of one person, and what nobody is shown."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from tests.lti_tool.conftest import SAME_ORIGIN
from tests.lti_tool.launching import Browser
from winternship_lti.models import LaunchSession, Membership, Outcome, Person, ResourceLink
from winternship_lti.protocol import names
from winternship_lti.testing import ABSENT, FakePlatform, changed, payloads

SCAN = "winternship_self_assessment"
DAY = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)


def worked(browser: Browser, platform: FakePlatform, **outcome: Any) -> ResourceLink:
    """The link that user-1 worked at, with this outcome."""
    assert browser.launch(platform, platform.student("user-1")).status_code == 303
    link = ResourceLink.objects.get()
    if outcome:
        person = Person.objects.get(subject="user-1")
        Outcome.objects.create(person=person, link=link, changed_at=DAY, **outcome)
    return link


def reviewed(browser: Browser, platform: FakePlatform, claims: dict[str, Any] | None = None) -> Any:
    english = {names.PRESENTATION: {"locale": "en"}}
    answer = browser.launch(platform, {**(claims or platform.submission_review(of="user-1")), **english})
    assert answer.status_code == 303, answer.content.decode()
    return browser.client.get(answer["Location"], follow=True)


def test_a_teacher_sees_on_which_day_someone_finished_and_nothing_else(
    platform: FakePlatform, browser: Browser
) -> None:
    worked(browser, platform, completion=1.0, score=1.0, score_maximum=1.0)

    page = reviewed(browser, platform)
    text = page.content.decode()

    assert page.redirect_chain[0][0].endswith("/review/")
    assert "finished on" in text
    assert "2026" in text
    assert "Score" not in text
    assert "xblock" not in text


@pytest.mark.parametrize(
    ("outcome", "words"),
    [({}, "has not finished"), ({"completion": 0.5}, "has started and has not finished")],
)
def test_a_teacher_sees_that_someone_has_not_finished(
    platform: FakePlatform, browser: Browser, outcome: dict[str, float], words: str
) -> None:
    worked(browser, platform, **outcome)

    assert words in reviewed(browser, platform).content.decode()


def test_the_score_at_a_block_of_others_is_shown(
    platform: FakePlatform, browser: Browser, settings: Any
) -> None:
    settings.HOSTED_BLOCKS = [SCAN, "done"]
    link = worked(browser, platform, score=3.0, score_maximum=4.0)
    link.block_type = "done"
    link.save()

    assert "Score: 3 of 4" in reviewed(browser, platform).content.decode()


def test_a_person_who_never_came_is_one_who_has_not_finished(
    platform: FakePlatform, browser: Browser
) -> None:
    page = reviewed(browser, platform, platform.submission_review(of="never-here"))

    assert "has not finished" in page.content.decode()
    assert LaunchSession.objects.get().about is None
    assert not Person.objects.filter(subject="never-here").exists()


def test_who_asks_for_a_review_of_the_own_work_gets_the_activity(
    platform: FakePlatform, browser: Browser
) -> None:
    claims = platform.submission_review(of="user-1") | {
        "sub": "user-1",
        names.ROLES: list(platform.quirks.learner),
    }

    page = reviewed(browser, platform, claims)

    assert page.redirect_chain == []
    assert 'data-block-type="winternship_self_assessment"' in page.content.decode()


def test_a_learner_cannot_review_someone_else(platform: FakePlatform, browser: Browser) -> None:
    claims = platform.submission_review(of="user-1") | {
        "sub": "user-3",
        names.ROLES: list(platform.quirks.learner),
    }

    assert browser.launch(platform, claims).status_code == 403
    assert not LaunchSession.objects.exists()


def test_a_teacher_who_lost_the_role_cannot_go_on_reviewing(platform: FakePlatform, browser: Browser) -> None:
    worked(browser, platform, completion=1.0)
    page = reviewed(browser, platform)
    path = page.redirect_chain[0][0]
    Membership.objects.update(is_instructor=False)

    assert browser.client.get(path).status_code == 403


def test_an_administrator_may_review(platform: FakePlatform, browser: Browser) -> None:
    worked(browser, platform, completion=1.0)
    claims = platform.submission_review() | {names.ROLES: [payloads.MEMBERSHIP + "#Administrator"]}

    assert "finished on" in reviewed(browser, platform, claims).content.decode()


def test_a_review_opens_neither_the_activity_nor_its_handlers(
    platform: FakePlatform, browser: Browser
) -> None:
    link = worked(browser, platform)
    base = reviewed(browser, platform).redirect_chain[0][0].removesuffix("review/")

    assert browser.client.get(f"{base}settings/").status_code == 404
    answer = browser.client.post(
        f"{base}b/{link.pk}.{SCAN}.root/state/", "{}", "application/json", **SAME_ORIGIN
    )
    assert answer.status_code == 404


def test_a_visit_to_the_activity_is_no_review(platform: FakePlatform, browser: Browser) -> None:
    path = browser.launch(platform, platform.teacher())["Location"]

    assert browser.client.get(f"{path}review/").status_code == 404
    assert Client().get(f"{path}review/").status_code == 401


def test_a_review_without_the_links_parameters_changes_nothing_at_the_link(
    platform: FakePlatform, browser: Browser
) -> None:
    claims = platform.student("user-1") | {names.CUSTOM: {"activity": "a-1", "field_display_name": "Ours"}}
    browser.launch(platform, claims)

    reviewed(browser, platform, changed(platform.submission_review(), {names.CUSTOM: ABSENT}))

    link = ResourceLink.objects.get()
    assert (link.activity_id, link.settings) == ("a-1", {"display_name": "Ours"})


# --- data privacy ---


def test_a_data_privacy_launch_explains_and_shows_nobody(platform: FakePlatform, browser: Browser) -> None:
    worked(browser, platform)

    page = reviewed(browser, platform, platform.data_privacy(of="user-1"))
    text = page.content.decode()

    assert page.redirect_chain[0][0].endswith("/privacy/")
    assert "administrator of this service" in text
    assert "user-1" not in text
    session = LaunchSession.objects.get(kind="privacy")
    assert (session.person, session.link, session.about) == (None, None, None)


def test_a_data_privacy_launch_opens_nothing_else(platform: FakePlatform, browser: Browser) -> None:
    base = browser.launch(platform, platform.data_privacy())["Location"]

    for path in ("pick/", "review/", "settings/"):
        assert browser.client.get(base + path).status_code == 404
