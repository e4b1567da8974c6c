"""Pages of a cartridge in Chromium: axe finds nothing, drawings are drawn, and links lead to pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.course_export.writers.cartridge_reading import WHOLE, written
from tests.depth import chequered
from winternship_export.source import WORKS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# A page for Moodle has no heading above all: Moodle puts the title of the activity there.
RULES = {
    "imscc": {"rules": {"page-has-heading-one": {"enabled": False}}},
    "imscc13": {},
}


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    yield page
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize(("work", "kind"), chequered([(work, kind) for work in WORKS for kind in WHOLE]))
def test_pages_are_accessible_and_whole(page: Page, tmp_path: Path, work: str, kind: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    course, package, _ = written(work, "nl", kind)
    for path, data in package.files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    shown = ["pages/about.html", *sorted({f"pages/{lesson.key}.html" for lesson in course.lessons[::9]})]
    drawn = {
        path
        for path in package.files
        if path.endswith(".html") and b'src="../pictures/' in package.files[path]
    }

    for path in [*shown, *sorted(drawn)]:
        page.goto((tmp_path / path).as_uri())
        faults = Axe().run(page, options=RULES[kind]).response["violations"]
        assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in faults] == [], path
        assert page.evaluate("[...document.images].every((one) => one.naturalWidth > 0)"), path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


@pytest.mark.browser
def test_a_link_opens_the_lesson_it_names(page: Page, tmp_path: Path) -> None:
    _, package, _ = written("win", "nl", "imscc13")
    for path, data in package.files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)

    page.goto((tmp_path / "pages/about.html").as_uri())
    page.get_by_role("link", name="W6.1 De praktijkovereenkomst").click()
    assert page.title() == "W6.1 De praktijkovereenkomst"
    page.get_by_role("link", name="W6.3 Aansprakelijk en verzekerd").click()
    assert page.get_by_role("heading", level=1).inner_text() == "W6.3 Aansprakelijk en verzekerd"
