"""The lessons in both hosts: read, fill in, answer, come back, and a grade that arrives."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Frame, Page, Route, expect

from tests.depth import some
from winternship_core.curriculum import load_work

from .conftest import DESKTOP, PHONE, Demo, Person

WORKS = {
    "win": ("win-winternship", "lessons", 0),
    "broker": ("info-point", "brokers", 3),
    "handbook": ("info-point", "handbook", 4),
    "blueprint": ("info-point", "blueprint", 5),
}
PLACES = {
    key: [
        place
        for module in load_work(key).modules
        for place in [
            *(lesson.key for lesson in module.lessons),
            *([f"{module.key}-quiz"] if module.quiz else []),
        ]
    ]
    for key in WORKS
}


def turn_to(frame: Frame | Page, place: str) -> None:
    """Open a page of the work by its entry in the contents."""
    frame.locator(f"[data-contents] [data-go='{place}']").evaluate("button => button.click()")
    frame.locator(f".wl[data-place='{place}']").wait_for()


def places(frame: Frame | Page) -> list[str]:
    """Every page that the contents offer, in their order."""
    found: list[str] = frame.locator("[data-contents] li [data-go]").evaluate_all(
        "buttons => buttons.map((button) => button.dataset.go)"
    )
    return found


def saved(frame: Frame) -> None:
    frame.wait_for_function("() => /aved|ewaard/.test(document.querySelector('[data-status]').textContent)")


@pytest.mark.parametrize("work", WORKS)
def test_pages_in_the_lms_have_no_fault_on_a_phone(
    sign_in: Callable[..., Person], axe: Callable[[Page], None], work: str
) -> None:
    course, activity, _ = WORKS[work]
    person = sign_in("mika", size=PHONE, language="nl")
    frame = person.open_activity(course, activity)
    frame.locator(".wl[data-ready]").wait_for()
    assert len(places(frame)) == len(PLACES[work])
    # Each page of it is looked at in the other host; here the language and the frame are what is new.
    for place in ["", *places(frame)[::4]]:
        turn_to(frame, place)
        assert frame.locator(".wl").get_attribute("lang") == "nl"
        assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{place} sticks out"
        axe(person.page)


@pytest.mark.parametrize("work", some(list(WORKS), 4))
def test_every_page_as_a_native_block_has_no_fault_on_a_phone(
    demo: Demo, window: Callable[..., BrowserContext], axe: Callable[[Page], None], work: str
) -> None:
    page = window(PHONE, locale="en-GB").new_page()
    page.goto(f"{demo.lms}/workbench/scenario/winternship_lesson.{WORKS[work][2]}/?student=reader")
    page.locator(".wl[data-ready]").wait_for()
    if page.locator(".wl").get_attribute("lang") != "en":
        page.locator(".wl [data-action=language][data-value=en]").click()
        page.locator(".wl[lang=en]").wait_for()
    for place in places(page):
        turn_to(page, place)
        assert page.evaluate("document.querySelector('.wl').scrollWidth <= innerWidth"), f"{place} sticks out"
        axe(page)


def test_a_baker_reads_fills_in_comes_back_and_the_gradebook_knows(sign_in: Callable[..., Person]) -> None:
    bo = sign_in("bo", size=PHONE)
    frame = bo.open_activity(activity="lessons")
    frame.locator(".wl-page [data-go]").first.click()
    frame.locator(".wl[data-place='W0.1']").wait_for()
    frame.locator(".wl-turn [data-done]").click()
    frame.locator(".wl[data-place='W1.1']").wait_for()
    assert frame.evaluate("document.activeElement.matches('[data-focus]')"), (
        "the new page's heading has the focus"
    )
    hope = frame.locator("form[data-activity='W1.1-story'] [name=hope]")
    hope.fill("Iemand die later blijft")
    saved(frame)

    bo.page.reload()
    frame = bo.tool_frame()
    frame.locator(".wl[data-place='W1.1']").wait_for()

    assert hope_of(frame) == "Iemand die later blijft"
    turn_to(frame, "W1-quiz")
    question = frame.locator("[data-question='W1-q1']")
    for choice, told in (("a", "wl-wrong"), ("c", "wl-right")):
        question.locator(f"input[value={choice}]").check()
        question.locator("[data-action=answer]").click()
        question.locator(f".{told}").wait_for()
    assert "1" in frame.locator("[data-score]").inner_text()

    deadline = 15
    while "3" not in bo.grade(person="bo") and deadline:
        bo.page.wait_for_timeout(1000)
        deadline -= 1
    assert deadline, "one lesson of 33 is 3 points of 100"


def hope_of(frame: Frame) -> str:
    return frame.locator("form[data-activity='W1.1-story'] [name=hope]").input_value()


def test_a_calculator_a_word_check_and_a_term_answer_in_place(sign_in: Callable[..., Person]) -> None:
    tess = sign_in("tess", size=DESKTOP, language="nl")
    frame = tess.open_activity(activity="lessons")
    turn_to(frame, "W6.4")
    form = frame.locator("form[data-activity='W6.4-hours']")
    form.locator("[name=school1]").fill("14")
    form.locator("[name=work1]").fill("40")
    form.locator("[data-action=result]").click()
    form.locator("[data-result]").filter(has_text="meer dan 45").wait_for()

    turn_to(frame, "W5.1")
    form = frame.locator("form[data-activity='W5.1-check']")
    form.locator("textarea").fill("Wij zijn een jong team.")
    held: list[Route] = []
    # Playwright marks the function it is given, which it cannot do with a method of a list.
    tess.page.route("**/calculate**", lambda route: held.append(route))  # noqa: PLW0108
    form.locator("[data-action=result]").click()
    # Saving shows the result too, and may be first.
    form.locator("[data-result] mark").filter(has_text="jong team").wait_for()

    term = frame.locator("[data-term]").first
    term.focus()
    with tess.page.expect_response("**/calculate**") as late:
        held[0].continue_()
    late.value.finished()
    tess.page.keyboard.press("Enter")
    expect(term).to_have_attribute("aria-expanded", "true")
    tess.page.keyboard.press("Escape")
    expect(term).to_have_attribute("aria-expanded", "false")


def test_what_one_person_wrote_is_not_shown_to_another(sign_in: Callable[..., Person]) -> None:
    sam = sign_in("sam")
    frame = sam.open_activity(activity="lessons")
    turn_to(frame, "W1.1")
    frame.locator("form[data-activity='W1.1-story'] [name=worry]").fill("Een geheim van Sam")
    saved(frame)

    mika = sign_in("mika")
    frame = mika.open_activity(activity="lessons")
    turn_to(frame, "W1.1")
    assert frame.locator("form[data-activity='W1.1-story'] [name=worry]").input_value() == ""
    dana = sign_in("dana")
    frame = dana.open_activity(activity="lessons")
    assert "geheim" not in frame.locator(".wl").inner_text()
