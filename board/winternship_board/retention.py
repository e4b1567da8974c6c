"""Retention by itself: what is over is marked, shown for thirty days, then erased, unless held (demand P8, D.7)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from django.db.models import Max, Q

from winternship_board import clock, erasing
from winternship_board.actors import Actor, standing
from winternship_board.errors import NotAllowed, NotFound
from winternship_board.importing import undoing
from winternship_board.models import (
    AccessEntry,
    Application,
    Evaluation,
    Event,
    Guardian,
    ImportRun,
    Organisation,
    Placement,
    RetentionMark,
    Round,
    Signal,
    StudentProfile,
    SupportWish,
    Thread,
)
from winternship_board.transactions import in_one_go
from winternship_board.validating import check_text
from winternship_core.placements import Role
from winternship_core.placements.retention import (
    PROPOSED_PERIODS,
    WINDOW_DAYS,
    Keep,
    Periods,
    fate,
    months_earlier,
)

BATCH: Final = 500
RUNNING: Final = (
    "proposed",
    "approved",
    "agreement",
    "confirmed",
    "active",
    "interrupted",
    "ended",
    "assessed",
    "ended_early",
)


@dataclass(frozen=True, slots=True)
class Over:
    """Something that has been over since a day; ``wish`` keeps an application longer; ``periods`` may be a school's."""

    pk: int
    ended: dt.date | None
    wish: bool = False
    periods: Periods = PROPOSED_PERIODS


def _applications() -> Iterator[Over]:
    # What led to a placement belongs to its file.
    rows = Application.objects.filter(ended_on__isnull=False, placement=None)
    for pk, ended, wish in rows.values_list("pk", "ended_on", "keep_longer").iterator():
        yield Over(pk, ended, wish)


def _students() -> Iterator[Over]:
    rows = StudentProfile.objects.filter(enrolled_until__isnull=False)
    for pk, ended in rows.values_list("pk", "enrolled_until").iterator():
        yield Over(pk, ended)


def _support_wishes() -> Iterator[Over]:
    at_once = replace(PROPOSED_PERIODS, profile_months=0)
    rows = SupportWish.objects.exclude(student__placements__state__in=RUNNING)
    rows = rows.annotate(last=Max("student__placements__closed_on"))
    for pk, ended in rows.values_list("pk", "last").iterator():
        yield Over(pk, ended, periods=at_once)


def _guardians() -> Iterator[Over]:
    at_once = replace(PROPOSED_PERIODS, message_months=0)
    rows = Guardian.objects.exclude(student__placements__agreements__state__in=["signing", "active"])
    for pk, adult_on in rows.values_list("pk", "student__adult_on").iterator():
        yield Over(pk, adult_on, periods=at_once)


def _placements() -> Iterator[Over]:
    rows = Placement.objects.exclude(state__in=RUNNING).filter(school__keep_file_months__isnull=False)
    for pk, closed, ended, months in rows.values_list(
        "pk", "closed_on", "ended_on", "school__keep_file_months"
    ).iterator():
        yield Over(pk, closed or ended, periods=replace(PROPOSED_PERIODS, file_months=months))


def _threads() -> Iterator[Over]:
    running = Placement.objects.filter(state__in=RUNNING).values("pk")
    rows = Thread.objects.exclude(Q(subject_kind="placement") & Q(subject_id__in=running))
    for pk, last in rows.values_list("pk", "last_at").iterator():
        yield Over(pk, last.date())


def _organisations() -> Iterator[Over]:
    rows = Organisation.objects.filter(kind="company").exclude(state__in=["archived", "rejected"])
    for pk, active in rows.exclude(placements__state__in=RUNNING).values_list("pk", "active_on").iterator():
        yield Over(pk, active)


def _evaluations() -> Iterator[Over]:
    rows = Evaluation.objects.filter(is_anonymous=False)
    for pk, given, asked in rows.values_list("pk", "given_on", "asked_on").iterator():
        yield Over(pk, given or asked)


def _signals() -> Iterator[Over]:
    for pk, closed in Signal.objects.filter(state="closed").values_list("pk", "closed_on").iterator():
        yield Over(pk, closed)


def _rounds() -> Iterator[Over]:
    for pk, ended in Round.objects.filter(ended_on__isnull=False).values_list("pk", "ended_on").iterator():
        yield Over(pk, ended)


