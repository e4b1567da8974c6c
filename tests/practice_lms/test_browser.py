"""A real browser: the tool on another site in a frame, its height, and pages that everyone can use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from test_pages import PAGES
from tiny_tool import TinyTool

pytestmark = pytest.mark.browser
ACTIVITY = "/courses/win-winternship/activities/check/"
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


PHONE, DESKTOP = 390, 1280  # widths in CSS pixels
on_both_screens = pytest.mark.parametrize("page", [PHONE, DESKTOP], ids=["phone", "desktop"], indirect=True)


@pytest.fixture
def page(chromium: Any, lms: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A page of a fresh browser profile, with the practice LMS as its base address."""
    context = chromium.new_context(
        base_url=lms, viewport={"width": getattr(request, "param", PHONE), "height": 800}, locale="nl-NL"
    )
    page = context.new_page()
    page.goto("/")
    yield page
    context.close()


def sign_in(page: Any, person: str) -> None:
    page.click(f"button[value={person}]")
    page.wait_for_selector(".who")


@on_both_screens
def test_the_tool_of_another_site_is_launched_in_the_frame_and_sets_its_height(
    page: Any, tool: TinyTool
) -> None:
    sign_in(page, "bo")
    page.goto(ACTIVITY)
    heading = page.frame_locator("iframe").locator("h1")
    assert heading.inner_text() == "Hello, Bo de Bakker"
    page.wait_for_function("document.querySelector('iframe').offsetHeight === 777")
    assert page.locator("iframe").get_attribute("title") == "Activiteit: Stagescan"


def resized(page: Any) -> None:
    sign_in(page, "bo")
    page.goto(ACTIVITY)
    page.wait_for_function("document.querySelector('iframe').offsetHeight === 777")


def height_after(page: Any, frame: Any, message: str, target: str) -> int:
    """The frame's height after this frame has sent the message."""
    frame.evaluate(f"{target}.postMessage({message}, '*')")
    page.evaluate("() => new Promise(done => setTimeout(done, 50))")
    return int(page.evaluate("document.querySelector('iframe').offsetHeight"))


def test_nobody_but_the_tool_sets_the_height(page: Any, tool: TinyTool) -> None:
    resized(page)
    message = "{subject: 'lti.frameResize', height: 50}"
    assert height_after(page, page.main_frame, message, "window") == 777
    assert height_after(page, page.frames[-1], message, "parent") == 50


@pytest.mark.parametrize("height", ["-1", "1e9", "'x'", "null", "NaN"])
def test_a_senseless_height_of_the_tool_changes_nothing(page: Any, tool: TinyTool, height: str) -> None:
    resized(page)
    message = f"{{subject: 'lti.frameResize', height: {height}}}"
    assert height_after(page, page.frames[-1], message, "parent") == 777


def test_a_new_window_shows_the_tool_without_the_lms_around_it(page: Any, tool: TinyTool) -> None:
    sign_in(page, "bo")
    page.goto(ACTIVITY)
    with page.expect_popup() as popup:
        page.click("a[target=_blank]")
    popup.value.wait_for_selector("h1")
    assert popup.value.url == f"{tool.url}/lti/launch"


@on_both_screens
def test_axe_finds_nothing_and_nothing_sticks_out_in_either_language(page: Any, tool: TinyTool) -> None:
    sign_in(page, "dana")
    for language in ("nl", "en"):
        page.click(f"button[value={language}]")
        for path in PAGES:
            page.goto(path)
            found = Axe().run(page, context={"exclude": [["iframe"]]}, options=WCAG)
            assert found.violations_count == 0, f"{language} {path}: {found.generate_report()}"
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_the_whole_way_to_an_activity_goes_by_keyboard(page: Any, tool: TinyTool) -> None:
    for target in ("button[value=bo]", "a.card", "a.card"):
        page.focus(target)
        page.keyboard.press("Enter")
        page.wait_for_load_state()
    assert page.frame_locator("iframe").locator("h1").inner_text() == "Hello, Bo de Bakker"
