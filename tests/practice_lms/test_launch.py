"""A launch over real HTTP: what the tool gets to know, checked with the platform's own published key."""

from __future__ import annotations

import pytest
from browser import Browser
from tiny_tool import AGS, TinyTool

CLAIM = "https://purl.imsglobal.org/spec/lti/claim"
ROLE = "http://purl.imsglobal.org/vocab/lis/v2/membership"
CHECK = "/courses/win-winternship/activities/check/launch/"
TRIAL = "/courses/win-winternship/activities/trial/launch/"
CHECK_OF_SECOND_GROUP = "/courses/second-group/activities/check/launch/"


def test_a_learner_reaches_the_tool_with_a_signed_launch(browser: Browser, tool: TinyTool) -> None:
    browser.sign_in("bo")
    answer = browser.launch(CHECK)
    assert answer.status_code == 200
    assert "Hello, Bo de Bakker" in answer.text
    (claims,) = tool.launches
    assert f"{ROLE}#Learner" in claims[f"{CLAIM}/roles"]
    assert f"{ROLE}#Instructor" not in claims[f"{CLAIM}/roles"]
    assert claims[f"{CLAIM}/deployment_id"] == "1"
    assert claims[f"{CLAIM}/target_link_uri"] == f"{tool.url}/lti/launch"
    assert claims[f"{CLAIM}/custom"] == {"block": "winternship_self_assessment", "locale": "en"}
    assert claims[f"{CLAIM}/context"]["id"] == "course-v1:Practice+win-winternship+2026"
    assert claims[f"{CLAIM}/launch_presentation"] == {
        "document_target": "iframe",
        "return_url": f"{browser.url}/courses/win-winternship/",
    }


PEOPLE = {"dana": "Instructor", "sam": "Learner", "tess": "Learner", "mika": "Learner"}


@pytest.mark.parametrize(("person", "role"), PEOPLE.items())
def test_each_person_is_launched_in_their_role(
    browser: Browser, tool: TinyTool, person: str, role: str
) -> None:
    browser.sign_in(person)
    browser.launch(CHECK)
    assert f"{ROLE}#{role}" in tool.launches[0][f"{CLAIM}/roles"]
    assert tool.launches[0]["sub"] != person


def test_only_a_graded_activity_offers_the_grade_service(browser: Browser, tool: TinyTool) -> None:
    browser.sign_in("sam")
    browser.launch(CHECK)
    browser.launch(TRIAL)
    graded, ungraded = tool.launches
    assert graded[f"{AGS}/claim/endpoint"]["lineitem"].startswith(browser.url)
    assert f"{AGS}/claim/endpoint" not in ungraded


def test_a_new_window_is_told_to_the_tool(browser: Browser, tool: TinyTool) -> None:
    browser.sign_in("sam")
    browser.launch(f"{CHECK}?in=window")
    assert tool.launches[0][f"{CLAIM}/launch_presentation"]["document_target"] == "window"


def test_two_courses_opened_at_once_in_two_tabs_do_not_mix(browser: Browser, tool: TinyTool) -> None:
    browser.sign_in("bo")
    first, second = browser.begin(CHECK), browser.begin(CHECK_OF_SECOND_GROUP)
    browser.finish(second)
    browser.finish(first)
    contexts = [claims[f"{CLAIM}/context"]["label"] for claims in tool.launches]
    links = {claims[f"{CLAIM}/resource_link"]["id"] for claims in tool.launches}
    assert contexts == ["second-group", "win-winternship"]
    assert len(links) == 2
    assert tool.launches[0]["sub"] == tool.launches[1]["sub"]


def test_every_launch_carries_the_language_of_its_own_moment(browser: Browser, tool: TinyTool) -> None:
    browser.sign_in("bo")
    for language in ("nl", "en", "nl"):
        browser.submit("/", "/language/setlang/", language=language)
        browser.launch(CHECK)
    assert [claims[f"{CLAIM}/custom"]["locale"] for claims in tool.launches] == ["nl", "en", "nl"]
    assert tool.launches[0][f"{CLAIM}/context"]["title"] == "Win-Winternship (oefencursus)"


def test_a_frame_of_someone_signed_out_says_so_instead_of_launching(browser: Browser, tool: TinyTool) -> None:
    answer = browser.get(CHECK)
    assert answer.status_code == 403
    assert "no longer signed in" in answer.text
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert tool.launches == []
