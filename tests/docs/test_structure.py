"""The shape of the documents: folders, decisions, changelog, glossary, notice, and the tests they point at."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path

import pytest

from winternship_core.facts import load_facts

from .pages import ROOT, Page, folders, page, pages

HEADINGS = ["Status", "Context", "Decision", "Consequences", "Rejected alternatives"]
DECISIONS = [other for other in pages() if re.match(r"docs/decisions/\d", other.name)]
ONE_SCREEN = 50
HALF_A_PAGE = 60
TEST_NAME = re.compile(r"\btest_[a-z0-9_]+\b(?!\.py)")


@pytest.mark.parametrize("folder", folders(), ids=lambda folder: folder.name)
def test_every_top_level_folder_has_a_readme_of_one_screen_and_a_place_in_the_map(folder: Path) -> None:
    readme = page(f"{folder.name}/README.md")

    assert len(readme.text.splitlines()) <= ONE_SCREEN
    assert any(link.startswith(f"{folder.name}/") for link in page("README.md").links)


def test_the_readme_is_short() -> None:
    assert len(page("README.md").text.splitlines()) <= 1.5 * ONE_SCREEN


@pytest.mark.parametrize("one", pages(), ids=lambda one: one.name)
def test_a_page_holds_nothing_of_a_merge(one: Page) -> None:
    assert not re.search(r"^(<{7}|={7}|>{7})( |$)", one.text, re.MULTILINE)


@pytest.mark.parametrize("record", DECISIONS, ids=lambda record: record.name)
def test_a_decision_has_its_five_parts_on_half_a_page(record: Page) -> None:
    (title, *parts) = record.headings

    assert title[0] == 1
    assert title[1].startswith(record.path.name[:4])
    assert [words for level, words in parts if level == 2] == HEADINGS
    assert len(record.text.splitlines()) <= HALF_A_PAGE


def test_decisions_are_numbered_without_gaps_and_listed_with_their_titles() -> None:
    numbers = [record.path.name[:4] for record in DECISIONS]
    listed = dict(row[:2] for row in page("docs/decisions/README.md").rows() if row[0])

    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]
    assert [f"{number} {title}" for number, title in listed.items()] == [r.headings[0][1] for r in DECISIONS]


def test_the_changelog_begins_with_what_is_not_released_and_has_this_version() -> None:
    headings = [words for level, words in page("CHANGELOG.md").headings if level == 2]

    assert headings[0] == "[Unreleased]"
    assert headings[1].startswith(f"[{version('winternship')}]")


@pytest.mark.parametrize("column", [0, 1], ids=["nl", "en"])
def test_every_term_of_the_glossary_is_explained_once(column: int) -> None:
    terms = [row[column].lower() for row in page("docs/glossary.md").rows() if len(row) == 4]
    terms = [term for term in terms if term not in {"nederlands", "english"}]

    assert len(terms) > 50
    assert sorted(terms) == sorted(set(terms))


def test_the_notice_of_the_european_commission_is_the_recorded_one() -> None:
    words = " ".join(page("README.md").text.split())

    assert load_facts()["VIP-4"].text.en in words


def test_every_test_that_a_document_names_exists() -> None:
    kit = (ROOT / "connectors/winternship_connectors/testing/points").glob("*.py")
    defined = {
        name
        for file in [*(ROOT / "tests").rglob("test_*.py"), *kit]
        for name in re.findall(r"def (test_\w+)", file.read_text(encoding="utf-8"))
    }
    named = {
        (other.name, name) for other in pages() for code in other.code for name in TEST_NAME.findall(code)
    }

    assert len(named) > 50
    assert {(where, name) for where, name in named if name not in defined} == set()
