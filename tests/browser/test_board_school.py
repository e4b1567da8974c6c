"""A coordinator on the placement board: every screen clean for axe, at two widths, and the daily work by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.boards import DESK, fits, go, look, open_board, walk
from tests.browser.conftest import PHONE

ROLE = "placement coordinator"


@pytest.mark.parametrize(
    ("size", "language", "role"),
    [
        (PHONE, "nl", "stagecoördinator"),
        (DESK, "en", "placement coordinator"),
        (PHONE, "en", "school supervisor"),
    ],
    ids=["coordinator with a phone", "coordinator at a desk", "supervisor with a phone"],
)
def test_every_screen_is_clean_and_fits(
    sign_in: Callable[..., Any], axe: Callable[..., None], size: dict[str, int], language: str, role: str
) -> None:
    person = sign_in("dana", size=size, language=language)
    frame = open_board(person, role)
    walk(person, frame, axe, at_least=6)
    more = {"nl": "Meer", "en": "More"}[language]
    go(frame, more)
    for screen in frame.locator(".wb-today a[data-go]").all_inner_texts():
        go(frame, more)
        frame.locator(".wb-today").get_by_role("link", name=screen, exact=True).press("Enter")
        expect(frame.locator("[data-heading]")).to_have_text(screen)
        look(person, frame, axe, screen)


def test_from_today_to_a_student_who_is_helped_first_by_keyboard(sign_in: Callable[..., Any]) -> None:
    frame = open_board(sign_in("dana", size=DESK), ROLE)
    go(frame, "Without a place")
    name = frame.locator("tbody th a[data-go]").first.inner_text()
    frame.locator("tbody th a[data-go]").first.press("Enter")
    expect(frame.locator("[data-heading]")).to_have_text(name)
    expect(frame.locator("[data-heading]")).to_be_focused()
    summary = frame.locator("summary", has_text="Help this student first")
    summary.press("Enter")
    frame.get_by_role("button", name="Help this student first").press("Enter")
    expect(frame.locator(".wb-done")).to_contain_text("This student is helped first now.")
    frame.get_by_role("button", name="Undo").press("Enter")
    expect(frame.locator(".wb-done")).to_contain_text("waits in line as usual")


def test_a_file_is_chosen_looked_at_and_mended(sign_in: Callable[..., Any], axe: Callable[..., None]) -> None:
    person = sign_in("dana", size=DESK)
    frame = open_board(person, ROLE)
    go(frame, "More")
    frame.get_by_role("link", name="Import", exact=True).press("Enter")
    frame.locator("summary", has_text="Look at a file").press("Enter")
    frame.get_by_label("Students").check()
    wrong = "student_number;name;crebo\r\n1001;Zoë Ünal;99999\r\n".encode("cp1252")
    frame.get_by_label("File").set_input_files(
        {"name": "students.csv", "mimeType": "text/csv", "buffer": wrong}
    )
    frame.get_by_role("button", name="Look at the file").press("Enter")
    expect(frame.get_by_text("To mend first: 1")).to_be_visible()
    axe(person.page)
    assert fits(frame)
