"""What a learner does in a package, in any LMS."""

from __future__ import annotations

from playwright.sync_api import Frame, Page


def place(frame: Frame | Page) -> str:
    """The key of the page that is open."""
    key = frame.locator(".wx-open").get_attribute("data-page")
    assert key
    return key


def read_on(frame: Frame | Page) -> list[str]:
    """Press Next to the last page; the keys of the pages that were opened."""
    opened = [place(frame)]
    while frame.locator(".wx-open .wx-turn .wx-main").count():
        frame.locator(".wx-open .wx-turn .wx-main").click()
        frame.wait_for_function(
            "(before) => document.querySelector('.wx-open').dataset.page !== before", arg=opened[-1]
        )
        opened.append(place(frame))
    return opened


def go_to(frame: Frame | Page, page_id: str) -> None:
    """Open a page by its entry in the contents."""
    frame.locator(f"[data-contents] a[href='#{page_id}']").evaluate("link => link.click()")
    frame.locator(f"#{page_id}.wx-open").wait_for()


def questions(frame: Frame | Page, where: str = ".wx-open") -> list[tuple[str, str]]:
    """The questions of the open page, with the right choice of each."""
    found: list[list[str]] = frame.locator(f"{where} [data-question]").evaluate_all(
        "all => all.map((one) => [one.dataset.question, one.dataset.right])"
    )
    return [(key, right) for key, right in found]


def answer(frame: Frame | Page, key: str, choice: str) -> None:
    """Choose and check."""
    question = frame.locator(f"[data-question='{key}']")
    question.locator(f"input[value='{choice}']").check()
    question.locator("[data-action=answer]").click()


def answer_all(frame: Frame | Page, *, rightly: bool) -> int:
    """Answer all questions of the open page; how many there were."""
    asked = questions(frame)
    for key, right in asked:
        answer(frame, key, right if rightly else next(name for name in "abc" if name != right))
    return len(asked)


def put(frame: Frame | Page, index: int, text: str) -> None:
    """Paste a long text into a field, also one on another page."""
    frame.locator("[data-activity] textarea").nth(index).evaluate(
        "(field, text) => { field.value = text; field.dispatchEvent(new Event('input', { bubbles: true })); }",
        text,
    )


def said(frame: Frame | Page, about: str) -> str:
    """What the page has to say about `lms`, `saving` or `module`."""
    return frame.locator(f"[data-message={about}]").inner_text()
