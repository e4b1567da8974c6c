"""The placement board in a frame of the practice LMS: come in, go to a screen, and look at all of them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Frame, Page, expect

from tests.browser.conftest import PHONE

DESK = {"width": 1200, "height": 900}
SIZES = [PHONE, DESK]


def open_board(person: Any, role: str = "") -> Frame:
    """The board, in the role that begins with these words where somebody has several."""
    frame: Frame = person.open_activity(activity="board")
    frame.wait_for_selector("[data-heading]")
    if role:
        roles = frame.locator("select[name=as]")
        wanted = next(one for one in roles.locator("option").all_inner_texts() if one.startswith(role))
        roles.select_option(wanted)
        frame.locator(".wb-roles button").press("Enter")
        # As the server wrote it: choosing alone changes what is checked, not what is written.
        expect(frame.locator("select[name=as] option[selected]")).to_have_text(wanted)
    return frame


def menu(frame: Frame) -> list[str]:
    """The screens of the menu."""
    return frame.locator(".wb-nav").get_by_role("link").all_inner_texts()


def go(frame: Frame, name: str) -> None:
    """To a screen of the menu, by its key: the LMS makes the frame as high as its screen, and a click would miss."""
    frame.locator(".wb-nav").get_by_role("link", name=name, exact=True).press("Enter")
    settled(frame)
    expect(frame.locator("[data-heading]")).to_have_text(name)


def settled(frame: Page | Frame) -> None:
    """Nothing is on its way: a key pressed while a screen is being changed for the next one would be lost."""
    expect(frame.locator("[aria-busy=true]")).to_have_count(0)


def fits(frame: Page | Frame) -> bool:
    """Whether nothing sticks out sideways."""
    return bool(frame.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def look(person: Any, frame: Frame, axe: Callable[..., None], name: str) -> None:
    """The screen with everything unfolded has no fault, and no sideways scroll folded or not; a picture if asked."""
    assert fits(frame), name
    frame.locator("details").evaluate_all("found => found.forEach(one => one.open = true)")
    axe(person.page)
    assert fits(frame), f"{name}, unfolded"
    folder = os.environ.get("WINTERNSHIP_PICTURES")
    if folder:
        size = person.page.viewport_size
        called = re.sub(r"[^a-z0-9-]+", "_", f"{size['width']}-{name}".lower())
        # A frame of another site is painted no further than the window reaches.
        high = person.page.evaluate("document.documentElement.scrollHeight")
        person.page.set_viewport_size({**size, "height": high})
        person.page.screenshot(path=f"{folder}/{called}.png", full_page=True)
        person.page.set_viewport_size(size)


def walk(person: Any, frame: Frame, axe: Callable[..., None], at_least: int) -> None:
    """Every screen of the menu, and what the first row of each list opens."""
    screens = menu(frame)
    assert len(screens) >= at_least
    for screen in screens:
        go(frame, screen)
        look(person, frame, axe, screen)
        row = frame.locator("table a[data-go]")
        if row.count():
            row.first.press("Enter")
            expect(frame.locator("[data-heading]")).not_to_have_text(screen)
            look(person, frame, axe, f"{screen}, one")
