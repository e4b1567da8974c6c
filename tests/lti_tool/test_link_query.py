"""Launches of links that carry their choice in the address, as a course out of a Common Cartridge has them."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from winternship_lti.models import Membership, ResourceLink
from winternship_lti.protocol import names
from winternship_lti.testing import FakePlatform

from .launching import TARGET, Browser

QUERY = "block=winternship_lesson&field_work=win&field_shows=W5.2-questions"


def launch(platform: FakePlatform, query: str, custom: dict[str, str] | None = None) -> str:
    """Go through login and launch in a browser of its own, and return the page."""
    platform.target_link_uri = f"{TARGET}?{query}"
    browser = Browser()
    answer = browser.launch(platform, platform.student() | {names.CUSTOM: custom or {}})
    assert answer.status_code == 303, answer.content
    page: str = browser.client.get(answer["Location"]).content.decode()
    return page


def test_the_address_alone_shows_one_activity(platform: FakePlatform) -> None:
    page = launch(platform, QUERY)

    assert 'data-activity="W5.2-questions"' in page
    link = ResourceLink.objects.get()
    assert (link.block_type, link.settings) == (
        "winternship_lesson",
        {"work": "win", "shows": "W5.2-questions"},
    )


def test_the_platform_is_sent_back_to_the_registered_address(
    platform: FakePlatform, browser: Browser
) -> None:
    platform.target_link_uri = f"{TARGET}?{QUERY}"
    asked = parse_qs(urlsplit(browser.login(platform)["Location"]).query)

    assert asked["redirect_uri"] == [TARGET]


def test_a_changed_address_changes_what_is_shown_the_same_day(platform: FakePlatform) -> None:
    launch(platform, QUERY)
    before = Membership.objects.get().digest
    page = launch(platform, QUERY.replace("W5.2-questions", "W5-quiz") + "&field_graded_by=quiz")

    assert "data-question=" in page
    assert 'data-activity="W5.2-questions"' not in page
    assert ResourceLink.objects.get().settings == {"work": "win", "shows": "W5-quiz", "graded_by": "quiz"}
    assert Membership.objects.get().digest != before


def test_custom_parameters_go_before_the_address(platform: FakePlatform) -> None:
    page = launch(platform, QUERY, {"field_shows": "W5.4-adapt"})

    assert 'data-activity="W5.4-adapt"' in page


@pytest.mark.parametrize("where", ["address", "custom"])
def test_a_block_that_is_not_here_is_refused_alike_wherever_it_is_named(
    platform: FakePlatform, browser: Browser, where: str
) -> None:
    platform.target_link_uri = f"{TARGET}?block=game" if where == "address" else TARGET
    custom = {} if where == "address" else {"block": "game"}
    answer = browser.launch(platform, platform.student() | {names.CUSTOM: custom})

    assert answer.status_code == 403
    assert "activity_unknown" in answer.content.decode()
    assert not ResourceLink.objects.exists()


@pytest.mark.parametrize("where", ["address", "custom"])
def test_a_part_that_does_not_exist_shows_the_whole_work_wherever_it_is_named(
    platform: FakePlatform, where: str
) -> None:
    shows = "field_shows=W99-nothing"
    query, custom = (
        (f"block=winternship_lesson&{shows}", {})
        if where == "address"
        else (
            "block=winternship_lesson",
            {"field_shows": "W99-nothing"},
        )
    )

    assert 'data-kind="start"' in launch(platform, query, custom)


def test_a_token_for_another_address_than_the_logins_is_refused(
    platform: FakePlatform, browser: Browser
) -> None:
    platform.target_link_uri = f"{TARGET}?{QUERY}"
    state = browser.start(platform)
    other = {names.TARGET_LINK_URI: f"{TARGET}?block=winternship_self_assessment"}

    assert browser.post(state, platform.id_token(platform.student() | other)).status_code == 401
    assert not ResourceLink.objects.exists()


@pytest.mark.parametrize(
    "target",
    [
        f"https://evil.example/lti/launch?{QUERY}",
        f"http://127.0.0.1:8001@evil.example/?{QUERY}",
        f"https://evil.example/?{TARGET}?{QUERY}",
    ],
)
def test_a_query_of_ours_at_an_address_of_others_is_refused_at_the_login(
    platform: FakePlatform, browser: Browser, target: str
) -> None:
    assert browser.login(platform, target_link_uri=target).status_code == 400
