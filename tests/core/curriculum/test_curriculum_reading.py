"""Authors hear of every mistake at once, with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from winternship_core.curriculum.__main__ import main
from winternship_core.curriculum.checking import check_module
from winternship_core.curriculum.countries import SLOTS
from winternship_core.curriculum.glossary import load_glossary
from winternship_core.curriculum.lint import outside_facts, repeated
from winternship_core.curriculum.loading import read_module
from winternship_core.curriculum.published import keys_of, lock_text, vanished
from winternship_core.facts import load_facts

WORDS = " ".join(f"woord{number}" for number in range(260)).replace("woord1 ", "woord ")
LETTERS = " ".join("abcdefghij"[number % 10] * (number % 7 + 2) for number in range(260))

NEUTRAL = """
key: X1
lessons:
  - {key: X1.1, minutes: 8}
quiz:
  - {key: X1-q1, right: a, choices: [a, b], facts: [SUB-2]}
activities:
  - key: X1.1-form
    kind: form
    fields:
      - {name: hope, kind: text}
"""
TEXTS = """
title: Titel
summary: Samenvatting.
questions:
  X1-q1:
    text: "Hoeveel?"
    choices: {a: "2.700 euro", b: "niets"}
    feedback: {a: "Ja.", b: "Nee."}
activities:
  X1.1-form:
    title: Vul in
    intro: Kort.
    fields:
      hope: {label: Hoop}
"""
LESSON = f"""---
key: X1.1
title: Titel
goal: Doel.
monday: Bel.
---

## Kop

{LETTERS}

{{activity X1.1-form}}
"""


def folder(tmp_path: Path, **changes: str) -> Path:
    """A module with one lesson, without mistakes but for the changes: file name without ending to text."""
    files = {
        "module.yaml": NEUTRAL,
        "nl/module.yaml": TEXTS,
        "en/module.yaml": TEXTS.replace("2.700", "2,700"),
        "nl/X1.1.md": LESSON,
        "en/X1.1.md": LESSON,
    }
    for name, text in {**files, **changes}.items():
        path = tmp_path / "content" / "X1" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "content" / "X1"


def mistakes_of(path: Path) -> list[str]:
    mistakes: list[str] = []
    module = read_module(path, mistakes)
    return mistakes or list(check_module(module, load_facts(), set(load_glossary()), set(SLOTS)))


def test_a_good_module_has_no_mistakes(tmp_path: Path) -> None:
    assert mistakes_of(folder(tmp_path)) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("module.yaml", "minutes: 8", "minutes: 80", "X1/module.yaml:4"),
        ("module.yaml", "right: a", "right: c", "right must be one of"),
        ("module.yaml", "kind: form", "kind: game", "kind must be one of form"),
        ("module.yaml", "kind: text", "kind: texts", "kind must be one of text"),
        ("module.yaml", "name: hope", "name: Hope!", "lower-case"),
        ("module.yaml", "minutes: 8", "minutes: 8, minuts: 8", "unknown: minuts"),
        ("module.yaml", "key: X1\n", "key: X1\nkey: X2\n", "key is there twice"),
        ("module.yaml", "facts: [SUB-2]", "facts: [SUB-99]", "there is no fact SUB-99"),
        ("module.yaml", "facts: [SUB-2]", "facts: []", "an amount outside a fact: '2.700 euro'"),
        ("nl/module.yaml", "summary: Samenvatting.", "", "X1/nl/module.yaml:2: summary"),
        ("nl/module.yaml", 'b: "Nee."', "", "b must be str"),
        ("nl/module.yaml", "Hoop", "{a: [", "X1/nl/module.yaml"),
        ("en/X1.1.md", "key: X1.1", "key: X1.2", "key must be X1.1, as the file is named"),
        ("en/X1.1.md", "## Kop", "### Kop", "nl has a heading h2, en has a heading h3"),
        ("en/X1.1.md", "{activity X1.1-form}", "{activity X1.1-none}", "X1.1-none"),
        ("nl/X1.1.md", "{activity X1.1-form}", "", "shown in exactly one lesson, this one in 0"),
        ("nl/X1.1.md", "## Kop", "## Kop van {term nothing}", "there is no term nothing"),
        ("nl/X1.1.md", "## Kop", "## Kop {facts REC-1}", "a brace is left"),
        ("nl/X1.1.md", LETTERS, "kort", "2 words, at least 250"),
        ("nl/X1.1.md", "## Kop", "## Kop uit 2026", "a year outside a fact: '2026'"),
        ("nl/X1.1.md", "## Kop", "## Kop van de Arbowet", "the name of a law"),
        ("nl/X1.1.md", "## Kop", "## Kop met 5%", "a percentage outside a fact: '5%'"),
        ("nl/X1.1.md", "## Kop", "## Kop artikel 7.2", "an article number"),
        ("nl/X1.1.md", "## Kop", "## Kop € 20", "an amount outside a fact: '€ 20'"),
        ("nl/X1.1.md", "monday: Bel.", "monday: Bel 3 mensen.", "other numbers in the two languages"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, name: str, old: str, new: str, told: str) -> None:
    path = folder(tmp_path)
    text = (path / name).read_text(encoding="utf-8")
    assert old in text
    (path / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    found = mistakes_of(path)
    assert any(told in one for one in found), found


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    path = folder(tmp_path)
    (path / "en" / "X1.1.md").unlink()
    assert "X1/en/X1.1.md: this file is missing" in mistakes_of(path)


def test_words_that_yaml_would_take_for_something_else_stay_words(tmp_path: Path) -> None:
    neutral = NEUTRAL.replace(
        "{name: hope, kind: text}", "{name: hope, kind: choice, options: [yes, no, off]}"
    )
    texts = TEXTS.replace("{label: Hoop}", "{label: 3 keer, options: {yes: Ja, no: Nee, off: true story}}")
    path = folder(tmp_path, **{"module.yaml": neutral, "nl/module.yaml": texts, "en/module.yaml": texts})
    mistakes: list[str] = []
    (field,) = read_module(path, mistakes).activities["X1.1-form"].fields
    assert mistakes == []
    assert [option.name for option in field.options] == ["yes", "no", "off"]
    assert field.label.nl == "3 keer"


def test_what_a_named_fact_says_may_be_repeated() -> None:
    assert list(outside_facts("hoogstens 2.700 euro", ["is hoogstens 2.700 euro per plaats"])) == []
    assert list(outside_facts("hoogstens 2.800 euro", ["is hoogstens 2.700 euro per plaats"])) != []


def test_a_sentence_that_comes_back_is_told() -> None:
    texts = {"A": "Dit is een zin van zeven woorden. Kort.", "B": "Kort. Dit is een zin, van zeven woorden!"}
    assert list(repeated(texts)) == ["B: a sentence of A comes back: 'dit is een zin van zeven woorden'"]


def test_published_keys_never_vanish() -> None:
    from winternship_core.curriculum import load_pictures, load_works

    present = keys_of(load_works(), load_pictures())
    assert vanished(present) == []
    assert vanished(present[1:]) == [present[0]]
    assert set(present) <= set(lock_text(present).splitlines())


def test_the_command_is_silent_when_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "win/W5"]) == 0
    assert capsys.readouterr().out == ""


def test_the_report_has_a_line_for_each_lesson(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report"]) == 0
    out = capsys.readouterr().out
    assert "W5.2 nl" in out
    assert "= win en" in out
