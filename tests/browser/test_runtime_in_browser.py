"""Blocks that others wrote, in a real browser: Acid, which tests its host, and drag-and-drop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.lti_tool.conftest import *  # noqa: F403 - the same visits, on a live server
from winternship_lti import cookies
from winternship_lti.models import Outcome

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def show(
    live_server: Any, visitor: Callable[..., Any], window: Callable[..., BrowserContext]
) -> Callable[..., tuple[Page, Any]]:
    """Open a visit in a browser: `show("acid")`."""

    def make(block_type: str, **options: Any) -> tuple[Page, Any]:
        visit = visitor(block_type, **options)
        name = cookies.launch_cookie(visit.session.pk)
        context = window()
        # Chromium sends a Secure cookie to http on loopback, but lets no script of ours set one there.
        host = "https://" + live_server.url.partition("://")[2].partition(":")[0]
        context.add_cookies(
            [{"name": name, "value": visit.client.cookies[name].value, "url": host, "secure": True}]
        )
        page = context.new_page()
        page.goto(live_server.url + visit.path)
        return page, visit

    return make


def test_acid_finds_nothing_wrong_with_our_runtime(show: Callable[..., tuple[Page, Any]]) -> None:
    page, _ = show("acid")
    page.wait_for_load_state("networkidle")

    assert page.locator(".pass").count() >= 2 + 4 * 4, page.inner_text("main")
    assert page.locator(".fail").count() == 0, page.inner_text("main")
    assert page.locator(".error").count() == 0, page.inner_text("main")
    assert page.locator(".unknown").count() == 0, page.inner_text("main")


def test_a_choice_in_done_xblock_is_still_there_after_a_reload(show: Callable[..., tuple[Page, Any]]) -> None:
    page, visit = show("done")
    page.locator(".done_onoffswitch-label").click()
    page.wait_for_load_state("networkidle")

    assert Outcome.objects.get(person_id=visit.session.person_id).score == 1
    page.reload()
    assert '"state": true' in page.content()


def test_drag_and_drop_starts_and_takes_a_drop_by_keyboard(show: Callable[..., tuple[Page, Any]]) -> None:
    page, visit = show("drag-and-drop-v2")
    page.locator(".xblock--drag-and-drop .item-bank .option").first.wait_for()

    page.locator(".xblock--drag-and-drop .item-bank .option").first.focus()
    page.keyboard.press("Enter")
    page.locator(".xblock--drag-and-drop .zone").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")

    assert Outcome.objects.filter(person_id=visit.session.person_id).exists()
