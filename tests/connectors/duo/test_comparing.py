"""What DUO has against what the board has: each difference told once, nothing guessed, no formula in the CSV."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winternship_connectors.duo.comparing import HEAD, WORDS, Difference, Kind, compare, write
from winternship_connectors.duo.reading import Heading, Registered
from winternship_connectors.records import Agreement, Company, Period, Record, State
from winternship_connectors.testing.placements import placement

HEADING = Heading("99XX", dt.date(2026, 8, 1), dt.date(2027, 7, 31), dt.date(2026, 11, 23))


def registered(record: Record, line: int = 5, **changes: Any) -> Registered:
    made = Registered(
        line,
        record.agreement.number,
        record.period.starts_on,
        record.period.ends_on,
        record.period.ended_on,
        record.hours.planned,
        record.company.recognition_id,
        record.qualification.crebo,
    )
    return replace(made, **changes)


def test_what_is_the_same_is_not_told() -> None:
    assert compare(HEADING, [registered(placement())], [placement()]) == []


@pytest.mark.parametrize(
    ("changes", "field", "duo"),
    [
        ({"starts_on": dt.date(2027, 2, 8)}, "starts_on", "2027-02-08"),
        ({"ends_on": dt.date(2027, 6, 1)}, "ends_on", "2027-06-01"),
        ({"ended_on": dt.date(2027, 3, 1)}, "ended_on", "2027-03-01"),
        ({"hours": 600}, "hours", "600"),
    ],
)
@pytest.mark.parametrize("number", ["7-1", "POK1"])
def test_each_field_that_differs_is_told(changes: dict[str, Any], field: str, duo: str, number: str) -> None:
    (one,) = compare(HEADING, [registered(placement(), number=number, **changes)], [placement()])
    assert (one.kind, one.field, one.placement, one.line, one.duo) == (
        Kind.DIFFERS,
        field,
        "placement-7",
        5,
        duo,
    )


@pytest.mark.parametrize(
    ("changes", "field"), [({"recognition_id": "100000009"}, "company"), ({"crebo": "25999"}, "crebo")]
)
def test_one_agreement_at_another_company_or_programme_is_told(changes: dict[str, Any], field: str) -> None:
    (one,) = compare(HEADING, [registered(placement(), **changes)], [placement()])
    assert (one.kind, one.field, one.duo) == (Kind.DIFFERS, field, *changes.values())


def test_a_programme_that_duo_does_not_tell_does_not_differ() -> None:
    assert compare(HEADING, [registered(placement(), crebo="")], [placement()]) == []


def test_hours_that_duo_does_not_tell_do_not_differ() -> None:
    assert compare(HEADING, [registered(placement(), hours=None)], [placement()]) == []


def test_what_only_one_of_the_two_has() -> None:
    elsewhere = placement(8, company=Company("6", "Elders", "100000009"), agreement=Agreement("8-1"))
    found = compare(HEADING, [registered(elsewhere)], [placement()])
    assert [(one.kind, one.placement, one.line) for one in found] == [
        (Kind.ONLY_DUO, "", 5),
        (Kind.ONLY_BOARD, "placement-7", None),
    ]


@pytest.mark.parametrize("state", [State.PROPOSED, State.AGREED, State.CANCELLED])
def test_what_is_not_signed_need_not_be_registered(state: State) -> None:
    assert compare(HEADING, [], [placement(state=state)]) == []


def test_a_placement_outside_the_period_of_the_file_is_not_missed() -> None:
    later = Period(dt.date(2027, 8, 1), dt.date(2028, 1, 1))
    assert compare(HEADING, [], [placement(period=later)]) == []


def test_two_students_at_one_company_are_paired_by_day_and_else_not_guessed() -> None:
    one = placement(7)
    two = placement(8, agreement=Agreement("8-1"), period=Period(dt.date(2027, 3, 1), dt.date(2027, 7, 1)))
    theirs = [registered(one, 5, number="A"), registered(two, 6, number="B")]
    assert compare(HEADING, theirs, [two, one]) == []
    same = replace(two, period=one.period)
    found = compare(HEADING, [registered(one, 5, number="A"), registered(one, 6, number="B")], [one, same])
    assert {one.kind for one in found} == {Kind.AMBIGUOUS}
    assert len(found) == 4


@given(st.lists(st.sampled_from(range(5)), unique=True), st.lists(st.sampled_from(range(5)), unique=True))
def test_each_is_told_once_or_paired(there: list[int], here: list[int]) -> None:
    def one(number: int) -> Record:
        return placement(
            number, company=Company("1", "x", f"10000000{number}"), agreement=Agreement(f"{number}-1")
        )

    found = compare(HEADING, [registered(one(n), n + 2) for n in there], [one(n) for n in here])
    assert {d.line for d in found if d.kind is Kind.ONLY_DUO} == {n + 2 for n in set(there) - set(here)}
    assert {d.placement for d in found if d.kind is Kind.ONLY_BOARD} == {
        f"placement-{n}" for n in set(here) - set(there)
    }
    assert len(found) == len(set(there) ^ set(here))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_csv_has_words_and_no_formula(language: str) -> None:
    out = io.StringIO()
    write([Difference(Kind.ONLY_DUO, "", "", 5, "=HYPERLINK(1)", "", "2027-02-01")], out, language)
    head, row = csv.reader(io.StringIO(out.getvalue()), delimiter=";")
    assert tuple(head) == HEAD[language]
    assert row == [WORDS[Kind.ONLY_DUO][language], "", "", "5", "'=HYPERLINK(1)", "", "2027-02-01"]
