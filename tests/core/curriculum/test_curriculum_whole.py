"""What only the four works together show: a copy of them is spoilt in one place, and the check names it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from winternship_core.curriculum import load_pictures, whole
from winternship_core.curriculum.loading import CONTENT
from winternship_core.curriculum.vacancy_words import load_word_list
from winternship_core.text import Text

SENTENCE = "\nBakker Bo telt vandaag precies elf blauwe emmers.\n"


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The works, to be spoilt."""
    folder = tmp_path / "content"
    shutil.copytree(str(CONTENT), folder)
    monkeypatch.setattr(whole, "CONTENT", folder)
    return folder


def add(path: Path, text: str) -> None:
    """Write at the end of a file."""
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def exchange(path: Path, old: str, new: str) -> None:
    """Write something else at one place in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_sentence_in_two_works_is_told_with_both_lessons(content: Path) -> None:
    for path in ("win/W1/nl/W1.1.md", "handbook/HA/nl/H1.md"):
        add(content / path, SENTENCE)
    told = "H1 (nl): a sentence of W1.1 (nl) comes back: 'bakker bo telt vandaag precies elf blauwe emmers'"
    assert told in whole.check_all()


def test_what_a_lesson_points_to_must_be_somewhere(content: Path) -> None:
    add(content / "win/W1/en/W1.1.md", "\nSee {lesson W1.77|there}.\n\n{picture nothing}\n")
    found = whole.check_all()
    assert "W1.1 (en): there is no lesson W1.77" in found
    assert "pictures: there is no picture nothing" in found


def test_a_key_stands_once_and_never_vanishes(content: Path) -> None:
    exchange(content / "win/W1/module.yaml", "key: W1\n", "key: W2\n")
    found = whole.check_all()
    assert "W2: this key stands 2 times" in found
    assert "published.lock: module W1 has vanished, and learners' answers with it" in found


def test_a_key_of_another_kind_counts_as_well(content: Path) -> None:
    exchange(content / "win/W1/module.yaml", "key: W1\n", "key: W5-q1\n")
    assert "W5-q1: this key stands 2 times" in whole.check_all()


def test_a_file_that_cannot_be_read_is_told_by_name(content: Path) -> None:
    (content / "blueprint/PA/en/P1.md").unlink()
    assert "blueprint/PA/en/P1.md: this file is missing" in whole.check_all()


def test_the_words_of_a_work_are_held_to_the_same_rules(content: Path) -> None:
    exchange(content / "broker/nl/work.yaml", "title: ", "title: In 2031 ")
    found = whole.check_all()
    assert "work broker (nl): a year outside a fact: '2031'" in found
    assert "work broker: other numbers in the two languages" in found


def test_a_picture_is_shown_and_says_nothing_that_only_a_fact_may_say(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    label = {"price": Text("€ 20", "€ 20")}
    one = replace(next(iter(load_pictures().values())), key="extra", labels=label)
    monkeypatch.setattr(whole, "load_pictures", lambda: {**load_pictures(), "extra": one})
    found = whole.check_all()
    assert "pictures: extra is shown nowhere" in found
    assert "label price of picture extra (nl): an amount outside a fact: '€ 20'" in found


def test_advice_on_words_names_no_amount(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = load_word_list()
    dutch = (replace(words["nl"][0], instead="Bied 20 euro."), *words["nl"][1:])
    monkeypatch.setattr(whole, "load_word_list", lambda: {**words, "nl": dutch})
    found = whole.check_all()
    assert f"words {dutch[0].key} (nl): an amount outside a fact: '20 euro'" in found
    assert f"words {dutch[0].key}: other numbers in the two languages" in found
