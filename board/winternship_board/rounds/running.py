"""A run of a round: read, match, store; nobody is placed or told. One at a time per round, and a round per school."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from django.db import transaction
from django.db.models import Max, Q

from winternship_board import clock
from winternship_board.actors import Actor
from winternship_board.models import Round, RoundRow, RoundRun
from winternship_board.rounds.engine import Line, as_board_error, engine, reasons_of
from winternship_board.rounds.intake import Intake, Progress, read_intake
from winternship_board.rounds.opening import busy
from winternship_board.rounds.reporting import RunSeen, run_seen
from winternship_board.rounds.rights import require_open, round_for
from winternship_core.errors import CoreError
from winternship_core.text import Text

BATCH: Final = 1000
# A run that died in the middle holds the round no longer than this.
GIVEN_UP: Final = dt.timedelta(minutes=15)
PARTS: Final = ("coverage", "preference", "travel", "learning", "period", "work_wish")
FROZEN: Final = Text(
    nl="Je stagecoördinator houdt deze plek voor je vast.",
    en="Your placement coordinator keeps this place for you.",
)


def run_round(actor: Actor, pk: int, *, progress: Progress | None = None) -> RunSeen:
    """A dry run: the outcome for everyone with reasons, kept beside those before it. Nobody is placed.

    ``progress(done, total)`` is told as it goes, and so is the round itself for who looks at it meanwhile; not inside
    a transaction of the caller, who then sees it at the end. Who may: the school's coordinator, the system. Raises
    :class:`NotFound`, :class:`NotPossible`, and :class:`AlreadyThere` while another run is being made.
    """
    _, row = round_for(actor, pk)
    require_open(row)
    with at_work(row) as told:
        intake = read_intake(row, progress=told)
        outcome = matched(row, intake, told)
        run = stored(row, intake, reasons_of(outcome), outcome.digest())
    if progress:
        progress(run.students, run.students)
    return run_seen(run)


@contextmanager
def at_work(row: Round) -> Iterator[Progress]:
    """Hold a round while something long is done with it; raises :class:`AlreadyThere` for the second comer."""
    now = clock.now()
    free = Q(busy_since=None) | Q(busy_since__lt=now - GIVEN_UP)
    if not Round.objects.filter(free, pk=row.pk, state=row.state).update(busy_since=now, done=0, total=0):
        raise busy()

    def tell(done: int, total: int) -> None:
        Round.objects.filter(pk=row.pk, busy_since=now).update(done=done, total=total)

    try:
        yield tell
    finally:
        Round.objects.filter(pk=row.pk, busy_since=now).update(busy_since=None)


def matched(row: Round, intake: Intake, progress: Callable[[int, int], None] | None = None) -> Any:
    """The engine's outcome for these facts under the round's seed and weights; raises :class:`NotPossible`."""
    matching = engine()
    try:
        return matching.match(
            matching.market_of(intake.students, intake.vacancies), rules_of(row), progress=progress
        )
    except CoreError as error:
        raise as_board_error(error) from error


def rules_of(row: Round | RoundRun) -> Any:
    """The engine's rules; a company ranks nobody on the board, so every round is blind."""
    matching = engine()
    weights = {matching.Part(name): weight for name, weight in row.weights.items()}
    return matching.Rules(seed=row.seed, weights=weights)


@transaction.atomic
def stored(
    row: Round,
    intake: Intake,
    lines: Sequence[Line],
    digest: str,
    *,
    based_on: RoundRun | None = None,
    exact: bool = True,
) -> RoundRun:
    """Keep an outcome: a run, and a row for every student, of lines as :func:`.engine.reasons_of` makes them."""
    last = RoundRun.objects.filter(round=row).aggregate(last=Max("number"))["last"] or 0
    run = RoundRun.objects.create(
        round=row,
        number=last + 1,
        based_on=based_on,
        exact=exact,
        seed=row.seed,
        weights=row.weights,
        digest=digest,
        students=len(lines),
        placed=sum(bool(line[1]) for line in lines),
        vacancies=len(intake.vacancies),
        seats=sum(one.seats for one in intake.vacancies),
        at=clock.now(),
    )
    rules = rules_of(row)
    maxima = {part.value: rules.points(part) for part in engine().Part}
    rows = (_row(run, intake, line, maxima) for line in lines)
    RoundRow.objects.bulk_create(rows, batch_size=BATCH)
    return run


def _row(run: RoundRun, intake: Intake, line: Line, maxima: dict[str, int]) -> RoundRow:
    student, vacancy, points, *parts, nl, en = line
    pk = int(student)
    if pk in intake.frozen:
        nl, en = FROZEN.nl, FROZEN.en
    return RoundRow(
        run=run,
        student_id=pk,
        vacancy_id=int(vacancy) if vacancy else None,
        is_signed=pk in intake.tied,
        points=points if isinstance(points, int) else None,
        parts=[
            [name, value, maxima[name]]
            for name, value in zip(PARTS, parts, strict=True)
            if isinstance(value, int)
        ],
        why_nl=nl,
        why_en=en,
    )
