"""After a run life goes on: a vacancy closes, a student finds a place, one joins. Only those it touches move.

When the facts of the run are otherwise as they were, the change is worked into its outcome (``LiveRound``); when they
are not, the round is run anew. Either way the result is a run of its own, beside the one before it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from winternship_board.actors import Actor
from winternship_board.errors import NotFound
from winternship_board.feeding import student_rows
from winternship_board.models import Round, RoundRow, RoundRun, StudentProfile, Vacancy
from winternship_board.rounds.engine import Line, engine, no_place_line, reasons_of
from winternship_board.rounds.intake import ON_BOARD, Intake, read_intake
from winternship_board.rounds.reporting import Comparison, compare_runs
from winternship_board.rounds.rights import round_for
from winternship_board.rounds.running import at_work, matched, rules_of, stored


@dataclass(frozen=True, slots=True)
class _Since:
    """What happened since a run: vacancies that closed, students who left, joined, or are settled where they were."""

    closed: frozenset[int]
    left: frozenset[int]
    joined: frozenset[int]
    settled: Mapping[int, int]


def rematch(actor: Actor, pk: int, run: int) -> Comparison:
    """Work what happened since a run into its outcome; returns the two side by side, with everyone who moves.

    Nobody is told anything: a coordinator talks to those who move. Who may: the school's coordinator, the system.
    Raises :class:`NotFound`, :class:`NotPossible`, :class:`AlreadyThere` while the round is at work.
    """
    _, row = round_for(actor, pk)
    old = RoundRun.objects.filter(pk=run, round=row).first()
    if old is None:
        raise NotFound("run")
    row.seed, row.weights = old.seed, old.weights
    with at_work(row) as told:
        rows = {one.student_id: one for one in RoundRow.objects.filter(run=old)}
        places = {one.vacancy_id for one in rows.values() if one.vacancy_id}
        now = read_intake(row, also=places, progress=told)
        new = _worked_in(row, old, rows, now) or _anew(row, old, now)
    return compare_runs(actor, old.pk, new.pk)


def _anew(row: Round, old: RoundRun, now: Intake) -> RoundRun:
    still = set(
        Vacancy.objects.filter(state__in=ON_BOARD)
        .values_list("pk", flat=True)
        .filter(pk__in=[int(one.id) for one in now.vacancies])
    )
    now = replace(now, vacancies=[one for one in now.vacancies if int(one.id) in still])
    outcome = matched(row, now)
    return stored(row, now, reasons_of(outcome), outcome.digest(), based_on=old)


def _worked_in(row: Round, old: RoundRun, rows: Mapping[int, RoundRow], now: Intake) -> RoundRun | None:
    """The run with the changes in it; ``None`` when something else changed too, so that the round must be run anew."""
    since = _since(rows, now)
    before = _as_it_was(rows, now, since)
    if before is None:
        return None
    outcome = matched(row, before)
    if outcome.digest() != old.digest:
        return None
    live = engine().LiveRound(outcome)
    if any(live.placement_of(str(student)) != str(vacancy) for student, vacancy in since.settled.items()):
        return None
    for student in sorted(since.settled):
        live.sign(str(student))
    for vacancy in sorted(since.closed):
        live.close(str(vacancy))
    for student in sorted(since.left):
        live.leave(str(student))
    students = {int(one.id): one for one in now.students}
    try:
        for student in sorted(since.joined):
            live.join(students[student])
    except engine().NeedsFullRound:
        return None
    pairs = {int(student): int(vacancy) for student, vacancy in live.pairs()}
    lines = [_line(row, rows.get(pk), one, pairs.get(pk), now) for pk, one in students.items()]
    exact = live.same_as_full_round
    return stored(row, now, lines, digest_of(pairs.items()), based_on=old, exact=exact)


def _since(rows: Mapping[int, RoundRow], now: Intake) -> _Since:
    here = {int(one.id) for one in now.students}
    places = {one.vacancy_id for one in rows.values() if one.vacancy_id}
    still = set(Vacancy.objects.filter(pk__in=places, state__in=ON_BOARD).values_list("pk", flat=True))
    signed = {pk for pk, one in rows.items() if one.is_signed}
    return _Since(
        closed=frozenset(places - still),
        left=frozenset(rows.keys() - here),
        joined=frozenset(here - rows.keys()),
        settled={pk: place for pk, place in now.tied.items() if pk in rows and pk not in signed},
    )


def _as_it_was(rows: Mapping[int, RoundRow], now: Intake, since: _Since) -> Intake | None:
    """The facts at the time of the run, as far as they are still there."""
    gone = StudentProfile.objects.filter(pk__in=since.left, ends_on__isnull=False, x_m__isnull=False)
    matching = engine()
    left = [matching.Student(**fields) for fields in student_rows(gone.filter(starts_on__isnull=False))]
    if len(left) != len(since.left):
        return None
    students = [
        replace(one, signed="") if int(one.id) in since.settled else one
        for one in now.students
        if int(one.id) in rows
    ]
    return replace(now, students=[*students, *left])


def _line(row: Round, was: RoundRow | None, student: Any, vacancy: int | None, now: Intake) -> Line:
    """The reason of the run before for who stays; a new one for who moves or joins."""
    if was is not None and was.vacancy_id == vacancy:
        parts = {name: points for name, points, _ in was.parts}
        told = [
            parts.get(name, "")
            for name in ("coverage", "preference", "travel", "learning", "period", "work_wish")
        ]
        points = "" if was.points is None else was.points
        return (student.id, str(vacancy or ""), points, *told, was.why_nl, was.why_en)
    if vacancy is None:
        return no_place_line(student.id)
    matching = engine()
    place = next(one for one in now.vacancies if int(one.id) == vacancy)
    alone = matching.match(
        matching.market_of([replace(student, signed="")], [replace(place, seats=1)]), rules_of(row)
    )
    return reasons_of(alone)[0]


def digest_of(pairs: Iterable[tuple[int, int]]) -> str:
    """As the engine's ``Outcome.digest``: SHA-256 of the sorted pairs."""
    lines = sorted(f"{student},{vacancy}\n" for student, vacancy in pairs)
    return hashlib.sha256("".join(lines).encode()).hexdigest()