_KINDS: Final[dict[str, tuple[Keep, Callable[[], Iterator[Over]]]]] = {
    "application": (Keep.APPLICATIONS, _applications),
    "student": (Keep.PROFILE, _students),
    "support_wish": (Keep.PROFILE, _support_wishes),
    "guardian": (Keep.MESSAGES, _guardians),
    "placement": (Keep.FILE, _placements),
    "thread": (Keep.MESSAGES, _threads),
    "organisation": (Keep.ORGANISATION, _organisations),
    "evaluation": (Keep.EVALUATIONS, _evaluations),
    "round": (Keep.APPLICATIONS, _rounds),
    "signal": (Keep.SIGNALS, _signals),
}


def run_retention() -> dict[str, int]:
    """Mark what is over, erase what was marked thirty days ago, and tidy the log; for the host's nightly job.

    Safe to run twice. Returns how many were marked, done and kept back, by name.
    """
    made: Counter[str] = Counter()
    for kind, (keep, over) in _KINDS.items():
        made[f"{kind} marked"] += _mark(kind, keep, over())
    for mark in RetentionMark.objects.filter(erase_on__lte=clock.today(), held_because="").order_by("pk"):
        made[f"{mark.kind} {_carry_out(mark.pk)}"] += 1
    limit = months_earlier(clock.today(), PROPOSED_PERIODS.audit_months)
    made["event erased"] += (
        Event.objects.filter(at__date__lt=limit).delete()[1].get("winternship_board.Event", 0)
    )
    made["import forgotten"] += undoing.forget()
    made["import erased"] += (
        ImportRun.objects.filter(started_at__date__lt=limit).delete()[1].get("winternship_board.ImportRun", 0)
    )
    made["look erased"] += AccessEntry.objects.filter(at__date__lt=limit).delete()[0]
    return {name: count for name, count in made.items() if count}


@in_one_go
def hold(actor: Actor, kind: str, pk: int, reason: str) -> None:
    """Keep something that is marked, with a reason (a legal hold); an empty reason lets it go on.

    Who may: an administrator or the system. Raises :class:`NotAllowed`, :class:`NotFound`.
    """
    who = standing(actor)
    if who.role not in {Role.ADMIN, Role.SYSTEM}:
        raise NotAllowed(who.role, "hold", kind)
    check_text("reason", reason)
    if not RetentionMark.objects.filter(kind=kind, object_id=pk).update(held_because=reason[:300]):
        raise NotFound(kind)


def retention_report(actor: Actor, limit: int = 200) -> tuple[tuple[str, int, dt.date, str], ...]:
    """What is about to go: kind, id, day, and why it is held; for an administrator or the system, never with names."""
    who = standing(actor)
    if who.role not in {Role.ADMIN, Role.SYSTEM}:
        raise NotAllowed(who.role, "read the report of", "retention")
    rows = RetentionMark.objects.order_by("erase_on", "pk")[:limit]
    return tuple((row.kind, row.object_id, row.erase_on, row.held_because) for row in rows)


@in_one_go
def _mark(kind: str, keep: Keep, rows: Iterator[Over]) -> int:
    today = clock.today()
    known = set(RetentionMark.objects.filter(kind=kind).values_list("object_id", flat=True))
    marks = []
    for one in rows:
        found = fate(keep, one.ended, wish=one.wish, periods=one.periods)
        if found is not None and found.due <= today and one.pk not in known:
            erase_on = today + timedelta(WINDOW_DAYS)
            marks.append(
                RetentionMark(
                    kind=kind,
                    object_id=one.pk,
                    keep=keep,
                    deed=found.deed,
                    marked_on=today,
                    erase_on=erase_on,
                )
            )
    RetentionMark.objects.bulk_create(marks, batch_size=BATCH)
    return len(marks)


@in_one_go
def _carry_out(pk: int) -> str:
    """Erase one thing if it is still over: who came back in those thirty days is kept."""
    mark = RetentionMark.objects.get(pk=pk)
    keep, over = _KINDS[mark.kind]
    still = next((one for one in over() if one.pk == mark.object_id), None)
    found = fate(keep, still.ended, wish=still.wish, periods=still.periods) if still else None
    mark.delete()
    if found is None or found.due > clock.today():
        return "kept"
    return erasing.erase(mark.kind, mark.object_id)
