"""A coordinator on the placement board: every screen clean for axe, at two widths, and the daily work by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.boards import DESK, fits, go, look, open_board, walk
from tests.browser.conftest import PHONE
from tests.depth import some

ROLE = "placement coordinator"


@pytest.mark.parametrize(
    ("size", "language", "role"),
    some(
        [
            pytest.param(PHONE, "nl", "stagecoördinator", id="coordinator with a phone"),
            pytest.param(DESK, "en", "placement coordinator", id="coordinator at a desk"),
            pytest.param(PHONE, "en", "school supervisor", id="supervisor with a phone"),
        ]
    ),
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


def test_a_long_file_shows_how_far_it_is_and_is_undone_as_one(
    sign_in: Callable[..., Any], axe: Callable[..., None]
) -> None:
    person = sign_in("dana", size=PHONE)
    frame = open_board(person, ROLE)
    go(frame, "Students")
    crebo = re.search(r"\b\d{5}\b", frame.locator("tbody").inner_text())
    assert crebo
    rows = "".join(f"long{n};Long File {n};{crebo[0]}\n" for n in range(2_100))
    go(frame, "More")
    frame.get_by_role("link", name="Import", exact=True).press("Enter")
    frame.locator("summary", has_text="Look at a file").press("Enter")
    frame.get_by_label("Students").check()
    frame.get_by_label("Or paste the rows here").fill("student_number;name;crebo\n" + rows)
    frame.get_by_role("button", name="Look at the file").press("Enter")
    # As it is without our script: the next part waits for the button.
    frame.evaluate("() => { HTMLFormElement.prototype.requestSubmit = () => {} }")
    frame.get_by_role("button", name="Import", exact=True).press("Enter")
    expect(frame.locator("progress")).to_have_attribute("value", "2000", timeout=60_000)
    expect(frame.locator("[data-far]")).to_have_text("2000 of 2100 done.")
    look(person, frame, axe, "Import, how far")
    frame.evaluate("() => { delete HTMLFormElement.prototype.requestSubmit }")
    frame.get_by_role("button", name="Go on", exact=True).press("Enter")
    expect(frame.locator(".wb-done")).to_contain_text("Imported: 2100 new", timeout=60_000)
    frame.get_by_role("button", name="Undo").first.press("Enter")
    expect(frame.locator(".wb-done")).to_contain_text("Undone: 2100 removed", timeout=60_000)
