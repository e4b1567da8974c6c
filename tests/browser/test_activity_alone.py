"""One activity or one quiz alone on a page, as a course that has the lessons as pages of its own shows it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Frame, Page

from tests.lti_tool.conftest import _fresh_caches  # noqa: F401 - each live server is another platform's tool
from winternship_lti.models import Outcome
from winternship_xblocks.lesson import LessonXBlock

from .conftest import PHONE, Demo
from .test_picking import School, framed, school  # noqa: F401 - a fixture

SCENARIOS = [title for title, _ in LessonXBlock.workbench_scenarios()]
Open = Callable[..., Page]


@pytest.fixture
def open_block(demo: Demo, window: Callable[..., BrowserContext]) -> Open:
    """Open a scenario of the workbench on a phone: `open_block("One quiz", "nl", student="ria")`."""

    def make(scenario: str, language: str, student: str, page: Page | None = None) -> Page:
        page = page or window(PHONE, locale="en-GB").new_page()
        number = SCENARIOS.index(scenario)
        page.goto(f"{demo.lms}/workbench/scenario/winternship_lesson.{number}/?student={student}")
        page.locator(".wl[data-ready]").wait_for()
        if page.locator(".wl").get_attribute("lang") != language:
            page.locator(f".wl [data-action=language][data-value={language}]").click()
            page.locator(f".wl[lang={language}]").wait_for()
        return page

    return make


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.querySelector('.wl').scrollWidth <= innerWidth"))


def score(page: Page | Frame, text: str) -> None:
    page.locator("[data-score]").filter(has_text=text).wait_for()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("scenario", ["One activity", "One set of cards", "One exercise", "One quiz"])
def test_it_has_no_fault_and_nothing_to_turn_to_on_a_phone(
    open_block: Open, axe: Callable[[Page], None], scenario: str, language: str
) -> None:
    page = open_block(scenario, language, f"reader-{language}")
    assert fits(page)
    assert page.locator("[data-contents], .wl-turn").count() == 0
    assert page.locator(".wl h2").count() == 1
    axe(page)


def test_what_is_filled_in_is_done_at_once_and_is_there_again(
    open_block: Open, axe: Callable[[Page], None]
) -> None:
    page = open_block("One activity", "en", "ria")
    field = page.locator("form[data-activity='W5.2-questions'] :is(textarea, input[type=text])").first
    field.fill("What would you like to learn here?")
    score(page, "✓ done")
    axe(page)

    open_block("One activity", "en", "ria", page)
    assert field.input_value() == "What would you like to learn here?"
    score(page, "✓ done")
    open_block("One activity", "en", "someone-else", page)
    assert field.input_value() == ""


def test_cards_are_done_by_a_click_and_the_focus_is_where_that_is_said(open_block: Open) -> None:
    page = open_block("One set of cards", "nl", "ria")
    page.locator("[data-action=card][data-by='1']").click()
    page.locator("[data-done]").click()
    score(page, "✓ klaar")
    assert page.locator("[data-done]").count() == 0
    assert page.evaluate("document.activeElement.matches('[data-score]')")


def test_a_quiz_tells_how_many_are_right_and_erasing_begins_anew(
    open_block: Open, axe: Callable[[Page], None]
) -> None:
    page = open_block("One quiz", "nl", "ria")
    questions = page.locator("[data-question]")
    total = questions.count()
    score(page, f"{total} vragen")
    for number in range(total):
        question = questions.nth(number)
        for choice in question.locator("input").all():
            choice.check()
            question.locator("[data-action=answer]").click()
            question.locator(".wl-feedback:focus").wait_for()
            if question.locator(".wl-right").count():
                break
    score(page, f"{total} van {total} goed")
    axe(page)
    page.locator("[data-action=erase-ask]").click()
    page.locator("[data-erase] [data-action=erase]").click()
    score(page, f"{total} vragen")
    assert page.locator(".wl-feedback").count() == 0


def test_an_exercise_counts_its_answers_as_they_are_chosen(open_block: Open) -> None:
    page = open_block("One exercise", "nl", "ria")
    score(page, "5 vragen")
    for question in page.locator("[data-question]").all():
        question.locator("input").first.check()
    page.locator("[data-score]").filter(has_text="van 5 goed").wait_for()


def opened(school: School, page: Page, title: str, query: str) -> Frame:  # noqa: F811 - the fixture's value
    """A learner's page with a link that the platform knows nothing of but its address, and the tool in its frame."""
    url = f"{school.tool.target_url}?block=winternship_lesson&field_work=win&{query}"
    link = school.lms.link(school.course, school.tool, title=title, url=url, custom={})
    page.goto(school.activity(link, school.anna))
    frame = framed(page, "/")
    frame.locator(".wl[data-ready]").wait_for()
    return frame


def outcome(title: str) -> tuple[float | None, float | None]:
    """Score and completion that the service keeps for a link, once both are there."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        found = Outcome.objects.filter(link__title=title).values_list("score", "completion").first()
        if found and None not in found:
            return found
        time.sleep(0.1)
    raise AssertionError(f"no outcome of {title}")


@pytest.mark.django_db(transaction=True)
def test_links_out_of_a_cartridge_open_one_activity_and_one_quiz_in_a_frame(
    school: School,  # noqa: F811
    settings: Any,
    window: Callable[..., BrowserContext],
    axe: Callable[[Page], None],
) -> None:
    settings.HOSTED_BLOCKS = ["winternship_self_assessment", "winternship_lesson"]
    page = window(PHONE).new_page()
    frame = opened(school, page, "Questions", "field_shows=W5.2-questions")
    frame.locator("form[data-activity='W5.2-questions'] input[type=text]").first.fill("What do you like?")
    score(frame, "✓ done")
    assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth")
    axe(page)
    assert outcome("Questions") == (1.0, 1.0)

    frame = opened(school, page, "Quiz", "field_shows=W5-quiz&field_graded_by=quiz")
    axe(page)
    question = frame.locator("[data-question='W5-q1']")
    for choice in question.locator("input").all():
        choice.check()
        question.locator("[data-action=answer]").click()
        question.locator(".wl-feedback:focus").wait_for()
        if question.locator(".wl-right").count():
            break
    score(frame, "1 of 4 right")
    deadline = time.monotonic() + 10
    while not Outcome.objects.filter(link__title="Quiz", score=0.25).exists():
        assert time.monotonic() < deadline, "no grade for the quiz"
        time.sleep(0.1)
