"""A key for rosters in the administration: made, seen once, revoked, on a phone and at a desk, by whoever is at it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Demo

LIST = "/admin/winternship_connectors/rosterkey/"


@pytest.mark.parametrize(
    ("size", "language", "words"),
    [
        (PHONE, "nl", ("Sleutel maken", "Schrijf het geheim nu over", "Intrekken", "ingetrokken")),
        (DESKTOP, "en", ("Make the key", "Copy the secret now", "Revoke", "was revoked")),
    ],
    ids=["with a phone", "at a desk"],
)
def test_a_key_is_made_and_revoked(
    demo: Demo,
    window: Callable[..., Any],
    axe: Callable[[Page], None],
    size: dict[str, int],
    language: str,
    words: tuple[str, str, str, str],
) -> None:
    page = window(size, locale=language).new_page()
    make, once, revoke, revoked = words
    page.goto(f"{demo.tool}{LIST}add/")
    page.locator("#id_username").fill("admin")
    page.locator("#id_password").fill(demo.admin_password)
    page.locator("#id_password").press("Enter")
    name = f"Library {language}"
    page.locator("#id_name").fill(name)
    axe(page)
    page.get_by_role("button", name=make).press("Enter")
    expect(page.get_by_text(once)).to_be_visible()
    secret = page.locator(".wc-key code").last.inner_text()
    assert re.fullmatch(r"[\w-]{43}", secret)
    _fits(page, axe)
    page.goto(demo.tool + LIST)
    page.get_by_role("link", name=name).click()
    assert secret not in page.content()
    _fits(page, axe)
    page.get_by_role("button", name=revoke, exact=True).press("Enter")
    expect(page.get_by_text(revoked).first).to_be_visible()


def _fits(page: Page, axe: Callable[[Page], None]) -> None:
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
