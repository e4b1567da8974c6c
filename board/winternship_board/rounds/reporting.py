"""What a run came to, told to people: totals, a page of rows, the difference between two runs, why for one student."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from winternship_board.actors import Actor, standing
from winternship_board.errors import BadValue, NotFound
from winternship_board.fields import under18
from winternship_board.looking import note_look
from winternship_board.models import RoundRow, RoundRun, StudentProfile
from winternship_board.pages import MOST_ROWS, Page
from winternship_board.rounds.engine import closing_words
from winternship_board.rounds.rights import run_for
from winternship_core.placements import Role
from winternship_core.text import Text


@dataclass(frozen=True, slots=True)
class RunSeen:
    """A run: its settings, its totals, and the digest that a replay of the same facts must give."""

    id: int
    round: int
    number: int
    based_on: int | None
    exact: bool
    seed: str
    weights: Mapping[str, int]
    digest: str
    students: int
    placed: int
    vacancies: int
    seats: int
    at: dt.datetime
    is_released: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """What a run came to for one student; ``vacancy`` is ``None`` when no place was found."""

    student: int
    vacancy: int | None
    points: int | None
    is_signed: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """A student for whom two runs differ."""

    student: int
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs side by side: how many have a place in each, who gained, lost or changed one, who is in one only."""

    first: RunSeen
    second: RunSeen
    gained: int
    lost: int
    changed: int
    same: int
    only_first: int
    only_second: int
    moves: tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why, for one student: at most five lines in both languages, and points with the most there were of each part."""

    student: int
    vacancy: int | None
    points: int | None
    parts: tuple[tuple[str, int, int], ...]
    lines: tuple[Text, ...]


def run_seen(run: RoundRun) -> RunSeen:
    """A row as others may read it."""
    return RunSeen(
        id=run.pk,
        round=run.round_id,
        number=run.number,
        based_on=run.based_on_id,
        exact=run.exact,
        seed=run.seed,
        weights=run.weights,
        digest=run.digest,
        students=run.students,
        placed=run.placed,
        vacancies=run.vacancies,
        seats=run.seats,
        at=run.at,
        is_released=run.is_released,
    )


def see_run(actor: Actor, run: int) -> RunSeen:
    """A run of one's own school; raises :class:`NotFound`."""
    return run_seen(run_for(actor, run)[1])


def run_rows(actor: Actor, run: int, *, only: str = "", after: str = "", limit: int = 50) -> Page[Placed]:
    """A page of the rows of a run, by student; ``only`` may be ``"placed"`` or ``"not placed"``.

    Raises :class:`NotFound`, :class:`BadValue`.
    """
    _, row = run_for(actor, run)
    rows = RoundRow.objects.filter(run=row).order_by("pk")
    if only not in ("", "placed", "not placed"):
        raise BadValue("only", Text("kies uit: placed, not placed.", "choose from: placed, not placed."))
    if only:
        rows = rows.filter(vacancy__isnull=only == "not placed")
    if after:
        if not after.isdecimal():
            raise BadValue("after", Text("dit is geen begin van een pagina.", "this begins no page."))
        rows = rows.filter(pk__gt=int(after))
    count = max(1, min(limit, MOST_ROWS))
    found = list(rows[: count + 1])
    shown = tuple(Placed(one.student_id, one.vacancy_id, one.points, one.is_signed) for one in found[:count])
    return Page(shown, str(found[count - 1].pk) if len(found) > count else "")


def run_table(actor: Actor, run: int) -> Iterator[tuple[int, int | None, int | None, str, str]]:
    """Every row of a run for a file: student, vacancy, points, why in Dutch, why in English; read as it is written."""
    _, row = run_for(actor, run)
    columns = ("student", "vacancy", "points", "why_nl", "why_en")
    yield from RoundRow.objects.filter(run=row).order_by("pk").values_list(*columns).iterator(chunk_size=2000)


def compare_runs(actor: Actor, first: int, second: int) -> Comparison:
    """What another seed, weight or decision would change; raises :class:`NotFound`, also for two schools' runs."""
    one, other = run_for(actor, first)[1], run_for(actor, second)[1]
    if one.round.school_id != other.round.school_id:
        raise NotFound("run")
    before, after = _outcome(one), _outcome(other)
    both = before.keys() & after.keys()
    moves = [Moved(pk, before[pk], after[pk]) for pk in sorted(both) if before[pk] != after[pk]]
    return Comparison(
        first=run_seen(one),
        second=run_seen(other),
        gained=sum(move.before is None for move in moves),
        lost=sum(move.after is None for move in moves),
        changed=sum(move.before is not None and move.after is not None for move in moves),
        same=len(both) - len(moves),
        only_first=len(before) - len(both),
        only_second=len(after) - len(both),
        moves=tuple(moves),
    )


def explain(actor: Actor, run: int, student: int) -> Explanation:
    """Why this student got this place, or none, without a word about anybody else.

    Who may: the school's coordinator and the system; the student, about a run that was released. Raises
    :class:`NotFound` alike for no such row and for somebody else's.
    """
    who = standing(actor)
    if who.role is Role.STUDENT:
        own = StudentProfile.objects.filter(pk=student, person=who.person_id).exists()
        released = RoundRun.objects.filter(pk=run, is_released=True).exists()
        if not own or not released:
            raise NotFound("run")
    else:
        run_for(actor, run)
    row = RoundRow.objects.filter(run=run, student=student).select_related("student").first()
    if row is None:
        raise NotFound("student")
    note_look(who, "student", row.student)
    return Explanation(
        student=row.student_id,
        vacancy=row.vacancy_id,
        points=row.points,
        parts=tuple((name, points, most) for name, points, most in row.parts),
        lines=lines_of(row),
    )


def lines_of(row: RoundRow) -> tuple[Text, ...]:
    """The reason, what was not used, and that people decide."""
    why = Text(nl=row.why_nl, en=row.why_en)
    if row.is_signed:
        return (why,)
    return (why, *closing_words(placed=row.vacancy_id is not None, minor=under18(row.student)))


def _outcome(run: RoundRun) -> dict[int, int | None]:
    return dict(RoundRow.objects.filter(run=run).values_list("student", "vacancy"))
