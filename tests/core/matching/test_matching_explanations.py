"""Everybody hears why, in plain words in both languages, and nothing about anybody else."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from matching_markets import RULES, placement, placements, student, students
from matching_oracles import Preferences, distance, shared, total_points, wanted, work_points

from tests.depth import examples
from winternship_core.matching import (
    Criterion,
    Outcome,
    Part,
    Placement,
    Student,
    UnknownId,
    explain_placement,
    explain_student,
    market_of,
    match,
    placement_line,
    student_lines,
)
from winternship_core.matching.reasons import REASON_COLUMNS, reasons

HERE = {"programme": "25180"}


def outcome_of(people: list[Student], places: list[Placement]) -> Outcome:
    return match(market_of(people, places), RULES)


@settings(max_examples=examples(150))
@given(students(most=9), placements())
def test_the_numbers_are_those_of_the_oracle(people: list[Student], places: list[Placement]) -> None:
    outcome = outcome_of(people, places)
    game, matching = Preferences(people, places, RULES.seed), dict(outcome.pairs())
    better = Counter(s for s, _ in wanted(game, matching))
    for s in people:
        reason = explain_student(outcome, s.id)
        programme = [p for p in places if s.programme in p.programmes]
        near = [p for p in programme if distance(s, p) <= s.max_m // 100]
        timely = [p for p in near if shared(s, p) >= 7 * s.weeks]
        funnel = reason.funnel
        assert (funnel.programme, funnel.within_reach, funnel.right_period) == tuple(
            map(len, (programme, near, timely))
        )
        assert funnel.considered == len(game.orders[s.id])
        assert funnel.considered + sum(funnel.excluded.values()) == funnel.right_period
        if s.id in matching:
            place = game.placements[matching[s.id]]
            assert sum(points for points, _ in reason.parts.values()) == total_points(s, place)
            assert reason.better == better[s.id]
        else:
            assert {miss.placement_id for miss in reason.misses} <= set(game.orders[s.id])
            assert all(
                miss.points == work_points(s, game.placements[miss.placement_id]) for miss in reason.misses
            )


@settings(max_examples=examples(60))
@given(students(most=9), placements())
def test_every_student_gets_at_most_five_lines_without_anybody_elses_id(
    people: list[Student], places: list[Placement]
) -> None:
    people = [replace(s, id=f"person-{s.id}") for s in people]
    outcome = outcome_of(people, places)
    for s in people:
        for language in ("nl", "en"):
            lines = student_lines(explain_student(outcome, s.id), language)
            assert 1 <= len(lines) <= 5
            assert all(line and "person-" not in line for line in lines)


@settings(max_examples=examples(60))
@given(students(most=9), placements())
def test_the_reasons_for_everybody_are_those_for_each(people: list[Student], places: list[Placement]) -> None:
    outcome = outcome_of(people, places)
    rows = [dict(zip(REASON_COLUMNS, line, strict=True)) for line in reasons(outcome)]
    assert [row["id"] for row in rows] == [s.id for s in people]
    for row in rows:
        reason = explain_student(outcome, row["id"])
        assert row["placement"] == (reason.placement_id or "")
        if reason.placement_id:
            assert {part: row[part.value] for part in reason.parts} == {
                p: n for p, (n, _) in reason.parts.items()
            }
            assert row["points"] == sum(points for points, _ in reason.parts.values())
            assert row["reason_nl"].startswith(student_lines(reason, "nl")[0])
        else:
            assert row["reason_en"].startswith(student_lines(reason, "en")[1])


def test_a_student_with_a_place_reads_why_this_one() -> None:
    wish = frozenset({"W1", "W2", "W3"})
    outcome = outcome_of(
        [student(1, work_wished=wish)], [placement(1, work=frozenset({"W1", "W2"}), x_m=8_000)]
    )
    reason = explain_student(outcome, "s1")
    assert reason.parts[Part.COVERAGE] == (266, 400)
    assert student_lines(reason, "nl") == (
        "Deze plek past omdat je hier 2 van je 3 werkprocessen kunt leren en het ongeveer 8 km weg is (hemelsbreed).",
        "Minder goed past: werk dat je wilt leren, je voorkeur, afstand.",
        "Van de 1 plekken die voor je konden, past deze het best bij jou.",
        "Je naam, leeftijd en achtergrond zijn niet gebruikt.",
        "Dit is een voorstel. Je school kijkt er met jou naar.",
    )
    assert "2 of your 3 work processes" in student_lines(reason, "en")[0]


def test_a_student_without_a_place_reads_what_was_left_and_what_was_missing() -> None:
    work = frozenset({"W1", "W2"})
    ahead, short = student(1, work_wished=frozenset({"W1"})), student(2, work_wished=work)
    outcome = outcome_of([ahead, short], [placement(1, work=frozenset({"W1"}))])
    reason = explain_student(outcome, "s2")
    assert (reason.misses[0].placement_id, reason.misses[0].short) == ("p1", 200)
    assert student_lines(reason, "nl") == (
        "Er is in deze ronde geen plek voor je gevonden.",
        "Aantal plekken voor jouw opleiding: 1, binnen 20 km: 1, in de goede periode: 1, mogelijk voor jou: 1."
        " Die zijn vol.",
        "Bij de plek die het dichtst bij was, kwam je 200 punten tekort.",
        "Je naam, leeftijd en achtergrond zijn niet gebruikt.",
        "Dit zegt niets over hoe goed je bent. Je school zoekt met je verder.",
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"waiting_weeks": 3}, "Somebody else had waited longer."), ({}, "The lottery decided.")],
)
def test_equal_points_are_told_as_what_decided(changes: dict[str, int], words: str) -> None:
    people = [student(n) for n in (1, 2)]
    loser = next(s for s in ("s1", "s2") if outcome_of(people, [placement(1)]).placement_of(s) is None)
    people = [replace(s, **changes) if s.id != loser else s for s in people]
    lines = student_lines(explain_student(outcome_of(people, [placement(1)]), loser), "en")
    assert any(words in line for line in lines)


@pytest.mark.parametrize(
    ("people", "place", "criterion"),
    [
        (student(1), placement(1, status="suspended"), Criterion.STATUS),
        (student(1), placement(1, levels=frozenset({4})), Criterion.LEVEL),
        (student(1), placement(1, routes=frozenset({"BBL"})), Criterion.ROUTE),
        (student(1, days=frozenset({"su"})), placement(1), Criterion.DAYS),
        (student(1, work_needed=frozenset({"W1"})), placement(1), Criterion.WORK),
        (
            student(1, work_needed=frozenset({"W1"}), minor=True),
            placement(1, work=frozenset({"W1"}), not_for_minors=frozenset({"W1"})),
            Criterion.WORK,
        ),
        (student(1, minor=True), placement(1, minors=False), Criterion.SAFETY),
        (student(1), placement(1, languages=frozenset({"nl:read:A2@safety"})), Criterion.LANGUAGE),
        (student(1), placement(1, licences=frozenset({"B@task"})), Criterion.LICENCE),
        (
            student(1, avoids=frozenset({"night"})),
            placement(1, features=frozenset({"night"})),
            Criterion.OWN_LIMIT,
        ),
        (student(1, blocked=frozenset({"p1"})), placement(1), Criterion.BLOCKED),
    ],
)
def test_a_placement_that_does_not_fit_is_told_by_name(
    people: Student, place: Placement, criterion: Criterion
) -> None:
    reason = explain_student(outcome_of([people], [place]), "s1")
    assert reason.placement_id is None
    assert reason.funnel.excluded == {criterion: 1}
    assert any(line.startswith("Waarom niet: ") for line in student_lines(reason, "nl"))


def test_a_minor_reads_that_age_counted_for_safety_only() -> None:
    lines = student_lines(explain_student(outcome_of([student(1, minor=True)], [placement(1)]), "s1"), "en")
    assert "That you are under 18 counted only for your safety." in lines[3]


def test_a_signed_student_reads_that_the_place_stays() -> None:
    outcome = outcome_of([student(1, signed="p1")], [placement(1)])
    assert student_lines(explain_student(outcome, "s1"), "en") == (
        "The agreement for this placement was signed already. So it stays yours.",
    )
    assert next(iter(reasons(outcome)))[:3] == ("s1", "p1", "")


def test_a_placement_tells_its_last_admitted() -> None:
    people = [student(1), student(2, work_wished=frozenset({"W1"})), student(3)]
    outcome = outcome_of(
        people, [placement(1, seats=2), placement(2, seats=0), placement(3, programmes=frozenset({"9"}))]
    )
    full = explain_placement(outcome, "p1")
    assert (full.seats, full.placed, full.last_admitted) == (2, 2, 650)
    assert placement_line(full, "nl") == "2 van 2 plaatsen bezet; de laatste kwam binnen met 650 punten."
    assert placement_line(explain_placement(outcome, "p3"), "en") == "0 of 1 seats taken."
    with pytest.raises(UnknownId, match="no placement 'p9' among the 3"):
        explain_placement(outcome, "p9")
