"""The pages that only say something: each readable, in both languages, on a phone and a desktop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import BrowserContext, Page

from tests.lti_tool.conftest import _fresh_caches  # noqa: F401 - each live server is another platform's tool
from winternship_export.checking import check
from winternship_lti import downloads, observing
from winternship_lti.models import Deployment, Registration

from .conftest import DESKTOP, PHONE

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = {
    "home": "/",
    "privacy": "/privacy",
    "refused login": "/lti/login",
    "visit that is over": "/l/unknown/",
    "invitation that is over": "/lti/register/unknown",
}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_plain_pages_have_no_fault_and_need_no_sideways_scroll(
    live_server: Any,
    window: Callable[..., BrowserContext],
    axe: Callable[[Page], None],
    size: dict[str, int],
    language: str,
) -> None:
    page = window(size, locale={"nl": "nl-NL", "en": "en-GB"}[language]).new_page()
    for path in PAGES.values():
        page.goto(live_server.url + path)
        assert page.locator("html").get_attribute("lang") == language
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_health_page_of_a_platform_has_no_fault(
    live_server: Any, window: Callable[..., BrowserContext], axe: Callable[[Page], None], size: dict[str, int]
) -> None:
    User.objects.create_superuser("admin", "admin@example.org", "only for this test")
    row = Registration.objects.create(
        name="Moodle of the test",
        issuer="https://lms.example",
        client_id="client-1",
        auth_url="https://lms.example/auth",
        token_url="https://lms.example/token",
        jwks_url="https://lms.example/jwks",
    )
    Deployment.objects.create(registration=row, deployment_id="1", status=Deployment.Status.ACTIVE)
    page = window(size).new_page()
    page.goto(f"{live_server.url}/lti/login?iss=https://lms.example")  # a refusal to be seen
    observing.flush()
    page.goto(f"{live_server.url}/admin/")
    page.get_by_label("Username").fill("admin")
    page.get_by_label("Password").fill("only for this test")
    page.get_by_role("button", name="Log in").click()
    page.goto(f"{live_server.url}/admin/winternship_lti/observedplatform/")
    page.get_by_role("link", name="Moodle of the test").first.click()
    page.wait_for_load_state()

    assert "Moodle of the test" in page.inner_text("body")
    axe(page)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_downloads_have_no_fault_and_give_the_file(
    live_server: Any,
    window: Callable[..., BrowserContext],
    axe: Callable[[Page], None],
    size: dict[str, int],
    language: str,
) -> None:
    page = window(size, locale={"nl": "nl-NL", "en": "en-GB"}[language]).new_page()
    page.goto(f"{live_server.url}/downloads/{downloads.new_pass()}/")
    axe(page)
    page.locator("#what").select_option("win/W5")
    page.locator("#format").select_option("imscc")
    page.get_by_role("button").press("Enter")
    page.wait_for_load_state()

    assert "W5" in page.inner_text("section")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    with page.expect_download() as download:
        page.locator("section a.button").press("Enter")
    assert download.value.suggested_filename == f"win-W5-{language}-imscc.imscc"
    assert check(download.value.path().read_bytes())[1] == []
