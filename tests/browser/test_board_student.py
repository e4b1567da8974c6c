"""A student on the placement board, in a frame of the practice LMS: with keyboard, on a phone, and with "back"."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from tests.browser.boards import go, open_board, walk
from tests.browser.conftest import PHONE

RARE = "deeg"  # stands in the titles of a few bakeries


def all_places(frame: Any) -> None:
    """Not only those of one's own programme, which come first."""
    frame.get_by_role("link", name="Show all places").press("Enter")
    expect(frame.locator("tbody tr")).to_have_count(25)


def test_search_apply_and_go_back(sign_in: Callable[..., Any], axe: Callable[..., None]) -> None:
    person = sign_in("sam")
    frame = open_board(person)
    axe(person.page)
    go(frame, "Find a place")
    expect(frame.locator("[data-heading]")).to_be_focused()
    axe(person.page)
    all_places(frame)
    frame.get_by_label("Words").fill(RARE)
    frame.get_by_role("button", name="Search", exact=True).press("Enter")
    expect(frame.locator("tbody tr")).not_to_have_count(25)
    found = frame.locator("tbody tr").count()
    first = frame.locator("tbody th a").first
    title = first.inner_text()
    assert 0 < found < 25
    assert RARE not in frame.url
    first.press("Enter")
    expect(frame.get_by_role("heading", name=title)).to_be_focused()
    axe(person.page)
    frame.evaluate("history.back()")
    expect(frame.locator("tbody tr")).to_have_count(found)  # the search of before, though no address holds it
    first.press("Enter")
    frame.get_by_label("Your letter").fill("I like to bake with old grain.")
    # A browser asks for the box itself; one that does not must get its answer from the server.
    frame.locator("form").evaluate_all("forms => forms.forEach(form => form.noValidate = true)")
    frame.get_by_role("button", name="Send my application").press("Enter")
    expect(frame.locator("[data-problems]")).to_be_focused()
    expect(frame.get_by_label("Your letter")).to_have_value("I like to bake with old grain.")
    axe(person.page)
    frame.locator("[data-problems] a").first.press("Enter")
    expect(frame.get_by_label("I have seen what")).to_be_focused()
    frame.get_by_label("I have seen what").check()
    frame.get_by_role("button", name="Send my application").press("Enter")
    expect(frame.locator(".wb-done")).to_contain_text("Your application is sent")
    expect(frame.locator("[data-live]")).to_contain_text("Your application is sent")
    axe(person.page)


def test_wishes_by_keyboard_alone(sign_in: Callable[..., Any], axe: Callable[..., None]) -> None:
    person = sign_in("sam")
    frame = open_board(person)
    titles = []
    for row in (0, 1):
        go(frame, "Find a place")
        all_places(frame)
        link = frame.locator("tbody th a").nth(row)
        titles.append(link.inner_text())
        link.press("Enter")
        expect(frame.locator("[data-heading]")).to_have_text(titles[row])
        frame.get_by_role("button", name="Add to my wishes").press("Enter")
        expect(frame.locator(".wb-done")).to_contain_text("Added to your wishes")
    go(frame, "My wishes")
    wishes = frame.locator(".wb-order li")
    place = wishes.count() - 2  # those that were there already stay before them
    expect(wishes.nth(place)).to_contain_text(titles[0])
    frame.get_by_role("button", name=re.compile(f"Up ?: {re.escape(titles[1])}")).focus()
    person.page.keyboard.press("Enter")
    expect(wishes.nth(place)).to_contain_text(titles[1])
    expect(frame.locator("[data-live]")).to_contain_text(f"is now number {place + 1}")
    axe(person.page)
    frame.get_by_role("button", name="Undo").press("Enter")
    expect(wishes.nth(place)).to_contain_text(titles[0])


def test_every_screen_on_a_phone_in_dutch(sign_in: Callable[..., Any], axe: Callable[..., None]) -> None:
    person = sign_in("sam", size=PHONE, language="nl")
    frame = open_board(person)
    walk(person, frame, axe, at_least=8)
    go(frame, "Mijn gegevens")
    frame.get_by_role("button", name="English").press("Enter")
    expect(frame.locator("[data-heading]")).to_have_text("My data")


def test_the_file_of_my_data_arrives(sign_in: Callable[..., Any]) -> None:
    person = sign_in("sam")
    frame = open_board(person)
    go(frame, "My data")
    with person.page.expect_download() as download:
        frame.get_by_role("button", name="Download all that is mine").press("Enter")
    assert download.value.suggested_filename == "winternship.json"
    assert "Sam Smit" in download.value.path().read_text(encoding="utf-8")
