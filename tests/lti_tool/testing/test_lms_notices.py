"""Notices go where the tool asked for, signed, once."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.lti_tool.testing.tool_side import LTI, School, school, verified

SCOPE = LTI.removesuffix("claim/") + "scope/noticehandlers"
PNS = LTI + "platformnotificationservice"


def subscribe(at: School, kind: str, handler: str | None = None) -> Any:
    url = at.claims()[PNS]["platform_notification_service_url"]
    body = json.dumps({"notice_type": kind, "handler": handler or f"{at.side.origin}/notices"})
    headers = {"Content-Type": "application/json"}
    return at.call("PUT", url, (SCOPE,), data=body, headers=headers)


def test_a_copied_course_is_told_to_a_tool_that_asked() -> None:
    with school() as at:
        answer = subscribe(at, "LtiContextCopyNotice")
        copied = at.lms.copy(at.course)
        (sent,) = at.side.notices
        notice = verified(at.tool, sent["notices"][0]["jwt"])
    assert answer.json()["notice_type"] == "LtiContextCopyNotice"
    assert notice[LTI + "notice"]["type"] == "LtiContextCopyNotice"
    assert notice[LTI + "context"]["id"] == copied.id
    assert notice[LTI + "origin_contexts"] == [at.course.id]
    assert notice[LTI + "deployment_id"] == at.tool.deployment_id


def test_a_tool_that_did_not_ask_hears_nothing() -> None:
    with school() as at:
        at.lms.copy(at.course)
        assert at.lms.notify(at.tool, "LtiHelloWorldNotice") is None
        assert at.side.notices == []


def test_handlers_are_listed_and_taken_away() -> None:
    with school() as at:
        subscribe(at, "LtiHelloWorldNotice")
        assert at.lms.notify(at.tool, "LtiHelloWorldNotice") == 200
        url = at.claims()[PNS]["platform_notification_service_url"]
        listed = at.call("GET", url, (SCOPE,)).json()["notice_handlers"]
        at.tool.handlers["LtiHelloWorldNotice"] = ""
        assert at.lms.notify(at.tool, "LtiHelloWorldNotice") is None
    assert {one["notice_type"]: bool(one["handler"]) for one in listed} == {
        "LtiHelloWorldNotice": True,
        "LtiContextCopyNotice": False,
    }


@pytest.mark.parametrize(
    ("kind", "handler"), [("LtiMadeUpNotice", None), ("LtiHelloWorldNotice", "https://elsewhere.example/n")]
)
def test_a_wrong_handler_is_refused(kind: str, handler: str | None) -> None:
    with school() as at:
        assert subscribe(at, kind, handler).status_code == 400
        assert at.tool.handlers == {}


def test_moodle_offers_no_notices() -> None:
    with school("moodle") as at:
        assert PNS not in at.claims()


def test_every_notice_has_a_number_of_its_own() -> None:
    with school() as at:
        bodies = [json.loads(at.lms.notice(at.tool, "LtiHelloWorldNotice")) for _ in range(2)]
        numbers = {verified(at.tool, body["notices"][0]["jwt"])[LTI + "notice"]["id"] for body in bodies}
    assert len(numbers) == 2
