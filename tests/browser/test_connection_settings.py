"""The settings of files in the administration: only those that fit the choices, and all of them without scripts."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Page, expect

from tests.board.world import World, build
from tests.browser.conftest import DESKTOP, PHONE
from winternship_connectors.models import Connection

pytestmark = pytest.mark.django_db(transaction=True)
ALWAYS = {"connection_name", "place", "form", "prefix"}
COLUMNS = {"content", "columns", "separator", "encoding", "date_format", "no_header", "for_machines"}
MAIL = {f"mail_{one}" for one in ("host", "security", "port", "user", "password", "sender", "recipients")}


@pytest.fixture
def region(transactional_db: None) -> World:
    """A region with a school."""
    return build()


def opened(live_server: Any, region: World, page: Page) -> None:
    get_user_model().objects.create_superuser("admin", password="only for this test")
    school = region.ids["college"]
    wanted = f"/admin/winternship_connectors/connection/add/?connector=filedrop&school={school}"
    page.goto(f"{live_server.url}/admin/login/")
    page.locator("#id_username").fill("admin")
    page.locator("#id_password").fill("only for this test")
    page.locator("#id_password").press("Enter")
    page.goto(live_server.url + wanted)


def shown(page: Page) -> set[str]:
    """The settings that are seen."""
    fields = page.locator("form [name]:visible:not([name=rule]):not([type=submit]):not(button)")
    return set(fields.evaluate_all("found => found.map(one => one.name)")) - {"csrfmiddlewaretoken"}


def look(page: Page, axe: Callable[[Page], None], name: str) -> None:
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), name
    folder = os.environ.get("WINTERNSHIP_PICTURES")
    if folder:
        width = (page.viewport_size or {})["width"]
        page.screenshot(path=f"{folder}/{width}-files-{name}.png", full_page=True)


@pytest.mark.parametrize(
    ("size", "language", "save"),
    [(PHONE, "nl", "Opslaan"), (DESKTOP, "en", "Save")],
    ids=["with a phone", "at a desk"],
)
def test_only_what_fits_the_choices_is_asked(
    live_server: Any,
    region: World,
    window: Callable[..., Any],
    axe: Callable[[Page], None],
    size: dict[str, int],
    language: str,
    save: str,
) -> None:
    page = window(size, locale=language).new_page()
    opened(live_server, region, page)
    place, form = page.locator("#id_place"), page.locator("#id_form")
    assert shown(page) == ALWAYS | COLUMNS
    look(page, axe, "new")

    place.select_option("sftp")
    assert shown(page) == ALWAYS | COLUMNS | {"sftp_url", "host_key", "user", "password"}
    form.select_option("jsonl")
    assert shown(page) == ALWAYS | {"sftp_url", "host_key", "user", "password", "content"}
    form.select_option("oneroster")
    place.select_option("mail")
    assert shown(page) == ALWAYS | MAIL | {"companies"}
    look(page, axe, "mail-oneroster")

    form.select_option("moodle")
    place.select_option("folder")
    page.locator("#id_folder").fill("school")
    page.get_by_role("button", name=save).press("Enter")
    expect(page.locator(".form-row.errors")).to_have_count(1)
    expect(page.locator(".form-row.errors #id_moodle_course")).to_be_visible()
    assert shown(page) == ALWAYS | {"folder", "moodle_course", "moodle_role"}
    look(page, axe, "asked")

    page.locator("#id_moodle_course").fill("BPV-2027")
    page.get_by_role("button", name=save).press("Enter")
    expect(page.locator("#id_rule")).to_be_visible()
    assert shown(page) == ALWAYS | {"folder", "moodle_course", "moodle_role"}
    look(page, axe, "saved")
    assert Connection.objects.get().config == {
        "place": "folder",
        "folder": "school",
        "form": "moodle",
        "prefix": "placements",
        "moodle_course": "BPV-2027",
        "moodle_role": "student",
    }


def test_without_scripts_all_is_shown_and_what_fits_is_kept(
    live_server: Any,
    region: World,
    window: Callable[..., Any],
) -> None:
    page = window(DESKTOP, locale="en", java_script_enabled=False).new_page()
    opened(live_server, region, page)
    for name in ("folder", "sftp_url", "mail_host", "moodle_course", "columns"):
        expect(page.locator(f"#id_{name}")).to_be_visible()

    page.locator("#id_place").select_option("folder")
    page.locator("#id_folder").fill("school")
    page.locator("#id_form").select_option("jsonl")
    page.get_by_role("button", name="Save").press("Enter")

    expect(page.locator("#id_rule")).to_be_visible()
    assert Connection.objects.get().config == {
        "place": "folder",
        "folder": "school",
        "form": "jsonl",
        "content": "all",
        "prefix": "placements",
    }
