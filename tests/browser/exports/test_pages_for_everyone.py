"""Exported pages for everyone: axe on every kind of page, the keyboard alone, small screens, paper, no scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import PHONE
from tests.browser.exports.site import Site, package
from tests.browser.exports.walking import answer, answer_all, go_to, place, questions, read_on, said
from winternship_export.formats import format_named
from winternship_export.losses import Losses
from winternship_export.options import Options
from winternship_export.pack import Files
from winternship_export.source import WORKS, read_course

Window = Callable[..., BrowserContext]
Check = Callable[[Page], None]
NARROW = {"width": 320, "height": 640}


def lessons_with_each_kind() -> dict[str, tuple[str, str, str]]:
    """One lesson for each kind of activity: its work, module and key."""
    found: dict[str, tuple[str, str, str]] = {}
    for work in WORKS:
        for section in read_course(work, "nl").sections:
            for lesson in section.lessons:
                for task in lesson.tasks:
                    found.setdefault(task.activity.kind, (work, section.key, lesson.key))
    return found


KINDS = lessons_with_each_kind()


@contextmanager
def shown(files: Files, context: BrowserContext) -> Iterator[tuple[Page, str]]:
    """A page on a server that allows no inline script, and the server's address."""
    log: list[str] = []
    with Site(files).serving() as site:
        page = context.new_page()
        page.on("pageerror", lambda error: log.append(str(error)))
        page.on("console", lambda text: log.append(text.text) if text.type == "error" else None)
        yield page, f"{site.address}/content"
        page.close()
    assert log == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_lesson_with_each_kind_of_activity_has_no_fault(window: Window, axe: Check, kind: str) -> None:
    work, module, lesson = KINDS[kind]
    with shown(package("scorm2004", module, "nl", work), window(PHONE)) as (page, address):
        page.goto(f"{address}/index.html#lesson-{lesson.replace('.', '-')}")
        assert place(page) == lesson
        terms = page.locator(".wx-open a[data-term]")
        if terms.count():
            terms.first.click()
            page.locator(".wx-open [data-gloss]").wait_for()
        axe(page)
        if questions(page):
            answer_all(page, rightly=False)
            axe(page)


def test_the_first_page_and_a_quiz_have_no_fault_before_and_after_an_answer(
    window: Window, axe: Check
) -> None:
    with shown(package("scorm12", "W5", "en"), window(PHONE)) as (page, address):
        page.goto(f"{address}/index.html")
        axe(page)
        page.locator("[data-contents] summary").click()
        axe(page)
        go_to(page, "quiz-W5")
        axe(page)
        (first, right), (second, other), *_ = questions(page)
        page.locator("[data-action=answer]").nth(2).click()  # without a choice
        answer(page, first, right)
        answer(page, second, next(name for name in "abc" if name != other))
        axe(page)


@pytest.mark.parametrize("name", ["index.html", "lesson-W2.2.html", "quiz-W2.html"])
def test_a_web_site_has_no_fault(window: Window, axe: Check, name: str) -> None:
    with shown(package("web", "W2"), window(PHONE)) as (page, address):
        page.goto(f"{address}/{name}")
        axe(page)
        if name.startswith("quiz"):
            answer(page, *questions(page, "main")[0])
            assert page.locator("[data-quiz-result]").inner_text()
            axe(page)


@pytest.mark.parametrize("work", WORKS)
def test_no_page_is_wider_than_the_narrowest_screen(window: Window, work: str) -> None:
    course = read_course(work, "nl")  # all modules in one page, so that it is loaded once
    files = format_named("scorm2004").write(course, Options(), Losses())
    with shown(files, window(NARROW)) as (page, address):
        page.goto(f"{address}/index.html")
        wide = page.evaluate(
            """() => [...document.querySelectorAll('[data-page]')].filter((screen) => {
              for (const one of document.querySelectorAll('.wx-open')) one.classList.remove('wx-open');
              screen.classList.add('wx-open');
              return document.documentElement.scrollWidth > document.documentElement.clientWidth;
            }).map((screen) => screen.dataset.page)"""
        )
        assert wide == []
        assert page.locator("[data-page]").count() > len(course.lessons)


def test_a_module_can_be_done_with_the_keyboard_alone(window: Window) -> None:
    with shown(package("scorm2004", "W1"), window()) as (page, address):
        page.goto(f"{address}/index.html")
        page.keyboard.press("Tab")
        assert focused(page) == "Naar de inhoud"
        page.keyboard.press("Enter")
        assert focused(page) == "Voor je begint"
        for key in ("W1.1", "W1.2", "W1.3", "W1-quiz"):
            tab_to(page, "Verder")
            page.keyboard.press("Enter")
            page.wait_for_function(
                "(key) => document.querySelector('.wx-open').dataset.page === key", arg=key
            )
            assert page.evaluate("() => document.activeElement.tagName") == "H2"
        for key, right in questions(page):
            tab_to_question(page, key)
            page.keyboard.press("Space")
            for _ in range("abcd".index(right)):
                page.keyboard.press("ArrowDown")
            tab_to(page, "Kijk na")
            page.keyboard.press("Enter")
            assert page.locator(f"[data-question='{key}']").get_attribute("data-state") == "right"
        assert "100%" in said(page, "module")


