"""SCORM packages in a real run time: scores, coming back, too little room, and an LMS that fails."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.conftest import PHONE
from tests.browser.exports.scorm_lms import Lms, lms_with
from tests.browser.exports.walking import answer, answer_all, go_to, place, put, questions, read_on, said
from tests.course_export.sample import HOSTILE, retitled, small_course
from winternship_export.formats import format_named
from winternship_export.losses import Losses
from winternship_export.options import Options

BOTH = pytest.mark.parametrize("standard", ["scorm12", "scorm2004"])
LONG = "Een lang verhaal met é. " * 500
Window = Callable[..., BrowserContext]


@contextmanager
def running(standard: str, module: str, window: Window, **options: Any) -> Iterator[Lms]:
    lms = lms_with(standard, module, window(PHONE), **options)
    with lms.site.serving():
        yield lms
    assert lms.log == []


def outcome(standard: str, cmi: dict[str, Any]) -> tuple[str, str, float | None]:
    """How far, how well, and the score out of 100."""
    if standard == "scorm12":
        status, raw = cmi["core"]["lesson_status"], cmi["core"]["score"]["raw"]
        return status, status, float(raw) if raw else None
    raw, scaled = cmi["score"]["raw"], cmi["score"]["scaled"]
    assert not raw or float(scaled) * 100 == pytest.approx(float(raw), abs=0.5)
    return cmi["completion_status"], cmi["success_status"], float(raw) if raw else None


def interactions(cmi: dict[str, Any]) -> list[dict[str, Any]]:
    found = cmi["interactions"]
    children = (
        found["childArray"] if "childArray" in found else [found[key] for key in found if key.isdigit()]
    )
    return list(children)


@BOTH
def test_all_right_is_a_full_score(window: Window, standard: str) -> None:
    with running(standard, "W1", window) as lms:
        page, frame = lms.open()
        assert read_on(frame) == ["about", "W1.1", "W1.2", "W1.3", "W1-quiz"]
        assert answer_all(frame, rightly=True) == 3
        assert "100%" in said(frame, "module")
        faults = lms.faults(page)
        cmi = lms.leave(page)
    finished = ("passed", "passed") if standard == "scorm12" else ("completed", "passed")
    assert outcome(standard, cmi) == (*finished, 100)
    assert len(interactions(cmi)) == 3
    assert faults == []


@BOTH
def test_all_wrong_is_zero_and_may_be_tried_again(window: Window, standard: str) -> None:
    with running(standard, "W1", window) as lms:
        page, frame = lms.open()
        read_on(frame)
        answer_all(frame, rightly=False)
        assert "0%" in said(frame, "module")
        page.wait_for_timeout(50)
        before = outcome(standard, lms.stored["cmi"]) if lms.stored else None
        answer_all(frame, rightly=True)
        faults = lms.faults(page)
        cmi = lms.leave(page)
    failed = ("failed", "failed") if standard == "scorm12" else ("completed", "failed")
    assert before == (*failed, 0)
    assert outcome(standard, cmi)[1:] == ("passed", 100)
    assert faults == []


@BOTH
def test_a_question_once_right_stays_right(window: Window, standard: str) -> None:
    """As in the course itself: a try that is wrong afterwards takes nothing away."""
    with running(standard, "W1", window) as lms:
        page, frame = lms.open()
        read_on(frame)
        answer_all(frame, rightly=True)
        answer_all(frame, rightly=False)
        cmi = lms.leave(page)
    assert outcome(standard, cmi)[1:] == ("passed", 100)


@BOTH
def test_coming_back_finds_place_answers_and_forms(window: Window, standard: str) -> None:
    with running(standard, "W7", window) as lms:
        page, frame = lms.open()
        go_to(frame, "quiz-W7")
        (first, right), (second, other), *_ = questions(frame)
        wrong = next(name for name in "abc" if name != other)
        answer(frame, first, right)
        answer(frame, second, wrong)
        go_to(frame, "lesson-W7-1")
        put(frame, 0, "Marit & <Jan> “é” 🙂\nregel 2")
        boxes = frame.locator("[data-activity] input[type=checkbox]")
        boxes.first.evaluate("box => box.click()")
        filled = frame.evaluate(VALUES)
        lms.leave(page)

        page, frame = lms.open()
        assert place(frame) == "W7.1"
        assert frame.evaluate(VALUES) == filled
        assert len(filled) == 2
        go_to(frame, "quiz-W7")
        assert frame.locator(f"[data-question='{first}']").get_attribute("data-state") == "right"
        assert frame.locator(f"[data-question='{second}']").get_attribute("data-state") == "wrong"
        assert frame.locator(f"[data-question='{second}'] [data-feedback='{wrong}']").is_visible()
        answer(frame, second, other)
        faults = lms.faults(page)
        cmi = lms.leave(page)
    assert faults == []
    assert outcome(standard, cmi)[0] == "incomplete"
    if standard == "scorm2004":  # in 1.2 what was written cannot be read back, so a new visit adds
        assert [one["id"] for one in interactions(cmi)] == [first, second]


VALUES = """() => [...document.querySelectorAll('[data-activity] [name]:not([type=radio])')]
  .filter((field) => field.type === 'checkbox' ? field.checked : field.value)
  .map((field) => [field.name, field.type === 'checkbox' ? true : field.value])"""


@BOTH
def test_a_module_without_questions_is_complete_when_it_was_read(window: Window, standard: str) -> None:
    with running(standard, "W0", window) as lms:
        page, frame = lms.open()
        assert said(frame, "module") == ""
        read_on(frame)
        assert said(frame, "module")
        faults = lms.faults(page)
        cmi = lms.leave(page)
    assert outcome(standard, cmi)[0] == "completed"
    assert outcome(standard, cmi)[2] is None
    assert faults == []


@BOTH
def test_a_quiz_alone_does_not_complete_a_module(window: Window, standard: str) -> None:
    with running(standard, "W1", window) as lms:
        page, frame = lms.open()
        go_to(frame, "quiz-W1")
        answer_all(frame, rightly=True)
        assert "W1.1" in said(frame, "module")
        cmi = lms.leave(page)
    assert outcome(standard, cmi)[0] == "incomplete"
    # An LMS with SCORM 1.2 takes any score for the end, so there it waits.
    assert outcome(standard, cmi)[2] == (None if standard == "scorm12" else 100)


@BOTH
def test_the_lms_may_set_the_pass_mark(window: Window, standard: str) -> None:
    element = {"scorm12": "cmi.student_data", "scorm2004": "cmi"}[standard]
    value = {"mastery_score": "90"} if standard == "scorm12" else {"scaled_passing_score": "0.9"}
    with running(standard, "W1", window, initial={element: value}) as lms:
        page, frame = lms.open()
        read_on(frame)
        (key, right), *others = questions(frame)
        answer(frame, key, next(name for name in "abc" if name != right))
        for other, its_right in others:
            answer(frame, other, its_right)
        assert "90%" in said(frame, "module")
        cmi = lms.leave(page)
    assert outcome(standard, cmi)[1:] == ("failed", 67)


@BOTH
def test_the_time_is_told_once_and_the_visit_is_suspended(window: Window, standard: str) -> None:
    with running(standard, "W1", window) as lms:
        page, _ = lms.open()
        page.wait_for_timeout(1100)
        cmi = lms.leave(page)
        calls = page.evaluate("() => window.calls")
    verbs = [call[0] for call in calls]
    assert verbs[0] == "Initialize"
    assert verbs[-1] in ("Finish", "Terminate")
    assert len({"Finish", "Terminate"} & set(verbs)) == 1
    assert verbs.count(verbs[-1]) == 1
    session = {call[1][0]: call[1][1] for call in calls if call[0] == "SetValue"}
    assert session["cmi.core.exit" if standard == "scorm12" else "cmi.exit"] == "suspend"
    time = session["cmi.core.session_time" if standard == "scorm12" else "cmi.session_time"]
    form = r"0000:00:(\d\d)" if standard == "scorm12" else r"PT(\d+)S"
    told = re.fullmatch(form, time)
    assert told, time
    assert int(told[1]) >= 1
    assert cmi


# All at once, but for what would hide the others: each start of a package costs seconds.
TITLES = [" ".join(one.strip() for one in HOSTILE if len(one) < 100), "x" * 300, " spaces at both ends "]


@pytest.mark.parametrize("title", TITLES)
def test_any_title_is_shown_and_told_as_it_was_written(window: Window, title: str) -> None:
    files = format_named("scorm2004").write(retitled(small_course(module="W1"), title), Options(), Losses())
    with running("scorm2004", "W1", window, files=files) as lms:
        page, frame = lms.open()
        page.on("dialog", lambda dialog: lms.log.append(dialog.message))
        assert (frame.locator("h1").text_content() or "").strip() == title.strip()
        go_to(frame, "quiz-W1")
        answer_all(frame, rightly=True)
        assert title.strip() in said(frame, "module")
        faults = lms.faults(page)
        cmi = lms.leave(page)
    assert faults == []
    assert [one["description"] for one in interactions(cmi)] == [f"{{lang=nl}}{title.strip()[:240]}"] * 3


@BOTH
@pytest.mark.parametrize("mode", ["review", "browse"])
def test_looking_back_changes_no_result_and_says_so(window: Window, standard: str, mode: str) -> None:
    """Moodle opens a finished attempt again to look back, and would keep a score all the same."""
    initial = {"cmi.core": {"lesson_mode": mode}} if standard == "scorm12" else {"cmi": {"mode": mode}}
    with running(standard, "W1", window, initial=initial) as lms:
        page, frame = lms.open()
        assert "verandert je resultaat niet" in said(frame, "lms")
        read_on(frame)
        answer_all(frame, rightly=True)
        lms.leave(page)
        written = {call[1][0] for call in page.evaluate("() => window.calls") if call[0] == "SetValue"}
    assert not [name for name in written if "score" in name or "status" in name or "interactions" in name]


def test_little_room_keeps_place_and_answers_and_says_what_is_not_kept(window: Window) -> None:
    with running("scorm12", "W7", window) as lms:
        page, frame = lms.open()
        go_to(frame, "quiz-W7")
        answer_all(frame, rightly=True)
        put(frame, 0, LONG)
        frame.locator("[data-missed]").first.wait_for(state="attached")
        assert "ruimte" in (frame.locator("[data-missed]").first.text_content() or "")
        cmi = lms.leave(page)
        assert len(cmi["suspend_data"]) <= 4096

        page, frame = lms.open()
        assert place(frame) == "W7-quiz"
        assert all(
            frame.locator(f"[data-question='{key}']").get_attribute("data-state") == "right"
            for key, _ in questions(frame)
        )
        lms.leave(page)


def test_2004_has_room_for_what_is_filled_in(window: Window) -> None:
    with running("scorm2004", "W7", window) as lms:
        page, frame = lms.open()
        put(frame, 0, LONG)
        lms.leave(page)
        page, frame = lms.open()
        assert frame.locator("[data-activity] textarea").first.input_value() == LONG
        lms.leave(page)


@BOTH
def test_a_commit_that_fails_is_told_and_taken_back_when_it_works(window: Window, standard: str) -> None:
    lms = lms_with(standard, "W1", window(PHONE))
    with lms.site.serving():
        page, frame = lms.open()
        lms.is_failing = True
        read_on(frame)
        frame.locator("[data-message=saving]:not(:empty)").wait_for()
        assert answer_all(frame, rightly=True) == 3  # the page goes on working
        lms.is_failing = False
        go_to(frame, "about")
        frame.locator("[data-message=saving]:empty").wait_for(state="attached")
        cmi = lms.leave(page)
    assert outcome(standard, cmi)[1:] == ("passed", 100)


@BOTH
@pytest.mark.parametrize("fault", ["() => 'false'", "() => { throw new Error('gone'); }", "() => undefined"])
def test_an_lms_that_does_not_start_is_told_and_breaks_nothing(
    window: Window, standard: str, fault: str
) -> None:
    lms = lms_with(standard, "W1", window(PHONE))
    name = "API" if standard == "scorm12" else "API_1484_11"
    lms.site.pages["lms.js"] = (
        f"window.{name} = new Proxy({{}}, {{ get: () => {fault} }});"
        "document.body.append(Object.assign(document.createElement('iframe'), {src: '/content/index.html'}));"
    ).encode()
    with lms.site.serving():
        _, frame = lms.open()
        assert "docent" in said(frame, "lms")
        read_on(frame)
        answer_all(frame, rightly=True)
        assert "100%" in said(frame, "module")
    assert lms.log == []


@BOTH
def test_without_an_lms_it_works_and_says_that_nothing_is_kept(window: Window, standard: str) -> None:
    lms = lms_with(standard, "W1", window(PHONE))
    with lms.site.serving():
        page = lms.context.new_page()
        page.on("pageerror", lambda error: lms.log.append(str(error)))
        page.goto(f"{lms.site.address}/content/index.html")
        assert "niet bewaard" in said(page, "lms")
        read_on(page)
        answer_all(page, rightly=True)
        assert "100%" in said(page, "module")
        page.reload()
        assert place(page) == "W1-quiz"  # the address still names the page
    assert lms.log == []


@BOTH
def test_the_api_is_found_above_other_frames_and_in_the_window_that_opened_this_one(
    window: Window, standard: str
) -> None:
    lms = lms_with(standard, "W1", window(PHONE), frame_source="/between.html")
    lms.site.pages["between.html"] = (
        b'<!doctype html><title>b</title><iframe src="/content/index.html"></iframe>'
    )
    with lms.site.serving():
        page = lms.context.new_page()
        page.goto(f"{lms.site.address}/lms.html")
        page.wait_for_function("() => window.calls.some(([verb]) => verb === 'Initialize')")
        page.close()

        page = lms.context.new_page()
        lms.frame_source = "about:blank"
        page.goto(f"{lms.site.address}/lms.html")
        with page.expect_popup() as popup:
            page.evaluate("() => void window.open('/content/index.html')")
        popup.value.locator(".wx-open").wait_for()
        assert page.evaluate("() => window.calls.some(([verb]) => verb === 'Initialize')")
        assert said(popup.value, "lms") == ""
