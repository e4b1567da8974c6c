"""The owner of a bakery inside an LMS on another site: launch in a frame, answer, reload, finish, grade."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.depth import chequered

from .conftest import DESKTOP, PHONE, Person
from .filling_in import answer_group, finish, go_on, saved, start

SIZES = pytest.mark.parametrize(
    ("name", "size"), [("bo", PHONE), ("tess", DESKTOP)], ids=["phone", "desktop"]
)


@SIZES
def test_answer_reload_half_way_finish_and_the_gradebook_shows_it(
    sign_in: Callable[..., Person], name: str, size: dict[str, int]
) -> None:
    person = sign_in(name, size=size)
    frame = person.open_activity()
    start(frame)
    for group in ("A", "B", "C"):
        answer_group(frame, group, "2")
        go_on(frame, group)
    saved(person.page, frame)

    person.page.reload()
    frame = person.tool_frame()

    assert frame.locator("[data-step='D']").is_visible(), "back where the person was"
    assert frame.locator("[data-step='B'] input[value='2']:checked").count() == 6
    for group in ("D", "E", "F", "G"):
        answer_group(frame, group, "3")
        go_on(frame, group)
    finish(frame)
    assert "Strong host" in frame.locator("[data-result]").inner_text()

    person.page.wait_for_timeout(3000)
    deadline = 10
    while "100" not in person.grade(person=name) and deadline:
        person.page.wait_for_timeout(1000)
        deadline -= 1
    assert "100" in person.grade(person=name)


@pytest.mark.parametrize(
    ("size", "language", "course", "activity"),
    chequered(
        [
            pytest.param(PHONE, "nl", "win-winternship", "trial", id="phone-nl"),
            pytest.param(PHONE, "en", "second-group", "trial", id="phone-en"),
            pytest.param(DESKTOP, "nl", "win-winternship", "check", id="desktop-nl"),
            pytest.param(DESKTOP, "en", "second-group", "check", id="desktop-en"),
        ]
    ),
)
def test_axe_finds_nothing_on_any_screen(
    sign_in: Callable[..., Person],
    axe: Callable[[Page], None],
    size: dict[str, int],
    language: str,
    course: str,
    activity: str,
) -> None:
    person = sign_in("mika", size=size, language=language)
    frame = person.open_activity(course, activity)
    frame.locator("[data-step='']").wait_for(state="visible")
    assert frame.locator(f"section[lang={language}]").count() == 1
    axe(person.page)
    start(frame)
    for group in ("A", "B", "C", "D", "E", "F", "G"):
        answer_group(frame, group, "1" if group in "BD" else "2")
        axe(person.page)
        go_on(frame, group)
    axe(person.page)
    finish(frame)
    axe(person.page)
    frame.locator("details summary").first.click()
    axe(person.page)


def test_teacher_sees_counts_and_nobodys_answers(
    sign_in: Callable[..., Person], axe: Callable[[Page], None]
) -> None:
    teacher = sign_in("dana")
    frame = teacher.open_activity()

    text = frame.locator(".wsa-teacher").inner_text()
    assert "fewer than five" in text.lower()
    axe(teacher.page)


def test_the_whole_check_can_be_done_with_the_keyboard(sign_in: Callable[..., Person]) -> None:
    person = sign_in("sam", size=PHONE)
    frame = person.open_activity(activity="trial")
    keyboard = person.page.keyboard
    frame.locator("[data-step=''] [data-go]").focus()
    keyboard.press("Enter")
    for group in ("A", "B", "C", "D", "E", "F", "G"):
        step = frame.locator(f"[data-step='{group}']")
        step.wait_for(state="visible")
        for item in step.locator("fieldset").all():
            name = item.get_attribute("data-item")
            for _ in range(6):
                keyboard.press("Tab")
                if frame.evaluate("document.activeElement.closest('fieldset')?.dataset.item") == name:
                    break
            assert frame.evaluate("document.activeElement.closest('fieldset')?.dataset.item") == name
            keyboard.press("ArrowDown")
        while frame.evaluate("document.activeElement.dataset.move") != "1":
            keyboard.press("Tab")
        keyboard.press("Enter")
    while frame.evaluate("document.activeElement.dataset.action") != "finish":
        keyboard.press("Tab")
    keyboard.press("Enter")

    frame.locator("[data-result]").wait_for(state="visible")
    assert frame.evaluate("document.activeElement.tagName") == "H3", "the result's heading has the focus"


def test_two_tabs_two_courses_and_two_people_never_mix(
    sign_in: Callable[..., Person], window: Callable[..., BrowserContext]
) -> None:
    context = window(DESKTOP)
    one = sign_in("sam", context=context)
    first = one.open_activity(course="second-group")
    start(first)
    answer_group(first, "A", "3")
    saved(one.page, first)

    two = Person(context.new_page(), one.demo)
    other_course = two.open_activity(course="second-group", activity="trial")
    assert other_course.locator("[data-step='A'] input:checked").count() == 0

    other_person = sign_in("tess", context=context).open_activity(course="second-group")
    assert other_person.locator("[data-step='A'] input:checked").count() == 0

    # The first tab still works for the first person.
    go_on(first, "A")
    answer_group(first, "B", "1")
    saved(one.page, first)
    one.page.reload()


def test_a_lost_connection_loses_no_answer(
    sign_in: Callable[..., Person], window: Callable[..., BrowserContext]
) -> None:
    context = window(PHONE)
    person = sign_in("bo", context=context)
    frame = person.open_activity(course="second-group")
    start(frame)
    context.set_offline(True)
    answer_group(frame, "A", "2")
    frame.locator("[data-status]").filter(has_text="offline").wait_for()
    context.set_offline(False)
    saved(person.page, frame)

    frame = person.open_activity(course="second-group")
    assert frame.locator("[data-step='A'] input[value='2']:checked").count() == 6


def test_where_the_frame_keeps_no_cookie_a_new_window_is_offered_and_works(
    sign_in: Callable[..., Person], window: Callable[..., BrowserContext], axe: Callable[[Page], None]
) -> None:
    context = window(DESKTOP)
    # The page finds no cookie, as in a browser that keeps none in a foreign frame, partitioned or not.
    context.add_init_script("Object.defineProperty(document, 'cookie', {get: () => ''})")
    person = sign_in("tess", context=context)
    person.page.goto(f"{person.demo.lms}/courses/win-winternship/activities/trial/")
    button = person.page.frame_locator("iframe").get_by_role("button", name="Open in a new window")
    button.wait_for()
    axe(person.page)

    with context.expect_page() as opened:
        button.click()
    opened.value.wait_for_url("**/l/**")
    opened.value.locator(".wsa-title").wait_for()
