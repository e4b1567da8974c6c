"""Scores and the roster over real HTTP: what the tool sends home is in the gradebook, and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest
import requests
from browser import Browser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lti_consumer.exceptions import LtiError
from lxml import html
from test_launch import CHECK, CHECK_OF_SECOND_GROUP, CLAIM
from tiny_tool import NRPS, TinyTool

from practice_lms.errors import UnknownActivityError
from practice_lms.lti_platform.lms_functions import load_block, person_of_subject


def launched(browser: Browser, tool: TinyTool, path: str = CHECK) -> dict[str, Any]:
    browser.launch(path)
    return tool.launches[-1]


def grade_of(browser: Browser, person: str, course: str = "win-winternship") -> str:
    """The first line of the grade for the first activity in the gradebook."""
    page = html.fromstring(browser.get(f"/courses/{course}/grades/").text)
    cell, *_ = page.xpath(f'//tr[@data-person="{person}"]/td')
    return " ".join(cell.text.split())


def test_a_score_of_the_tool_stands_in_the_gradebook(browser: Browser, tool: TinyTool) -> None:
    browser.sign_in("bo")
    assert grade_of(browser, "bo") == "–"
    assert tool.send_score(launched(browser, tool), 8).status_code == 201
    assert grade_of(browser, "bo") == "80 of 100"


def test_a_score_of_zero_is_a_grade_and_not_a_gap(browser: Browser, tool: TinyTool) -> None:
    browser.sign_in("bo")
    tool.send_score(launched(browser, tool), 0)
    assert grade_of(browser, "bo") == "0 of 100"


def test_the_newest_score_counts_also_when_it_is_lower(browser: Browser, tool: TinyTool) -> None:
    browser.sign_in("bo")
    launch = launched(browser, tool)
    for given_score in (10, 5.5):
        assert tool.send_score(launch, given_score).status_code == 201
    assert grade_of(browser, "bo") == "55 of 100"


def test_an_unfinished_score_is_not_a_grade_yet(browser: Browser, tool: TinyTool) -> None:
    browser.sign_in("bo")
    tool.send_score(launched(browser, tool), 8, gradingProgress="Pending")
    assert grade_of(browser, "bo") == "–"


def test_a_score_reaches_only_the_course_and_person_of_its_launch(browser: Browser, tool: TinyTool) -> None:
    browser.sign_in("bo")
    tool.send_score(launched(browser, tool, CHECK_OF_SECOND_GROUP), 10)
    browser.sign_in("dana")
    assert grade_of(browser, "bo", "second-group") == "100 of 100"
    assert grade_of(browser, "sam", "second-group") == "–"
    assert grade_of(browser, "bo") == "–"


def test_the_roster_names_everyone_with_role_and_subject(browser: Browser, tool: TinyTool) -> None:
    browser.sign_in("dana")
    launch = launched(browser, tool)
    answer = requests.get(
        launch[f"{NRPS}/claim/namesroleservice"]["context_memberships_url"],
        headers={"Authorization": f"Bearer {tool.token(f'{NRPS}/scope/contextmembership.readonly')}"},
        timeout=5,
    )
    members = {member["name"]: member for member in answer.json()["members"]}
    assert set(members) == {"Sam Smit", "Bo de Bakker", "Tess van Trier", "Dana Docent", "Mika Maas"}
    assert members["Dana Docent"]["user_id"] == launch["sub"]
    assert any(role.endswith("#Instructor") for role in members["Dana Docent"]["roles"])
    assert answer.json()["context"]["id"] == launch[f"{CLAIM}/context"]["id"]


@given(subject=st.text() | st.uuids().map(str))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_subject_of_nobody_is_refused_as_the_platform_expects(filled: None, subject: str) -> None:
    with pytest.raises(LtiError, match="Nobody here"):
        person_of_subject(subject)


def test_a_location_of_no_activity_is_refused_with_those_that_are(filled: None) -> None:
    with pytest.raises(UnknownActivityError, match=r"No activity at None.*type@lti_consumer.block@check"):
        load_block(None)
