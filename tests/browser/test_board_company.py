"""A company and a trainer on the placement board: in a frame, on a phone, by keyboard, and by a personal link."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.boards import SIZES, fits, go, open_board, walk
from tests.browser.conftest import PHONE, ROOT, Demo
from tests.depth import chequered

TITLE = "Brood, van deeg tot toonbank"


@pytest.fixture(scope="session")
def link(demo: Demo) -> str:
    """The address of a personal link, once there is something to see for a company."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "winternship_lti.settings",
        "WINTERNSHIP_URL": demo.tool,
        "WINTERNSHIP_DATA": str(demo.data),
    }
    command = [sys.executable, "-m", "tests.browser.board_story"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return f"{demo.tool}/board/link/{done.stdout.splitlines()[-1]}"


@pytest.mark.parametrize(
    ("name", "language", "size"),
    chequered([(*who, size) for who in (("bo", "nl"), ("tess", "en")) for size in SIZES]),
)
def test_every_screen_is_clean_and_fits(
    link: str,
    sign_in: Callable[..., Any],
    axe: Callable[..., None],
    name: str,
    language: str,
    size: dict[str, int],
) -> None:
    person = sign_in(name, language=language, size=size)
    walk(person, open_board(person), axe, at_least=5)


def test_an_answer_by_keyboard_alone(
    link: str, sign_in: Callable[..., Any], axe: Callable[..., None]
) -> None:
    person = sign_in("bo")
    frame = open_board(person)
    frame.locator("li", has_text=TITLE).get_by_role("link", name=re.compile("Answer the application")).press(
        "Enter"
    )
    expect(frame.locator("[data-heading]")).to_be_focused()
    expect(frame.locator("[data-heading]")).to_contain_text("Candidate")
    assert "Lin" not in frame.content()
    frame.locator("summary", has_text="Invite").press("Enter")
    box = frame.get_by_label("Message to the student").first
    expect(box).to_have_value(re.compile("We would like to meet"))
    box.press("End")
    frame.locator("form").evaluate_all("forms => forms.forEach(form => form.noValidate = true)")
    frame.get_by_role("button", name="Invite").press("Enter")
    expect(frame.locator("[data-problems]")).to_be_focused()
    axe(person.page)
    frame.locator("[data-problems] a").first.press("Enter")
    expect(frame.get_by_label("I ask everyone the same questions.")).to_be_focused()
    person.page.keyboard.press("Space")
    frame.get_by_role("button", name="Invite").press("Enter")
    expect(frame.locator("[data-heading]")).to_have_text("Lin Mertens")
    expect(frame.locator(".wb-done")).to_contain_text("You see the name now")
    axe(person.page)


def test_a_vacancy_is_written_and_submitted(
    link: str, sign_in: Callable[..., Any], axe: Callable[..., None]
) -> None:
    person = sign_in("bo")
    frame = open_board(person)
    go(frame, "Vacancies")
    frame.get_by_role("link", name="New vacancy").press("Enter")
    frame.get_by_label("Title").fill("Pastry with native speakers")
    frame.get_by_label("Description").fill("You learn pastry.")
    frame.get_by_label("Programme (crebo)").fill("25180")
    frame.get_by_label("What does the student do?").first.fill("Makes pastry")
    frame.get_by_label("Code of the work process").first.fill("B1-K1-W3")
    axe(person.page)
    frame.get_by_role("button", name="Save the draft").press("Enter")
    expect(frame.locator(".wb-done")).to_contain_text("saved as a draft")
    expect(frame.locator("mark")).to_have_text("native speakers")
    axe(person.page)
    frame.get_by_role("link", name="Edit the vacancy").press("Enter")
    expect(frame.get_by_label("Code of the work process").first).to_have_value("B1-K1-W3")
    frame.get_by_label("Title").fill("Pastry")
    frame.get_by_role("button", name="Save the draft").press("Enter")
    expect(frame.locator("mark")).to_have_count(0)


def test_the_agreement_is_signed_with_the_rules_in_sight(
    link: str, sign_in: Callable[..., Any], axe: Callable[..., None]
) -> None:
    person = sign_in("bo")
    frame = open_board(person)
    frame.locator("li", has_text="Eva Smeets").get_by_role("link", name="Sign the agreement").press("Enter")
    expect(frame.get_by_role("heading", name="Signatures: 0 / 3")).to_be_visible()
    expect(frame.get_by_text("Check the current rule").first).to_be_visible()
    axe(person.page)
    frame.get_by_label("I have read the agreement").check()
    frame.get_by_role("button", name="I sign for the company").press("Enter")
    expect(frame.locator(".wb-done")).to_contain_text("Signed.")
    expect(frame.get_by_role("heading", name="Signatures: 1 / 3")).to_be_visible()
    axe(person.page)


def test_a_trainer_confirms_hours_by_a_link_on_a_phone_without_scripts(
    link: str, window: Callable[..., BrowserContext], axe: Callable[..., None]
) -> None:
    page = window(PHONE, locale="nl-NL").new_page()
    page.goto(link)
    expect(page.get_by_role("heading", name="Vandaag")).to_be_visible()
    axe(page)
    page.get_by_role("link", name=re.compile("Bevestig 3 weken")).click()
    axe(page)
    assert fits(page)
    week = page.get_by_role("group").filter(has_text="Kim Visser").nth(1)
    week.get_by_label("Klopt niet, stuur terug").check()
    week.get_by_role("textbox").fill("Dinsdag was je vrij.")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.locator(".wb-done")).to_contain_text("2 goedgekeurd, 1 teruggestuurd.")
    axe(page)
    page.goto(link + "x")
    expect(page.get_by_role("heading", name="Deze link werkt niet meer")).to_be_visible()
    axe(page)
