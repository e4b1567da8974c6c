"""A broker on the placement board, in a frame of the practice LMS: a company from intake to verified, by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from tests.browser.boards import go, open_board, walk
from tests.browser.conftest import PHONE


def test_a_company_from_intake_to_verified(sign_in: Callable[..., Any], axe: Callable[..., None]) -> None:
    person = sign_in("mika")
    frame = open_board(person)
    axe(person.page)
    go(frame, "New company")
    axe(person.page)
    frame.get_by_label("Name of the company").fill("Kas en Co")
    # A browser asks for the fields itself; one that does not must get its answer from the server.
    frame.locator("form").evaluate_all("forms => forms.forEach(form => form.noValidate = true)")
    frame.get_by_role("button", name="Add the company").press("Enter")
    expect(frame.locator("[data-problems]")).to_be_focused()
    expect(frame.get_by_label("Name of the company")).to_have_value("Kas en Co")
    axe(person.page)
    frame.get_by_label("City").fill("Deventer")
    frame.get_by_label("Contact person").fill("Ada Bos")
    frame.get_by_label("No number, because").fill("being founded")
    frame.get_by_role("button", name="Add the company").press("Enter")
    expect(frame.locator("[data-heading]")).to_have_text("Kas en Co")
    axe(person.page)
    frame.locator("summary", has_text="Verify").press("Enter")
    frame.get_by_label("I checked the registry.").check()
    frame.get_by_label("I checked the mail domain or called back.").check()
    frame.get_by_label("Where can that be seen?").fill("KVK, today")
    frame.get_by_role("button", name="Verify").press("Enter")
    expect(frame.locator(".wb-done")).to_contain_text("It is now: verified")
    expect(frame.locator("[data-live]")).to_contain_text("It is now: verified")
    frame.get_by_label("New note").fill("Call in May.")
    frame.get_by_role("button", name="Save the note").press("Enter")
    expect(frame.locator(".wb-screen")).to_contain_text("Call in May.")
    frame.get_by_role("button", name=re.compile("Delete ?: Call in May")).press("Enter")
    frame.get_by_role("button", name="Undo").press("Enter")
    expect(frame.locator(".wb-screen")).to_contain_text("Call in May.")
    frame.locator("summary", has_text="Invite somebody").press("Enter")
    frame.get_by_role("button", name="Make a code").press("Enter")
    code = frame.get_by_label("The code").input_value()
    assert len(code) > 20
    assert code not in frame.url
    axe(person.page)
    go(frame, "Companies")
    frame.get_by_label("Words").fill("kas")
    frame.get_by_role("button", name="Search", exact=True).press("Enter")
    expect(frame.locator("tbody tr")).to_have_count(1)


def test_every_screen_on_a_phone_in_dutch(sign_in: Callable[..., Any], axe: Callable[..., None]) -> None:
    person = sign_in("mika", size=PHONE, language="nl")
    frame = open_board(person)
    walk(person, frame, axe, at_least=9)
    go(frame, "Vraag en aanbod")
    expect(frame.get_by_role("img", name="Open plekken en studenten zonder plek per sector")).to_be_visible()
    with person.page.expect_download() as download:
        frame.get_by_role("button", name="Download als CSV").press("Enter")
    assert download.value.suggested_filename == "region.csv"
    assert "minder dan 10" in download.value.path().read_text(encoding="utf-8-sig")
