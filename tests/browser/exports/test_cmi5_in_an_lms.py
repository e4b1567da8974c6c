"""cmi5 packages against an LRS that knows the rules: statements, order, what is kept, going back, and trouble."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import PHONE
from tests.browser.exports.lrs import Lrs
from tests.browser.exports.site import Site, package
from tests.browser.exports.walking import answer, answer_all, go_to, place, put, questions, read_on, said

Window = Callable[..., BrowserContext]
NODE = Path(__file__).resolve().parents[3] / "var/node"
SPACE = "{https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd}"
LONG = "Een lang verhaal met é. " * 3000


@dataclass
class Launched:
    """A learner's browser and the LMS behind it."""

    lrs: Lrs
    site: Site
    context: BrowserContext
    log: list[str]

    def open(self) -> Page:
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.log.append(str(error)))
        page.goto(self.lrs.launch(f"{self.site.address}/content/index.html", self.site.address))
        page.locator(".wx-open").wait_for()
        return page

    def leave(self, page: Page) -> None:
        """Go elsewhere, and wait until the last statement has come."""
        page.goto("about:blank")
        self.until(lambda: self.lrs.verbs(self.lrs.sessions)[-1:] == ["terminated"])
        page.close()

    def until(self, happened: Callable[[], bool]) -> None:
        deadline = time.monotonic() + 5
        while not happened():
            assert time.monotonic() < deadline, (self.lrs.verbs(), self.lrs.refused)
            time.sleep(0.02)


@contextmanager
def running(module: str, window: Window, **options: Any) -> Iterator[Launched]:
    files = package("cmi5", module)
    unit = etree.fromstring(files["cmi5.xml"]).find(f"{SPACE}au")
    mark = unit.get("masteryScore")
    lrs = Lrs(str(unit.get("id")), **{"mastery": float(mark) if mark else None, **options})
    site = Site(files, [lrs.handle])
    with site.serving():
        yield (launched := Launched(lrs, site, window(PHONE), []))
    assert lrs.refused == []
    assert launched.log == []


def test_all_right_is_completed_and_passed(window: Window) -> None:
    with running("W1", window) as launched:
        page = launched.open()
        assert read_on(page)[-1] == "W1-quiz"
        assert answer_all(page, rightly=True) == 3
        assert "100%" in said(page, "module")
        launched.leave(page)
        lrs = launched.lrs
    assert lrs.verbs() == ["initialized", *["answered"] * 3, "completed", "passed", "terminated"]
    assert lrs.result_of("passed")["score"] == {"scaled": 1, "raw": 100, "min": 0, "max": 100}


def test_an_answer_says_which_question_and_is_the_same_in_both_languages(window: Window) -> None:
    with running("W1", window) as launched:
        page = launched.open()
        go_to(page, "quiz-W1")
        (key, right), *_ = questions(page)
        answer(page, key, right)
        launched.leave(page)
        unit = launched.lrs.unit
        asked = launched.lrs.statements[1]["object"]
    english = etree.fromstring(package("cmi5", "W1", "en")["cmi5.xml"]).find(f"{SPACE}au")
    assert asked["id"] == f"{unit}#{key}" == f"{english.get('id')}#{key}"
    assert asked["definition"]["correctResponsesPattern"] == [right]
    assert [list(one["description"]) for one in asked["definition"]["choices"]] == [["nl"]] * 3


def test_an_independent_judge_finds_every_statement_well_formed(window: Window) -> None:
    """The form of xAPI, by Learning Locker's own rules; `lrs.py` judges what cmi5 adds."""
    if not (NODE / "node_modules/@learninglocker/xapi-validation").exists() or not shutil.which("node"):
        pytest.skip("xapi-validation is not here: run tools/install_test_programs")
    with running("W1", window) as launched:
        for rightly in (False, True):
            page = launched.open()
            read_on(page)
            go_to(page, "quiz-W1")
            answer_all(page, rightly=rightly)
            launched.leave(page)
        statements = launched.lrs.statements
    assert {"initialized", "answered", "failed", "passed", "completed", "terminated"} == set(
        launched.lrs.verbs()
    )
    spoiled = [{**statements[0], "timestamp": "yesterday"}]
    assert judged(statements) == []
    assert judged(spoiled) != []


def judged(statements: list[dict[str, Any]]) -> list[Any]:
    """The warnings of the judge."""
    program = (
        "const judge = require('@learninglocker/xapi-validation').default;"
        "const all = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
        "console.log(JSON.stringify(all.flatMap((one) => judge(one))));"
    )
    done = subprocess.run(
        ["node", "-e", program],
        input=json.dumps(statements),
        cwd=NODE,
        capture_output=True,
        text=True,
        check=True,
    )
    warnings: list[Any] = json.loads(done.stdout)
    return warnings


def test_failing_is_said_at_the_end_and_the_next_session_may_pass(window: Window) -> None:
    with running("W1", window) as launched:
        page = launched.open()
        read_on(page)
        answer_all(page, rightly=False)
        launched.leave(page)
        assert launched.lrs.verbs(1)[-3:] == ["completed", "failed", "terminated"]
        assert launched.lrs.result_of("failed")["score"]["scaled"] == 0

        page = launched.open()
        assert place(page) == "W1-quiz"
        answer_all(page, rightly=True)
        launched.leave(page)
        assert launched.lrs.verbs(2) == ["initialized", *["answered"] * 3, "passed", "terminated"]

        page = launched.open()  # a visit after that has nothing to add
        launched.leave(page)
        assert launched.lrs.verbs(3) == ["initialized", "terminated"]


