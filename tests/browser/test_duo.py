"""A file of DUO is compared in the administration: filtered, paged and taken along as CSV, on a phone and at a desk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Page, expect

from tests.board.world import World, build
from tests.browser.conftest import DESKTOP, PHONE
from tests.connectors.screens.test_duo import LIST, lines

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(live_server: Any) -> World:
    """A region in the database that the server reads."""
    return build()


@pytest.mark.parametrize(
    ("size", "language", "words"),
    [
        (
            PHONE,
            "nl",
            ("Bestand van DUO vergelijken", "Vergelijk", "Volgende →", "tot en met", "Download alles"),
        ),
        (DESKTOP, "en", ("Compare a file of DUO", "Compare", "Next →", "to", "Download all")),
    ],
    ids=["with a phone", "at a desk"],
)
def test_a_file_is_compared(
    live_server: Any,
    world: World,
    window: Callable[..., Any],
    axe: Callable[[Page], None],
    size: dict[str, int],
    language: str,
    words: tuple[str, ...],
) -> None:
    page = window(size, locale=language).new_page()
    title, compare, on, to, csv = words
    get_user_model().objects.create_superuser("admin", password="only for this test")
    page.goto(live_server.url + LIST)
    page.locator("#id_username").fill("admin")
    page.locator("#id_password").fill("only for this test")
    page.locator("#id_password").press("Enter")
    page.get_by_role("link", name=title).click()
    _looks_well(page, axe)

    give(page, compare, b"not of DUO")
    expect(page.get_by_role("alert")).to_contain_text("Registratieoverzicht")
    _looks_well(page, axe)

    give(page, compare, lines(60))
    rows = page.locator("#wc-duo tbody tr:visible")
    expect(rows).to_have_count(50)
    _looks_well(page, axe)
    page.locator("#wc-kind").select_option("only_duo")
    expect(page.get_by_role("status")).to_have_text(f"1 {to} 50 {'van' if language == 'nl' else 'of'} 60")
    page.get_by_role("button", name=on).press("Enter")
    expect(rows).to_have_count(10)
    with page.expect_download() as started:
        page.get_by_role("button", name=csv).press("Enter")
    text = Path(started.value.path()).read_text(encoding="utf-8-sig")
    assert text.count("POK") == 60
    page.goto(page.url)  # asked anew, nothing is left
    expect(page.locator("#wc-duo")).to_have_count(0)


def give(page: Page, compare: str, content: bytes) -> None:
    page.locator("#id_file").set_input_files({"name": "RO.CSV", "mimeType": "text/csv", "buffer": content})
    page.get_by_role("button", name=compare, exact=True).press("Enter")
    page.wait_for_load_state()


def _looks_well(page: Page, axe: Callable[[Page], None]) -> None:
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
