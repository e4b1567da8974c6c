"""Every item answered in the QTI 3 player that 1EdTech certified: each choice, its score and what is said to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.course_export.writers.qti3_reading import as_written, quizzes, written
from winternship_export.source import LANGUAGES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

MODULES = Path(__file__).resolve().parents[3] / "var" / "node" / "node_modules"
VUE = MODULES / "vue" / "dist" / "vue.min.js"
PLAYER = MODULES / "qti3-item-player" / "dist" / "qti3Player.umd.min.js"
STYLE = PLAYER.with_name("qti3Player.css")

# Loads each item once for each choice, clicks that choice as a learner would, and ends the attempt.
PLAY = """
async (items) => {
  let ready, ended;
  const node = document.body.appendChild(document.createElement('div'));
  const player = await new Promise((done) => {
    new Vue({ render: (h) => h(window.qti3Player.default || window.qti3Player, {
      on: {
        notifyQti3PlayerReady: done,
        notifyQti3ItemReady: () => ready(),
        notifyQti3EndAttemptCompleted: (data) => ended(data),
      },
    }) }).$mount(node);
  });
  const session = { max_attempts: 0, show_feedback: true, validate_responses: false };
  const words = (element) => element.innerText.split(/\\s+/).filter(Boolean).join(' ');
  const open = () => [...document.querySelectorAll('.qti-modal-feedback')]
    .filter((one) => [...one.querySelectorAll('*')].some((inside) => inside.getClientRects().length));
  const found = [];
  for (const [xml, count] of items) {
    const told = [];
    for (let index = 0; index < count; index++) {
      await new Promise((done) => {
        ready = done;
        const guid = `${found.length}-${index}`;
        // The same text twice would not be loaded twice.
        player.loadItemFromXml(`${xml}<!-- ${guid} -->`, { guid, status: 'interacting', sessionControl: session });
      });
      const choices = [...document.querySelectorAll('.qti-simple-choice')];
      const body = words(document.querySelector('.qti-item-body'));
      if (choices.length !== count) throw new Error(`${choices.length} choices`);
      choices[index].click();
      const { state } = await new Promise((done) => { ended = done; player.endAttempt('next'); });
      await Vue.nextTick();
      const value = (list, name) => (list.find((one) => one.identifier === name) || {}).value;
      told.push({
        chosen: value(state.responseVariables, 'RESPONSE'),
        score: value(state.outcomeVariables, 'SCORE'),
        said: open().map(words),
        body,
      });
    }
    found.push(told);
  }
  return found;
}
"""


@pytest.fixture
def player(chromium: Browser) -> Iterator[Page]:
    for path in (VUE, PLAYER, STYLE):
        if not path.is_file():
            pytest.skip("the player is not in var/node; tools/install_test_programs puts it there")
    page = chromium.new_page()
    page.set_content("<!DOCTYPE html><html lang='nl'><title>Player</title><body></body></html>")
    page.add_style_tag(path=STYLE)
    page.add_script_tag(path=VUE)
    page.add_script_tag(path=PLAYER)
    yield page
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("work", ["win", "broker"])
def test_each_choice_of_each_item_gets_its_score_and_its_words(
    player: Page, work: str, language: str
) -> None:
    course, package, _ = written(work, language)
    questions = [one for _, asked, _ in quizzes(course) for one in asked]
    items = [package.files[path].decode() for path, _ in package.of_type("item")]

    played: list[list[dict[str, Any]]] = player.evaluate(
        PLAY, [[xml, len(one.choices)] for xml, one in zip(items, questions, strict=True)]
    )

    for told, question in zip(played, questions, strict=True):
        text, choices, (right,) = as_written(question)
        assert [one["chosen"] for one in told] == [name for name, _, _ in choices]
        assert [one["score"] for one in told] == [float(name == right) for name, _, _ in choices]
        for one, (_, answer, feedback) in zip(told, choices, strict=True):
            assert len(one["said"]) == 1, "one window, not none or two"
            assert feedback in one["said"][0]
            assert " ".join(text.split()) in one["body"]
            assert " ".join(answer.split()) in one["body"]
