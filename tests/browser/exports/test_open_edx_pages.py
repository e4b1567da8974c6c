"""The pages of a course for Open edX as its LMS shows a unit: under two titles, in the width that a frame gives."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Route

from tests.browser.conftest import DESKTOP, PHONE
from tests.course_export.sample import small_course
from tests.course_export.writers.olx_reading import Read, read, write
from winternship_export.source import read_course

LMS = "http://open-edx.test"
MEDIA = {"svg": "image/svg+xml", "png": "image/png"}


def show(page: Page, package: Read, language: str) -> list[tuple[str, str]]:
    """Serve the units as pages; gives the address and title of each."""
    pages: dict[str, bytes] = {}
    shown = []
    for number, unit in enumerate(package.units()):
        inside = b"".join(
            package.files[f"course/html/{package.whole(node).get('filename')}.html"]
            for node in unit
            if node.tag == "html"
        )
        title = unit.get("display_name")
        pages[f"/{number}"] = (
            f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
            '<meta name="viewport" content="width=device-width"><style>img{max-width:100%}</style></head>'
            f"<body><main><h1>Open edX</h1><h2>{title}</h2>".encode()
            + inside
            + b"</main></body></html>"
        )
        shown.append((f"{LMS}/{number}", title))

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(LMS)
        media = MEDIA.get(path.rpartition(".")[2], "text/html")
        body = pages.get(path) or package.files.get(f"course{path}")
        route.fulfill(body=body or b"", status=200 if body else 404, content_type=media)

    page.route(f"{LMS}/**", answer)
    return shown


@pytest.mark.parametrize(("language", "size"), [("nl", PHONE), ("en", DESKTOP)], ids=["phone", "desktop"])
def test_units_have_no_fault_and_need_no_sideways_scroll(
    window: Callable[..., BrowserContext], axe: Callable[[Page], None], language: str, size: dict[str, int]
) -> None:
    """A module with sheets of many kinds, and one with drawings and an exercise."""
    courses = [small_course(language), read_course("broker", language).only(["I2"])]
    page = window(size).new_page()
    for course in courses:
        package = read(write(course, "paper")[0])
        for address, title in show(page, package, language):
            page.goto(address)
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), title
            missing = page.evaluate(
                "[...document.images].filter(one => !one.naturalWidth).map(one => one.src)"
            )
            assert missing == []
        page.unroute(f"{LMS}/**")
