"""What a teacher picked in a tool arrives signed, is checked, and can be launched."""

from __future__ import annotations

import time
import uuid
from typing import Any

import pytest
import requests

from tests.lti_tool.testing.tool_side import DL, LTI, School, school, signed

ITEM = {
    "type": "ltiResourceLink",
    "title": "Lesson",
    "url": "http://127.0.0.1:9101/launch",
    "custom": {"activity": "a-1"},
    "lineItem": {"scoreMaximum": 50, "resourceId": "a-1", "label": "Lesson"},
}


def bring(at: School, *items: Any, key: str = "tool", **changes: Any) -> requests.Response:
    """Pick as the teacher, and bring items back; a change to None leaves a claim out."""
    request = at.read(at.lms.pick(at.course, at.link.tool, at.tess))
    settings, now = request[DL + "deep_linking_settings"], int(time.time())
    response = {
        "iss": request["aud"],
        "aud": [request["iss"]],
        "iat": now,
        "exp": now + 60,
        "nonce": str(uuid.uuid4()),
        LTI + "message_type": "LtiDeepLinkingResponse",
        LTI + "version": "1.3.0",
        LTI + "deployment_id": request[LTI + "deployment_id"],
        DL + "content_items": list(items),
        DL + "data": settings.get("data"),
    } | changes
    form = {"JWT": signed(response, key=key)}
    return requests.post(settings["deep_link_return_url"], data=form, timeout=5)


def test_items_become_links_with_columns_that_can_be_launched() -> None:
    with school() as at:
        answer = bring(at, ITEM, {"type": "link", "url": "https://example.org"})
        picked = at.lms.picked[-1]
        at.link = picked.links[0]
        claims = at.claims()
        columns = at.lms.columns(at.course)
    assert answer.status_code == 200
    assert len(picked.items) == 2
    assert [link.title for link in picked.links] == ["Lesson"]
    assert claims[LTI + "custom"]["activity"] == "a-1"
    assert claims[LTI + "target_link_uri"] == ITEM["url"]
    assert [(column.resource_id, column.maximum) for column in columns] == [("", 100), ("a-1", 50)]


def test_moodle_makes_activities_of_links_and_html_too() -> None:
    with school("moodle") as at:
        answer = bring(at, {"type": "link", "url": "https://example.org"}, {"type": "html", "html": "<p>"})
        assert len(at.lms.picked[-1].links) == 2
    assert answer.status_code == 200


def test_open_edx_makes_no_column_of_a_line_item() -> None:
    with school("openedx") as at:
        assert bring(at, ITEM).status_code == 200
        assert len(at.lms.columns(at.course)) == 1


def test_nothing_picked_is_fine() -> None:
    with school() as at:
        assert bring(at).status_code == 200
        assert at.lms.picked[-1].items == []


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "another"},
        {"aud": "https://elsewhere.example"},
        {"exp": 1},
        {"exp": None},
        {"iat": None},
        {"nonce": None},
        {LTI + "message_type": "LtiDeepLinkingRequest"},
        {LTI + "version": None},
        {LTI + "deployment_id": "other"},
        {DL + "data": None},
        {DL + "data": "changed"},
        {DL + "content_items": "none"},
    ],
    ids=str,
)
def test_a_wrong_response_changes_nothing(changes: dict[str, object]) -> None:
    with school() as at:
        assert bring(at, ITEM, **changes).status_code == 400
        assert at.lms.picked == []
        assert len(at.course.links) == 1


def test_data_that_was_not_asked_for_is_wrong() -> None:
    with school("moodle") as at:
        assert bring(at, ITEM, **{DL + "data": ""}).status_code == 400


def test_a_response_signed_by_somebody_else_changes_nothing() -> None:
    with school() as at:
        assert bring(at, ITEM, key="thief").status_code == 400
        assert at.lms.picked == []


def test_a_response_counts_once() -> None:
    with school() as at:
        answers = [bring(at, ITEM, nonce="same").status_code for _ in range(2)]
    assert answers == [200, 400]


@pytest.mark.parametrize(
    "item",
    [
        {"type": "made-up"},
        ITEM | {"custom": {"number": 5}},
        ITEM | {"lineItem": {"scoreMaximum": 0}},
        ITEM | {"lineItem": {}},
    ],
    ids=str,
)
def test_an_item_that_is_not_allowed_changes_nothing(item: dict[str, object]) -> None:
    with school() as at:
        assert bring(at, item).status_code == 400
        assert at.lms.picked == []


def test_open_edx_takes_no_files() -> None:
    with school("openedx") as at:
        assert bring(at, {"type": "file", "url": "https://example.org/a.pdf"}).status_code == 400
