"""The shipped facts: complete, dated, in two languages that say the same."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest

from winternship_core.facts import Fact, FactRegisterError, UnknownFact, load_facts
from winternship_core.facts.loading import read_facts
from winternship_core.reading import load_json

FACTS = list(load_facts().values())
IDS = [fact.id for fact in FACTS]
NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
HEDGE_NL = re.compile(r"\b(meestal|vaak|volgens)\b", re.IGNORECASE)
HEDGE_EN = re.compile(r"\b(usually|often|according to)\b", re.IGNORECASE)


def numbers(text: str, thousands: str, decimal: str) -> list[str]:
    """The numbers of a text in one way of writing; article numbers such as 7.2.8 stay as they are."""
    found = []
    for token in NUMBER.findall(text):
        if re.fullmatch(rf"\d{{1,3}}({re.escape(thousands)}\d{{3}})+", token):
            found.append(token.replace(thousands, ""))
        elif re.fullmatch(rf"\d+{re.escape(decimal)}\d+", token):
            found.append(token.replace(decimal, "."))
        else:
            found.append(token)
    return sorted(set(found))


def test_the_register_is_read_once_and_holds_every_fact_that_may_be_shown() -> None:
    assert load_facts() is load_facts()
    assert len(FACTS) == 91
    assert "SAF-6" not in load_facts(), "its source is too weak to publish"


def test_ids_are_unique() -> None:
    document: Any = load_json("winternship_core.facts", "data/facts.json")
    assert [entry["id"] for entry in document["facts"]] == IDS
    assert len(set(IDS)) == len(IDS)


@pytest.mark.parametrize("fact", FACTS, ids=IDS)
def test_both_languages_give_the_same_numbers(fact: Fact) -> None:
    assert numbers(fact.text.nl, ".", ",") == numbers(fact.text.en, ",", ".")


@pytest.mark.parametrize("fact", [fact for fact in FACTS if fact.confidence == "M"], ids=lambda fact: fact.id)
def test_what_is_less_certain_says_so_in_both_languages(fact: Fact) -> None:
    assert HEDGE_NL.search(fact.text.nl)
    assert HEDGE_EN.search(fact.text.en)


@pytest.mark.parametrize("fact", FACTS, ids=IDS)
def test_each_fact_is_whole_sentences_in_two_different_languages(fact: Fact) -> None:
    assert fact.text.nl != fact.text.en
    assert all(text[0].isupper() and text.endswith(".") for text in (fact.text.nl, fact.text.en))


def test_what_changes_most_is_reviewed_soonest() -> None:
    facts = load_facts()
    assert facts["PAY-2"].review_by < facts["REC-5"].review_by < facts["PRI-1"].review_by


def test_numbers_are_those_of_the_source() -> None:
    facts = load_facts()
    assert "2,700 euro" in facts["SUB-2"].text.en
    assert "2.700 euro" in facts["SUB-2"].text.nl
    assert "7:658" in facts["LIA-1"].text.nl
    assert {"9", "45", "160", "4", "12", "36", "30", "4.5"} <= set(numbers(facts["SAF-3"].text.nl, ".", ","))


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("REC-12", "Did you mean REC-"),
        ("rec-1", "Did you mean REC-1"),
        ("quantum", "Known are: VIP-1, VIP-2"),
    ],
)
def test_an_unknown_id_names_those_that_look_like_it(asked: str, hint: str) -> None:
    with pytest.raises(UnknownFact) as error:
        load_facts()[asked]
    assert str(error.value).startswith(f"There is no fact '{asked}'. {hint}")


def test_the_register_is_a_mapping() -> None:
    assert load_facts().get("REC-99") is None
    assert "REC-1" in load_facts()


def spoilt(**changes: object) -> dict[str, Any]:
    document: Any = copy.deepcopy(load_json("winternship_core.facts", "data/facts.json"))
    document["facts"] = document["facts"][4:6]
    document["facts"][0].update(changes)
    return document  # type: ignore[no-any-return]


MISTAKES: list[tuple[dict[str, object], str]] = [
    ({"confidence": "L"}, "[REC-1]: only confidence H or M may be shown, received 'L'"),
    ({"text": {"nl": "Alleen dit."}}, "[REC-1].text: en must be str, received None"),
    ({"checked": "23-11-2026"}, "checked must be a date such as 2026-11-23, received '23-11-2026'"),
    ({"review_by": "2026-11-23"}, "review_by must come after checked"),
    ({"id": "rec 1"}, "id must look like REC-1, received 'rec 1'"),
    ({"id": "REC-2"}, "REC-2 is there 2 times"),
    ({"volatile": True, "check_at": []}, "a volatile fact must say in check_at where"),
    ({"volatile": "yes"}, "volatile must be bool, received 'yes'"),
    (
        {"check_at": ["https://s-bb.nl"]},
        "addresses without scheme, such as s-bb.nl, received 'https://s-bb.nl'",
    ),
    ({"check_at": [{"nl": "in je cao"}]}, "check_at: en must be str"),
    ({"check_at": "s-bb.nl"}, "check_at must be list"),
    ({"source": ""}, "source must be filled"),
    ({"sauce": "SBB"}, "unknown: sauce"),
]


@pytest.mark.parametrize(("changes", "message"), MISTAKES, ids=[message for _, message in MISTAKES])
def test_a_record_that_may_not_be_shown_is_refused(changes: dict[str, object], message: str) -> None:
    with pytest.raises(FactRegisterError) as error:
        read_facts(spoilt(**changes))
    assert message in str(error.value)


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(FactRegisterError, match="3 mistakes"):
        read_facts(spoilt(confidence="L", volatile=True, check_at=[], source=" "))