def focused(page: Page) -> str:
    text: str = page.evaluate("() => document.activeElement.innerText")
    return text.strip()


def tab_to(page: Page, words: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if focused(page).startswith(words):
            return
    raise AssertionError(f"the Tab key does not come to {words!r}")


def tab_to_question(page: Page, key: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.name") == f"q:{key}":
            return
    raise AssertionError(f"the Tab key does not come to {key}")


def test_a_word_opens_and_closes_with_the_keyboard(window: Window) -> None:
    with shown(package("scorm2004", "W2"), window(PHONE)) as (page, address):
        page.goto(f"{address}/index.html#lesson-W2-2")
        term = page.locator(".wx-open a[data-term]").first
        term.focus()
        page.keyboard.press("Enter")
        assert term.get_attribute("aria-expanded") == "true"
        assert page.locator(".wx-open [data-gloss]").inner_text()
        page.keyboard.press("Escape")
        assert page.locator(".wx-open [data-gloss]").count() == 0
        assert place(page) == "W2.2"


def test_going_back_in_the_browser_goes_back_a_page(window: Window) -> None:
    with shown(package("scorm2004", "W1"), window(PHONE)) as (page, address):
        page.goto(f"{address}/index.html")
        assert read_on(page)[-1] == "W1-quiz"
        page.go_back()
        page.wait_for_function("() => document.querySelector('.wx-open').dataset.page === 'W1.3'")
        assert page.evaluate("() => document.activeElement.tagName") == "H2"
        assert page.title().startswith("W1.3")


def test_without_scripts_all_of_a_module_can_be_read(window: Window) -> None:
    with shown(package("scorm12", "W5"), window(PHONE, java_script_enabled=False)) as (page, address):
        page.goto(f"{address}/index.html")
        assert page.locator("[data-page]").count() == 6
        assert "JavaScript" in page.locator("noscript").inner_text()
        assert all(one.is_visible() for one in page.locator("[data-page] h2").all())


def test_paper_shows_this_page_or_all_and_no_buttons(window: Window) -> None:
    with shown(package("scorm12", "W5"), window()) as (page, address):
        page.add_init_script("window.print = () => { window.printed = document.documentElement.className; };")
        page.goto(f"{address}/index.html#lesson-W5-1")
        page.emulate_media(media="print")
        assert [place(page)] == ["W5.1"]
        assert not page.locator("[data-contents]").is_visible()
        assert not page.locator(".wx-open .wx-turn").is_visible()
        assert page.locator(".wx-notice").is_visible()
        page.emulate_media(media="screen")
        page.locator("[data-print=all]").click()
        assert "wx-all" in page.evaluate("() => window.printed")
        page.emulate_media(media="print")
        assert all(one.is_visible() for one in page.locator("[data-page] h2").all())
        page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
        assert not page.locator("#quiz-W5 h2").is_visible()


@pytest.mark.parametrize("name", ["scorm12", "scorm2004", "cmi5", "web"])
def test_a_package_opens_from_a_folder(window: Window, tmp_path: Path, name: str) -> None:
    log: list[str] = []
    for file, data in package(name, "W2").items():
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_bytes(data)
    page = window(PHONE).new_page()
    page.on("pageerror", lambda error: log.append(str(error)))
    page.on("console", lambda text: log.append(text.text) if text.type == "error" else None)
    start = "index.html" if name != "web" else "quiz-W2.html"
    page.goto((tmp_path / start).as_uri())
    if name != "web":
        assert "niet bewaard" in said(page, "lms")
        read_on(page)
    answer(page, *questions(page, "[data-kind=quiz]")[0])
    assert page.locator("[data-quiz-result]").inner_text()
    assert log == []


def test_no_more_boxes_than_allowed_can_be_ticked(window: Window) -> None:
    work, module, lesson, most = next(
        (work, section.key, lesson.key, field.at_most)
        for work in WORKS
        for section in read_course(work, "nl").sections
        for lesson in section.lessons
        for task in lesson.tasks
        for field in task.activity.fields
        if field.at_most
    )
    with shown(package("scorm2004", module, "nl", work), window(PHONE)) as (page, address):
        page.goto(f"{address}/index.html#lesson-{lesson.replace('.', '-')}")
        boxes = page.locator(".wx-open [data-at-most] input")
        for index in range(most):
            boxes.nth(index).check()
        assert boxes.nth(most).is_disabled()
        boxes.nth(0).uncheck()
        assert boxes.nth(most).is_enabled()
