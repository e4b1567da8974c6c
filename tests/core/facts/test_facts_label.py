"""What stands under a fact: when it was checked and where to look."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from winternship_core.facts import Fact, load_facts

RESEARCH = date(2026, 11, 23)


@pytest.fixture
def fact() -> Fact:
    return load_facts()["REC-5"]


def test_a_reviewed_fact_says_when_it_was_checked_and_where_the_rule_is(fact: Fact) -> None:
    assert fact.label("nl", RESEARCH) == (
        "Nagekeken op 23 november 2026. Kijk voor de actuele regel op s-bb.nl."
    )
    assert fact.label("en", RESEARCH) == "Checked on 23 November 2026. Check the current rule at s-bb.nl."


def test_an_overdue_fact_warns_that_it_may_be_out_of_date(fact: Fact) -> None:
    late = fact.review_by + timedelta(days=1)
    assert fact.label("nl", late) == (
        "Mogelijk verouderd: voor het laatst nagekeken op 23 november 2026. "
        "Kijk voor de actuele regel op s-bb.nl."
    )
    assert fact.label("en", late).startswith("May be out of date: last checked on 23 November 2026. Check ")


def test_the_label_turns_on_the_day_after_the_review_day(fact: Fact) -> None:
    assert not fact.is_due(fact.review_by)
    assert fact.label("en", fact.review_by).startswith("Checked on")
    assert fact.is_due(fact.review_by + timedelta(days=1))
    assert fact.label("en", fact.review_by + timedelta(days=1)).startswith("May be out of date")


def test_several_places_are_joined_and_papers_have_words_instead_of_an_address() -> None:
    fact = load_facts()["BBL-1"]
    assert fact.label("nl-NL", RESEARCH).endswith(
        "Kijk voor de actuele regel in je cao of op rijksoverheid.nl."
    )
    assert fact.label("de", RESEARCH).endswith(
        "Check the current rule in your collective agreement (cao) or at rijksoverheid.nl."
    )
    assert [place.address for place in fact.check_at] == [None, "rijksoverheid.nl"]


def test_a_fact_without_a_place_only_says_when_it_was_checked() -> None:
    assert load_facts()["VIP-1"].label("nl", RESEARCH) == "Nagekeken op 23 november 2026."


def test_months_are_written_in_both_languages(fact: Fact) -> None:
    for month, (dutch, english) in {
        3: ("maart", "March"),
        5: ("mei", "May"),
        8: ("augustus", "August"),
    }.items():
        moved = Fact(
            **{name: getattr(fact, name) for name in Fact.__slots__} | {"checked": date(2027, month, 1)}
        )
        assert f"1 {dutch} 2027" in moved.label("nl", date(2027, 1, 1))
        assert f"1 {english} 2027" in moved.label("en", date(2027, 1, 1))


def test_the_register_lists_what_is_due_longest_overdue_first() -> None:
    facts = load_facts()
    assert facts.due(RESEARCH) == ()
    due = facts.due(date(2027, 6, 1))
    assert [fact.review_by for fact in due] == sorted(fact.review_by for fact in due)
    assert {"PAY-2", "AI-1", "REC-5"} <= {fact.id for fact in due}
    assert "PRI-1" not in {fact.id for fact in due}
