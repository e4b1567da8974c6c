"""The four blocks hold against everyone and every reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.placements.test_guards import GOOD, STEPS, everything, picture
from winternship_core.facts import load_facts
from winternship_core.placements import GUARDS, Block, Role, Said, guard_of, judge
from winternship_core.placements.blocks import (
    BLOCK_FACTS,
    BLOCK_TEXTS,
    missing_signatures,
    must_sign,
    recognised,
    safe_for_minor,
)

DAY = date(2026, 11, 25)
days = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def test_each_block_guards_at_least_one_step_and_rests_on_a_fact() -> None:
    used = {check.block for guards in GUARDS.values() for guard in guards.values() for check in guard.checks}

    assert used - {None} == set(Block) == set(BLOCK_FACTS) == set(BLOCK_TEXTS)
    assert all(fact in load_facts() for fact in BLOCK_FACTS.values())


@pytest.mark.parametrize(
    ("name", "step", "change"),
    [
        ("placement", ("approved", "check recognition and prepare agreement"), {"recognised": False}),
        ("placement", ("approved", "check recognition and prepare agreement"), {"forbidden_left": 2}),
        ("placement", ("agreement", "all signatures in"), {"signed": frozenset()}),
        ("placement", ("confirmed", "start"), {"recognised": False}),
        ("placement", ("proposed", "reject"), {"reason_words": ("accent",)}),
        ("agreement", ("signing", "record paper signing"), {"signed": frozenset({Role.STUDENT})}),
        ("vacancy", ("in_review", "publish"), {"accreditation": "lapsed"}),
    ],
)
@given(words=st.text(min_size=1).filter(str.strip))
def test_no_reason_of_a_coordinator_passes_a_block(
    name: str, step: tuple[str, str], change: dict, words: str
) -> None:
    transition = next(s for n, s in STEPS if n == name and (s.source, s.action) == step)
    said = replace(everything(name, transition), override=words)
    unmet = judge(guard_of(name, *step), replace(picture(name, transition), **change), said, Role.COORDINATOR)

    assert any(one.block for one in unmet)
    assert not any(one.overridable for one in unmet)


@given(
    state=st.sampled_from(["unknown", "requested", "recognised", "recheck_due", "withdrawn", "lapsed"]),
    since=st.none() | days,
    until=st.none() | days,
    on=days,
)
def test_recognition_counts_only_when_it_stands_and_covers_the_day(
    state: str, since: date | None, until: date | None, on: date
) -> None:
    stands = recognised(state, since, until, on)

    assert stands == (
        state == "recognised" and since is not None and since <= on and (until is None or on <= until)
    )


def test_recognition_on_its_first_and_last_day() -> None:
    assert recognised("recognised", DAY, DAY, DAY)
    assert not recognised("recognised", DAY, DAY, DAY + timedelta(1))
    assert not recognised("recognised", DAY, None, DAY - timedelta(1))


@given(st.frozensets(st.sampled_from(Role)), st.booleans())
def test_an_agreement_is_complete_when_all_who_must_have_signed(signed: frozenset[Role], minor: bool) -> None:
    missing = missing_signatures(signed, minor_when_signing=minor)

    assert missing == must_sign(minor_when_signing=minor) - signed
    assert (Role.GUARDIAN in must_sign(minor_when_signing=minor)) == minor


@given(st.booleans(), st.booleans(), st.integers(0, 3), st.booleans())
def test_under_18_only_checked_and_safe_work(minor: bool, checked: bool, left: int, supervised: bool) -> None:
    safe = safe_for_minor(minor=minor, checked=checked, forbidden_left=left, supervised=supervised)

    assert safe == (not minor or (checked and left == 0 and supervised))


def test_saying_nothing_never_passes_a_block() -> None:
    guard = guard_of("application", "submitted", "decline")
    view = replace(GOOD["application"], reason_words=("accent",))

    assert [one.block for one in judge(guard, view, Said(code="tasks"), Role.COMPANY)] == [
        Block.PROTECTED_DATA
    ]
