"""An administrator on the placement board: every screen clean for axe and without sideways scroll, at two widths."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.boards import DESK, go, open_board, walk
from tests.browser.conftest import PHONE


@pytest.mark.parametrize(
    ("size", "language", "role"),
    [(PHONE, "nl", "beheerder"), (DESK, "en", "administrator")],
    ids=["with a phone", "at a desk"],
)
def test_every_screen_is_clean_and_fits(
    sign_in: Callable[..., Any], axe: Callable[..., None], size: dict[str, int], language: str, role: str
) -> None:
    person = sign_in("dana", size=size, language=language)
    walk(person, open_board(person, role), axe, at_least=8)


def test_a_look_at_one_student_with_a_reason_by_keyboard(
    sign_in: Callable[..., Any], axe: Callable[..., None]
) -> None:
    person = sign_in("dana", size=DESK)
    frame = open_board(person, "administrator")
    go(frame, "Look with a reason")
    frame.locator("form [name=what]").select_option("student")
    frame.locator("form [name=number]").fill("1")
    frame.get_by_label("Why do you have to see this?").fill(
        "The student called the help desk and asked what is wrong."
    )
    # A browser asks for the box itself; one that does not must get its answer from the server.
    frame.locator("form").evaluate_all("forms => forms.forEach(form => form.noValidate = true)")
    frame.get_by_role("button", name="Look with this reason", exact=True).press("Enter")
    expect(frame.locator("[data-problems]")).to_be_focused()
    axe(person.page)
    frame.locator("form [name=sure]").press("Space")
    frame.get_by_role("button", name="Look with this reason", exact=True).press("Enter")
    expect(frame.get_by_role("heading", name="student 1")).to_be_visible()
    expect(frame.locator(".wb-done")).to_contain_text("The student sees this")
    axe(person.page)
    frame.get_by_role("button", name="Close now", exact=True).first.press("Enter")
    expect(frame.get_by_role("heading", name="student 1")).to_have_count(0)