def test_a_better_try_still_counts_and_passing_is_said_when_the_page_is_left(window: Window) -> None:
    with running("W1", window) as launched:
        page = launched.open()
        go_to(page, "quiz-W1")
        (key, right), *others = questions(page)
        answer(page, key, next(name for name in "abc" if name != right))
        for other, its_right in others:
            answer(page, other, its_right)
        launched.until(lambda: launched.lrs.verbs().count("answered") == 3)
        assert "passed" not in launched.lrs.verbs()  # 67% is enough, but it may become more
        launched.leave(page)
        assert launched.lrs.result_of("passed")["score"]["raw"] == 67
        assert launched.lrs.verbs()[-2:] == ["passed", "terminated"]


def test_coming_back_finds_place_answers_and_long_forms(window: Window) -> None:
    with running("W7", window) as launched:
        page = launched.open()
        go_to(page, "quiz-W7")
        (key, right), *_ = questions(page)
        answer(page, key, right)
        put(page, 0, LONG)
        go_to(page, "lesson-W7-2")
        launched.until(lambda: launched.lrs.documents.get("winternship", {}).get("place") == "W7.2")
        launched.leave(page)

        page = launched.open()
        assert place(page) == "W7.2"
        assert page.locator("[data-activity] textarea").first.input_value() == LONG
        go_to(page, "quiz-W7")
        assert page.locator(f"[data-question='{key}']").get_attribute("data-state") == "right"
        launched.leave(page)


def test_what_was_typed_last_is_kept_when_the_page_is_left_at_once(window: Window) -> None:
    with running("W7", window) as launched:
        page = launched.open()
        put(page, 0, "Op het laatste moment")
        launched.leave(page)
        launched.until(lambda: "laatste moment" in str(launched.lrs.documents.get("winternship")))


def test_a_module_without_questions_is_completed_by_reading(window: Window) -> None:
    with running("W0", window) as launched:
        page = launched.open()
        read_on(page)
        launched.leave(page)
        assert launched.lrs.verbs() == ["initialized", "completed", "terminated"]


@pytest.mark.parametrize("mode", ["Browse", "Review"])
def test_looking_around_records_no_result_and_says_so(window: Window, mode: str) -> None:
    with running("W1", window, mode=mode) as launched:
        page = launched.open()
        assert "verandert je resultaat niet" in said(page, "lms")
        read_on(page)
        answer_all(page, rightly=True)
        launched.leave(page)
        assert launched.lrs.verbs() == ["initialized", "terminated"]


def test_the_mastery_score_of_the_lms_counts(window: Window) -> None:
    with running("W1", window, mastery=0.9) as launched:
        page = launched.open()
        read_on(page)
        (key, right), *others = questions(page)
        answer(page, key, next(name for name in "abc" if name != right))
        for other, its_right in others:
            answer(page, other, its_right)
        assert "90%" in said(page, "module")
        launched.leave(page)
        assert launched.lrs.result_of("failed")["score"]["raw"] == 67


def test_the_learner_can_go_back_to_the_lms(window: Window) -> None:
    with running("W1", window) as launched:
        launched.site.pages["back.html"] = b"<!doctype html><title>back</title>Back in the LMS"
        launched.lrs.return_url = f"{launched.site.address}/back.html"
        page = launched.open()
        page.locator("[data-leave]").click()
        page.wait_for_url("**/back.html")
        assert launched.lrs.verbs() == ["initialized", "terminated"]


def test_a_reload_does_not_use_the_session_again_and_says_what_to_do(window: Window) -> None:
    with running("W1", window) as launched:
        page = launched.open()
        assert not page.locator("[data-leave]").is_visible()  # no address to go back to
        page.reload()
        page.locator("[data-message=lms]:not(:empty)").wait_for()
        assert "opnieuw" in said(page, "lms")
        read_on(page)
        assert launched.lrs.refused == ["8.2.1: the token is fetched once, by POST"]
        launched.lrs.refused.clear()


def test_an_lrs_that_fails_is_told_and_nothing_is_lost(window: Window) -> None:
    with running("W1", window) as launched:
        page = launched.open()
        launched.lrs.fails = True
        read_on(page)
        answer_all(page, rightly=True)
        page.locator("[data-message=saving]:not(:empty)").wait_for()
        launched.lrs.fails = False
        go_to(page, "about")
        page.locator("[data-message=saving]:empty").wait_for(state="attached")
        launched.leave(page)
        assert launched.lrs.verbs() == ["initialized", *["answered"] * 3, "completed", "passed", "terminated"]


def test_without_a_launch_it_works_and_says_that_nothing_is_kept(window: Window) -> None:
    with running("W1", window) as launched:
        page = launched.context.new_page()
        page.goto(f"{launched.site.address}/content/index.html")
        assert "niet bewaard" in said(page, "lms")
        read_on(page)
        answer_all(page, rightly=True)
        assert "100%" in said(page, "module")
