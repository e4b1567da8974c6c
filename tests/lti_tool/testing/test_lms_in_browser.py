"""In a real browser: the course page with the tool in a frame of another site, and the store beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Frame

from tests.lti_tool.testing.tool_side import School, school

pytestmark = pytest.mark.browser

KEEP_AND_ASK = """
async ({ target, origin }) => {
  const heard = [];
  addEventListener("message", (event) => heard.push({ origin: event.origin, ...event.data }));
  const store = target === "_parent" ? parent : parent.frames[target];
  const pause = () => new Promise((done) => setTimeout(done, 150));
  parent.postMessage({ subject: "lti.capabilities", message_id: "m0" }, "*");
  store.postMessage({ subject: "lti.put_data", key: "k", value: "v", message_id: "m1" }, origin);
  await pause();
  store.postMessage({ subject: "lti.get_data", key: "k", message_id: "m2" }, origin);
  await pause();
  return heard;
}
"""


@pytest.fixture
def at(request: pytest.FixtureRequest) -> Iterator[School]:
    # The LMS is localhost, the tool 127.0.0.1: two sites.
    with school(getattr(request, "param", "plain"), host="localhost") as found:
        yield found


def tool_frame(chromium: Browser, at: School) -> Frame:
    """Launch as Anna does; the frame of the tool once it has been launched."""
    page = chromium.new_page()
    page.goto(at.lms.launch_url(at.link, at.anna))
    page.frame_locator("iframe[name=tool]").get_by_text("launched").wait_for()
    frame = page.frame("tool")
    assert frame is not None
    return frame


def heard(chromium: Browser, at: School) -> list[dict[str, Any]]:
    target = {"target": at.lms.profile.storage_frame, "origin": at.lms.origin}
    frame = tool_frame(chromium, at)
    try:
        found: list[dict[str, Any]] = frame.evaluate(KEEP_AND_ASK, target)
        return found
    finally:
        frame.page.close()


@pytest.mark.parametrize("at", ["plain", "moodle", "openedx", "canvas"], indirect=True)
def test_a_browser_launches_in_a_frame_of_another_site(chromium: Browser, at: School) -> None:
    tool_frame(chromium, at).page.close()
    assert at.side.launches[0]["state"] == "state-1"


def test_a_browser_launches_in_a_window(chromium: Browser, at: School) -> None:
    page = chromium.new_page()
    page.goto(at.lms.launch_url(at.link, at.anna, "window"))
    page.get_by_text("launched").wait_for()
    page.close()


@pytest.mark.parametrize("at", ["plain", "canvas", "blackboard"], indirect=True)
def test_what_is_kept_comes_back_from_the_platforms_origin(chromium: Browser, at: School) -> None:
    answers = heard(chromium, at)
    by_id = {answer["message_id"]: answer for answer in answers}
    assert {answer["origin"] for answer in answers} == {at.lms.origin}
    stores = [one for one in by_id["m0"]["supported_messages"] if one["subject"] == "lti.put_data"]
    frame = at.lms.profile.storage_frame
    assert stores == [{"subject": "lti.put_data"} | ({} if frame == "_parent" else {"frame": frame})]
    assert (by_id["m1"]["subject"], by_id["m1"]["value"]) == ("lti.put_data.response", "v")
    assert (by_id["m2"]["subject"], by_id["m2"]["value"]) == ("lti.get_data.response", "v")


@pytest.mark.parametrize("at", ["plain", "canvas"], indirect=True)
@pytest.mark.parametrize(
    ("mood", "seen"),
    [
        ("wrong-subject", lambda a, at: a["subject"] == "lti.other.response"),
        ("wrong-message-id", lambda a, at: a["message_id"] == "another"),
        ("wrong-value", lambda a, at: a["value"] == "another"),
        ("error", lambda a, at: a["error"]["code"] == "storageexhaustion"),
        ("wrong-origin", lambda a, at: a["origin"] == at.lms.origin.replace("localhost", "127.0.0.1")),
    ],
)
def test_the_store_is_wrong_in_the_way_asked(chromium: Browser, at: School, mood: str, seen: Any) -> None:
    at.lms.storage = mood
    answers = [answer for answer in heard(chromium, at) if "supported_messages" not in answer]
    assert len(answers) == 2
    assert all(seen(answer, at) for answer in answers)


def test_a_silent_store_says_nothing(chromium: Browser, at: School) -> None:
    at.lms.storage = "silent"
    assert heard(chromium, at) == []


@pytest.mark.parametrize("at", ["moodle"], indirect=True)
def test_moodle_keeps_nothing(chromium: Browser, at: School) -> None:
    frame = tool_frame(chromium, at)
    assert frame.evaluate(KEEP_AND_ASK, {"target": "_parent", "origin": at.lms.origin}) == []
    frame.page.close()
