"""Release: a run becomes proposals, and the student decides on each. What the run did not know any more is left out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import F

from winternship_board import clock
from winternship_board.actors import SYSTEM, Actor
from winternship_board.errors import BoardError, NotFound, StaleVersion
from winternship_board.feeding import store_proposals
from winternship_board.models import Application, Placement, Round, RoundRow, RoundRun, Vacancy
from winternship_board.moving import move
from winternship_board.rounds.intake import TIED, Progress
from winternship_board.rounds.reporting import lines_of
from winternship_board.rounds.rights import require_open, round_for
from winternship_board.rounds.running import at_work
from winternship_board.transactions import in_one_go

AT_ONCE: Final = 100
PER_POINT: Final = 10  # a score is of 100, the engine's points of 1000


@dataclass(frozen=True, slots=True)
class Released:
    """``proposed`` wait for their student; ``drafts`` are of students who did not agree to be proposed (yet).

    ``left_out``: the place is gone, the student has another, or the pair has an open application already.
    """

    run: int
    proposed: int
    drafts: int
    left_out: int


def release_round(
    actor: Actor, pk: int, run: int, *, version: int, progress: Progress | None = None
) -> Released:
    """Turn the chosen run into proposals with their reasons, and close the round.

    Who may: the school's coordinator, the system. It goes in portions, each a transaction of its own; when it is
    broken off, the round is still open and a second release goes on where it stopped. Raises :class:`NotFound`,
    :class:`NotPossible`, :class:`StaleVersion`, :class:`AlreadyThere`.
    """
    _, row = round_for(actor, pk)
    require_open(row)
    chosen = RoundRun.objects.filter(pk=run, round=row).first()
    if chosen is None:
        raise NotFound("run")
    if row.version != version:
        raise StaleVersion("round", version, row.version)
    made: Counter[str] = Counter()
    with at_work(row) as told:
        rows = _still_true(chosen)
        for start in range(0, len(rows), AT_ONCE):
            made += _portion(actor, row.school_id, rows[start : start + AT_ONCE])
            for tell in filter(None, (told, progress)):
                tell(min(start + AT_ONCE, len(rows)), len(rows))
        _close(row, chosen)
    wanted = RoundRow.objects.filter(run=chosen, vacancy__isnull=False, is_signed=False).count()
    there = made["proposed"] + made["draft"]
    return Released(chosen.pk, made["proposed"], made["draft"], wanted - there)


def _still_true(run: RoundRun) -> list[RoundRow]:
    """The pairs of a run whose student still has no place and whose vacancy still has one."""
    open_ones = Vacancy.objects.filter(state="published", places_taken__lt=F("places")).values("pk")
    tied = Placement.objects.filter(state__in=TIED, school=run.round.school_id).values("student")
    rows = RoundRow.objects.filter(run=run, is_signed=False, vacancy__in=open_ones).exclude(student__in=tied)
    return list(rows.select_related("student").order_by("pk"))


@in_one_go
def _portion(actor: Actor, school: int, rows: list[RoundRow]) -> Counter[str]:
    """Drafts of applications, and a proposal of each whose student agreed to be proposed; safe to do twice."""
    # The matcher made the drafts, whoever released them; the proposal is the coordinator's own step.
    store_proposals(SYSTEM, school, [_proposal(row) for row in rows])
    keys = [f"{row.student_id}:{row.vacancy_id}" for row in rows]
    ours = Application.objects.filter(open_key__in=keys, origin="matcher")
    for pk, version in ours.filter(state="draft").values_list("pk", "version"):
        _propose(actor, pk, version)
    return Counter(ours.filter(state__in=["draft", "proposed"]).values_list("state", flat=True))


def _proposal(row: RoundRow) -> dict[str, Any]:
    return {
        "student": row.student_id,
        "vacancy": row.vacancy_id,
        "score": None if row.points is None else row.points // PER_POINT,
        "explanation": [{"nl": line.nl, "en": line.en} for line in lines_of(row)],
    }


def _propose(actor: Actor, pk: int, version: int) -> None:
    """The step asks whether the student agreed; without their yes it stays a draft that they can send themselves."""
    try:
        move(actor, "application", pk, "propose match", version=version)
    except BoardError:
        return


@in_one_go
def _close(row: Round, run: RoundRun) -> None:
    Round.objects.filter(pk=row.pk, state="open").update(
        state="released", open_key=None, ended_on=clock.today(), version=F("version") + 1
    )
    RoundRun.objects.filter(pk=run.pk).update(is_released=True)
