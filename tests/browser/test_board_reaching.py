"""A student subscribes to their own dates: the address works in a program, is told once, and stops when withdrawn."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.boards import DESK, go, look, open_board
from tests.browser.conftest import PHONE


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_calendar_is_made_read_and_withdrawn(
    sign_in: Callable[..., Any], axe: Callable[..., None], size: dict[str, int]
) -> None:
    person = sign_in("sam", size=size)
    frame = open_board(person)
    go(frame, "Mail and calendar")
    look(person, frame, axe, "reaching")
    frame.get_by_role("button", name="Make an address for my calendar").press("Enter")
    expect(frame.locator(".wb-done")).to_contain_text("Copy it now")
    look(person, frame, axe, "reaching-made")
    address = re.search(r"https?://\S+\.ics", frame.locator(".wb-done").inner_text())
    assert address
    with urllib.request.urlopen(address.group()) as answer:
        assert answer.headers["Content-Type"].startswith("text/calendar")
        assert b"BEGIN:VCALENDAR" in answer.read()

    frame.get_by_role("button", name="Withdraw").last.press("Enter")
    expect(frame.locator(".wb-done")).to_contain_text("Withdrawn.")
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(address.group())
