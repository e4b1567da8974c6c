"""The word check for vacancies, and the action plan to take along."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from winternship_core.assessment import load_instrument
from winternship_core.curriculum import check_words
from winternship_core.curriculum.action_plan import plan_csv, plan_ics
from winternship_core.curriculum.vacancy_words import load_word_list


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("nl", "Wij zijn een jong team en zoeken een stoere jongen.", ["jong team", "jongen"]),
        (
            "nl",
            "Je spreekt accentloos Nederlands en je bent representatief.",
            ["accentloos", "representatief"],
        ),
        ("en", "We are a young team. Native speakers only.", ["young team", "Native speaker"]),
        ("nl", "Je leert brood bakken en helpt klanten in de winkel.", []),
        ("en", "You learn to bake bread and to help customers.", []),
    ],
)
def test_words_that_shut_students_out_are_found(language: str, text: str, found: list[str]) -> None:
    told = " | ".join(finding.found for finding in check_words(text, language)).lower()
    assert all(word.lower() in told for word in found)
    assert bool(told) == bool(found)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_advice_sets_off_no_warning_of_its_own(language: str) -> None:
    for warned in load_word_list()[language]:
        others = [f for f in check_words(warned.instead, language) if not warned.pattern.search(f.found)]
        assert others == [], warned.key


@given(st.text(max_size=300), st.sampled_from(["nl", "en"]))
def test_findings_lie_in_the_text_one_after_the_other(text: str, language: str) -> None:
    end = 0
    for finding in check_words(text, language):
        assert finding.start >= end
        assert text[finding.start : finding.end] == finding.found != ""
        end = finding.end


def test_part_of_a_word_is_no_finding() -> None:
    assert check_words("De gezondheidszorg en het leeftijdsloze.", "nl") == ()


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "step": st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40),
            "who": st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20),
            "when": st.just("") | st.dates(date(2026, 1, 1), date(2030, 1, 1)).map(date.isoformat),
            "done": st.booleans(),
        }
    ),
    max_size=5,
)


@given(ROWS)
def test_a_sheet_holds_every_row_and_no_formula(rows: list[dict[str, object]]) -> None:
    read = list(csv.DictReader(io.StringIO(plan_csv(rows, "nl"), newline="")))
    assert len(read) == len(rows)
    for row, cells in zip(rows, read, strict=True):
        assert cells["stap"].removeprefix("'") == str(row["step"]).removeprefix("'")
        assert not cells["stap"].startswith(("=", "+", "-", "@"))
        assert cells["wanneer"] == row["when"]


@given(ROWS)
def test_a_calendar_holds_what_is_dated_and_still_to_do(rows: list[dict[str, object]]) -> None:
    events = Calendar.from_ical(plan_ics(rows, "en")).walk("VEVENT")
    due = [row for row in rows if row["when"] and not row["done"]]
    assert [event.decoded("dtstart").isoformat() for event in events] == [row["when"] for row in due]


def test_the_same_step_is_the_same_event_when_it_is_taken_in_again() -> None:
    step = load_instrument().items[0].step.nl
    first = plan_ics([{"step": step, "when": "2027-02-01"}], "nl")
    later = plan_ics([{"step": step, "when": "2027-03-01"}], "nl")
    uids = [str(Calendar.from_ical(text).walk("VEVENT")[0]["uid"]) for text in (first, later)]
    assert uids[0] == uids[1]
