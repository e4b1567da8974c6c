"""Release: a run becomes proposals, and the student decides on each. What the run did not know any more is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from winternship_board import clock
from winternship_board.actors import SYSTEM, Actor
from winternship_board.errors import NotFound, StaleVersion
from winternship_board.feeding import store_proposals
from winternship_board.models import Application, Placement, Round, RoundRow, RoundRun, Vacancy
from winternship_board.moving_many import propose_many
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

    ``left_out``: the place is gone, the student has another, or the pair has an open application already. ``left``:
    what another call goes on with; the round is closed when it is 0.
    """

    run: int
    proposed: int
    drafts: int
    left_out: int
    left: int = 0


def release_round(
    actor: Actor, pk: int, run: int, *, version: int, most: int = 0, progress: Progress | None = None
) -> Released:
    """Turn the chosen run into proposals with their reasons, and close the round; ``most`` of them, or all for 0.

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
    with at_work(row) as told:
        pairs = _still_true(chosen)
        left = pairs.exclude(_handled(row))
        before, ahead = pairs.filter(_handled(row)).count(), left.count()
        now = list(left.select_related("student").order_by("pk")[: most or ahead])
        for start in range(0, len(now), AT_ONCE):
            _portion(actor, row.school_id, now[start : start + AT_ONCE])
            for tell in filter(None, (told, progress)):
                tell(before + min(start + AT_ONCE, len(now)), before + ahead)
        if len(now) == ahead:
            _close(row, chosen)
    return _counted(row, chosen, ahead - len(now))


def _still_true(run: RoundRun) -> QuerySet[RoundRow]:
    """The pairs of a run whose student still has no place and whose vacancy still has one."""
    open_ones = Vacancy.objects.filter(state="published", places_taken__lt=F("places")).values("pk")
    tied = Placement.objects.filter(state__in=TIED, school=run.round.school_id).values("student")
    return RoundRow.objects.filter(run=run, is_signed=False, vacancy__in=open_ones).exclude(student__in=tied)


def _handled(row: Round) -> Exists:
    """A pair that has an open application, or had one of this round: whoever said no is not asked again."""
    pair = Application.objects.filter(student=OuterRef("student"), vacancy=OuterRef("vacancy"))
    return Exists(pair.filter(Q(open_key__isnull=False) | _of(row)))


def _of(row: Round) -> Q:
    return Q(origin="matcher", created_on__gte=row.created_on)


def _counted(row: Round, run: RoundRun, left: int) -> Released:
    pairs = RoundRow.objects.filter(run=run, vacancy__isnull=False, is_signed=False)
    same = pairs.filter(student=OuterRef("student"), vacancy=OuterRef("vacancy"))
    made = Application.objects.filter(_of(row), Exists(same), school=row.school_id)
    drafts = made.filter(state="draft").count()
    proposed = made.count() - drafts
    return Released(run.pk, proposed, drafts, pairs.count() - left - proposed - drafts, left)


@in_one_go
def _portion(actor: Actor, school: int, rows: Sequence[RoundRow]) -> None:
    """Drafts of applications, and a proposal of each whose student agreed to be proposed; safe to do twice."""
    # The matcher made the drafts, whoever released them; the proposal is the coordinator's own step.
    store_proposals(SYSTEM, school, [_proposal(row) for row in rows])
    keys = [f"{row.student_id}:{row.vacancy_id}" for row in rows]
    ours = Application.objects.filter(open_key__in=keys, origin="matcher", state="draft")
    propose_many(actor, list(ours.values_list("pk", flat=True)))


def _proposal(row: RoundRow) -> dict[str, Any]:
    return {
        "student": row.student_id,
        "vacancy": row.vacancy_id,
        "score": None if row.points is None else row.points // PER_POINT,
        "explanation": [{"nl": line.nl, "en": line.en} for line in lines_of(row)],
    }


@in_one_go
def _close(row: Round, run: RoundRun) -> None:
    Round.objects.filter(pk=row.pk, state="open").update(
        state="released", open_key=None, ended_on=clock.today(), version=F("version") + 1
    )
    RoundRun.objects.filter(pk=run.pk).update(is_released=True)
