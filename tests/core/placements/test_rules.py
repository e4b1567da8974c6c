"""Small rules of the board: contents of an agreement, hours under 18, working days, retention, codes, numbers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winternship_core.facts import load_facts
from winternship_core.placements import ROLE_NAMES, Role, UnknownCode, codes
from winternship_core.placements.codes import CODE_LISTS, require_code
from winternship_core.placements.contents import AGREEMENT_CONTENTS, CONTENT_KEYS, FACT, missing_contents
from winternship_core.placements.criteria import CRITERIA, Asked, Offered, unmet_criteria
from winternship_core.placements.hours import over_the_limit
from winternship_core.placements.personal_numbers import holds_bsn
from winternship_core.placements.retention import (
    DEEDS,
    Deed,
    Keep,
    Periods,
    fate,
    months_earlier,
    months_later,
)
from winternship_core.placements.working_days import add_working_days, working_days_between

days = st.dates(date(2020, 1, 1), date(2035, 1, 1))


def test_the_contents_of_an_agreement_are_those_of_the_fact() -> None:
    assert FACT in load_facts()
    assert [item.name for item in AGREEMENT_CONTENTS] == [
        "parties",
        "programme",
        "route",
        "period",
        "hours",
        "trainer",
        "work_processes",
        "assessment",
        "early_ending",
    ]
    assert missing_contents({}) == AGREEMENT_CONTENTS
    assert missing_contents(dict.fromkeys(CONTENT_KEYS, "x")) == ()


@pytest.mark.parametrize("key", CONTENT_KEYS)
def test_one_empty_part_makes_an_agreement_incomplete(key: str) -> None:
    contents: dict[str, Any] = {**dict.fromkeys(CONTENT_KEYS, "x"), key: "  "}

    assert [key in item.keys for item in missing_contents(contents)] == [True]


def test_hours_over_the_limits_under_18_are_told() -> None:
    full = (9, 9, 9, 0, 0, 0, 0)

    assert over_the_limit(full, 18) == ()
    assert "46 " in over_the_limit(full, 19)[0].en
    assert "9.5" in over_the_limit((9.5, 0, 0, 0, 0, 0, 0), 0)[0].en
    assert "161" in over_the_limit((8, 8, 8, 8, 9, 0, 0), 0, (40, 40, 40))[0].en
    assert over_the_limit((8, 8, 8, 8, 8, 0, 0), 0, (99, 40, 40, 40)) == ()


@given(days, st.integers(0, 60))
def test_working_days_out_and_back(start: date, count: int) -> None:
    end = add_working_days(start, count)

    assert working_days_between(start, end) == count
    assert count == 0 or end.weekday() < 5


@given(days, days)
def test_working_days_are_counted_as_by_hand(start: date, end: date) -> None:
    by_hand = sum((start + timedelta(n)).weekday() < 5 for n in range(1, (end - start).days + 1))

    assert working_days_between(start, end) == by_hand


@pytest.mark.parametrize(
    ("keep", "wish", "deed", "due"),
    [
        (Keep.APPLICATIONS, False, Deed.ERASE, date(2026, 2, 28)),
        (Keep.APPLICATIONS, True, Deed.ERASE, date(2027, 1, 31)),
        (Keep.MESSAGES, False, Deed.ERASE, date(2027, 1, 31)),
        (Keep.PROFILE, False, Deed.ERASE, date(2026, 4, 30)),
        (Keep.ORGANISATION, False, Deed.ARCHIVE, date(2028, 1, 31)),
        (Keep.EVALUATIONS, False, Deed.ANONYMISE, date(2026, 7, 31)),
        (Keep.AUDIT, False, Deed.ERASE, date(2028, 1, 31)),
    ],
)
def test_each_kind_of_data_has_its_time(keep: Keep, wish: bool, deed: Deed, due: date) -> None:
    found = fate(keep, date(2026, 1, 31), wish=wish)

    assert found is not None
    assert (found.deed, found.due) == (deed, due)


def test_what_still_runs_or_follows_the_schools_own_list_is_kept() -> None:
    assert all(fate(keep, None) is None for keep in Keep)
    assert fate(Keep.FILE, date(2000, 1, 1)) is None
    own = fate(Keep.FILE, date(2026, 1, 1), periods=Periods(file_months=84))
    assert own is not None
    assert own.due == date(2033, 1, 1)
    assert set(DEEDS) == set(Keep)


@given(days, st.integers(0, 200))
def test_months_forth_and_back_lose_at_most_the_end_of_a_month(day: date, months: int) -> None:
    back = months_earlier(months_later(day, months), months)

    assert back <= day
    assert (day - back).days <= 3


@pytest.mark.parametrize("text", ["111222333", "BSN 111.222.333.", "mijn nummer is 123456782"])
def test_a_citizen_number_is_found(text: str) -> None:
    assert holds_bsn(text)


@pytest.mark.parametrize("text", ["111222334", "000000000", "1112223330", "0612345678", "KvK 12345678", ""])
def test_other_numbers_are_not_citizen_numbers(text: str) -> None:
    assert not holds_bsn(text)


@pytest.mark.parametrize("name", CODE_LISTS)
def test_a_code_is_in_its_list_or_refused_with_the_list(name: str) -> None:
    for code, text in CODE_LISTS[name].items():
        assert require_code(name, code) == code
        assert text.nl
        assert text.en
    with pytest.raises(UnknownCode, match="Allowed: "):
        require_code(name, "no such code")
    with pytest.raises(UnknownCode):
        require_code(name, None)


def test_only_the_work_can_be_a_reason_to_decline() -> None:
    assert "match" not in codes.DECLINE
    assert "culture" not in codes.DECLINE
    assert set(ROLE_NAMES) == set(Role)


ASKED = Asked(
    programmes=frozenset({"25180"}),
    level="3",
    route="BOL",
    starts_on=date(2027, 2, 1),
    ends_on=date(2027, 7, 1),
    days=frozenset({"mo"}),
    work_needed=frozenset({"W1"}),
    languages={"nl:speak": "B1"},
    minor=True,
)
OFFERED = Offered(
    organisation=1,
    organisation_verified=True,
    recognition="recognised",
    programmes=frozenset({"25180"}),
    level="3",
    route="BOL",
    starts_on=date(2027, 2, 1),
    ends_on=date(2027, 7, 1),
    days=frozenset({"mo", "tu"}),
    places_open=1,
    work=frozenset({"W1", "W2"}),
    work_for_minors=frozenset({"W1"}),
    languages={"nl:speak": "A2"},
)


@pytest.mark.parametrize(
    ("asked", "offered", "code"),
    [
        ({}, {"programmes": frozenset({"25181"})}, "programme"),
        ({}, {"recognition": "withdrawn"}, "status"),
        ({}, {"organisation_verified": False}, "status"),
        ({}, {"starts_on": date(2027, 7, 1)}, "period"),
        ({}, {"ends_on": date(2027, 2, 1)}, "period"),
        ({"level": "4"}, {}, "level"),
        ({"route": "BBL"}, {}, "route"),
        ({"days": frozenset({"we"})}, {}, "days"),
        ({"work_needed": frozenset({"W9"})}, {}, "work"),
        ({}, {"work_for_minors": frozenset()}, "safety"),
        ({}, {"languages": {"nl:speak": "B2"}}, "language"),
        ({}, {"languages": {"en:read": "B1"}}, "language"),
        ({}, {"licences": frozenset({"B"})}, "licence"),
        ({"avoids": frozenset({"night"})}, {"features": frozenset({"night"})}, "own_limit"),
        ({"blocked": frozenset({1})}, {}, "blocked"),
        ({}, {"places_open": 0}, "places"),
    ],
)
def test_each_hard_criterion_fails_alone(asked: dict[str, Any], offered: dict[str, Any], code: str) -> None:
    from dataclasses import replace

    assert unmet_criteria(ASKED, OFFERED) == ()
    assert [one.code for one in unmet_criteria(replace(ASKED, **asked), replace(OFFERED, **offered))] == [
        code
    ]


def test_the_criteria_have_the_names_of_the_matching_engine() -> None:
    pytest.importorskip("numpy", reason="the matching engine needs numpy")
    from winternship_core.matching.vocabulary import Criterion

    assert {one.code for one in CRITERIA} == set(Criterion) - {"distance"}
