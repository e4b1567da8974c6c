"""A coordinator on the placement board: every screen clean for axe, at two widths, and the daily work by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Frame, expect

from tests.browser.conftest import PHONE

DESKTOP = {"width": 1200, "height": 900}


def open_board(person: Any, role: str = "placement coordinator") -> Frame:
    """The board in the role that begins with these words; dana has several."""
    frame: Frame = person.open_activity(activity="board")
    frame.wait_for_selector("[data-heading]")
    roles = frame.locator("select[name=as]")
    wanted = next(one for one in roles.locator("option").all_inner_texts() if one.startswith(role))
    roles.select_option(wanted)
    frame.locator(".wb-roles button").press("Enter")
    # As the server wrote it: choosing alone changes what is checked, not what is written.
    expect(frame.locator("select[name=as] option[selected]")).to_have_text(wanted)
    return frame


def go(frame: Frame, name: str) -> None:
    # By its key: the LMS makes the frame as high as its screen, and a click in between would miss.
    frame.locator(".wb-nav").get_by_role("link", name=name, exact=True).press("Enter")
    expect(frame.locator("[data-heading]")).to_have_text(name)


def fits(frame: Frame) -> bool:
    return bool(frame.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def unfold(frame: Frame) -> None:
    """Open all that is folded away, so that it is looked at too."""
    frame.locator("details").evaluate_all("found => found.forEach(one => one.open = true)")


def look(person: Any, frame: Frame, axe: Callable[..., None], folder: Path, name: str) -> None:
    """The screen with everything unfolded: no fault, and no sideways scroll folded or not."""
    assert fits(frame), name
    unfold(frame)
    axe(person.page)
    assert fits(frame), f"{name}, unfolded"
    person.page.screenshot(path=folder / f"{name}.png", full_page=True)


@pytest.mark.parametrize(
    ("size", "language", "role"),
    [
        (PHONE, "nl", "stagecoördinator"),
        (DESKTOP, "en", "placement coordinator"),
        (PHONE, "en", "school supervisor"),
    ],
    ids=["coordinator with a phone", "coordinator at a desk", "supervisor with a phone"],
)
def test_every_screen_is_clean_and_fits(
    sign_in: Callable[..., Any],
    axe: Callable[..., None],
    tmp_path: Path,
    size: dict[str, int],
    language: str,
    role: str,
) -> None:
    person = sign_in("dana", size=size, language=language)
    frame = open_board(person, role)
    more = {"nl": "Meer", "en": "More"}[language]
    for screen in frame.locator(".wb-nav").get_by_role("link").all_inner_texts():
        go(frame, screen)
        look(person, frame, axe, tmp_path, screen)
        row = frame.locator("tbody th a[data-go]")
        if row.count():
            row.first.press("Enter")
            expect(frame.locator("[data-heading]")).not_to_have_text(screen)
            look(person, frame, axe, tmp_path, f"{screen}, one")
    go(frame, more)
    for screen in frame.locator(".wb-today a[data-go]").all_inner_texts():
        go(frame, more)
        frame.locator(".wb-today").get_by_role("link", name=screen, exact=True).press("Enter")
        expect(frame.locator("[data-heading]")).to_have_text(screen)
        look(person, frame, axe, tmp_path, screen)


def test_from_today_to_a_student_who_is_helped_first_by_keyboard(sign_in: Callable[..., Any]) -> None:
    frame = open_board(sign_in("dana", size=DESKTOP))
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
    person = sign_in("dana", size=DESKTOP)
    frame = open_board(person)
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
