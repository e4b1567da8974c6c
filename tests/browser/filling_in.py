"""How a person answers the self-assessment: one screen after the other."""

from __future__ import annotations

import contextlib

from playwright.sync_api import Frame, Locator, Page
from playwright.sync_api import TimeoutError as TooLate

GROUPS = ("A", "B", "C", "D", "E", "F", "G")


def settled(frame: Frame) -> None:
    """Wait for the frame to become as tall as its page, where the platform lets it: a click may miss a moving page."""
    with contextlib.suppress(TooLate):
        frame.wait_for_function(
            "() => innerHeight + 1 >= document.documentElement.scrollHeight", timeout=1500
        )


def aim_and_click(target: Locator) -> None:
    """Click once the target stands still: a frame of another site scrolls a moment later than its page."""
    target.scroll_into_view_if_needed()
    before, box = None, target.bounding_box()
    while box != before:
        target.page.wait_for_timeout(40)
        before, box = box, target.bounding_box()
    target.click()


def start(frame: Frame) -> None:
    """Leave the welcome screen."""
    frame.locator("[data-step='']").locator("[data-go]").click()


def answer_group(frame: Frame, group: str, value: str = "3") -> None:
    """Choose the same answer to every question of the group that is shown."""
    step = frame.locator(f"[data-step='{group}']")
    step.wait_for(state="visible")
    settled(frame)
    for item in step.locator("fieldset").all():
        aim_and_click(item.locator(f"input[value='{value}']"))


def go_on(frame: Frame, group: str) -> None:
    """Press the button to the next screen."""
    aim_and_click(frame.locator(f"[data-step='{group}'] [data-move='1']"))


def finish(frame: Frame) -> None:
    """Ask for the result."""
    aim_and_click(frame.locator("[data-action=finish]"))
    frame.locator("[data-result]").wait_for(state="visible")


def saved(page: Page, frame: Frame) -> None:
    """Wait until the page says that everything is saved."""
    frame.locator("[data-status]").filter(has_text="aved").or_(
        frame.locator("[data-status]").filter(has_text="ewaard")
    ).first.wait_for()
