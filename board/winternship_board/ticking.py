"""What time does by itself: reminders, lapses, expiries, starts and ends; run every night, and safe to run twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from django.db.models import Q

from winternship_board import clock, recording
from winternship_board.actors import Standing
from winternship_board.locking import locked
from winternship_board.models import (
    Accreditation,
    Agreement,
    Application,
    ContactMoment,
    HourWeek,
    Placement,
    Vacancy,
)
from winternship_board.signing import try_step
from winternship_board.transactions import in_one_go
from winternship_core.placements import Role
from winternship_core.placements.guards.application import LAPSE_WORKING_DAYS, REMINDERS_AT
from winternship_core.placements.guards.vacancy import SIGN_OF_LIFE_DAYS
from winternship_core.placements.working_days import working_days_between

Step = tuple[str, int, str]
_SYSTEM: Final = Standing(None, Role.SYSTEM)
_NEVER_SOONER: Final = (
    14  # days: fourteen working days last longer, two weeks are the least for a missed talk
)


def tick() -> dict[str, int]:
    """Make every step whose day has come, each in a transaction of its own; returns how many of each were made.

    For the host's nightly job. What a condition still keeps stays where it is and is tried again the next night.
    """
    made: Counter[str] = Counter()
    for pk in _to_remind():
        made["remind"] += remind(pk)
    for kind, pk, action in _due():
        made[f"{kind}: {action}"] += try_step(kind, pk, action) is None
    return {name: count for name, count in made.items() if count}


@in_one_go
def remind(pk: int) -> int:
    """Count the reminders that a waiting company is due, with their event; returns how many were new."""
    rows = [one for one in locked(Application, pk=pk) if one.state in {"submitted", "in_talks"}]
    if not rows or rows[0].waiting_since is None:
        return 0
    row = rows[0]
    waited = working_days_between(row.waiting_since, clock.today())
    due = sum(waited >= days for days in REMINDERS_AT)
    if due <= row.reminders:
        return 0
    new: int = due - row.reminders
    recording.changed(_SYSTEM, "application", row, {"reminders": due}, "remind")
    return new


def _to_remind() -> list[int]:
    since = clock.today() - timedelta(min(REMINDERS_AT))
    waiting = Application.objects.filter(state__in=["submitted", "in_talks"], waiting_since__lte=since)
    return list(waiting.filter(reminders__lt=len(REMINDERS_AT)).order_by("pk").values_list("pk", flat=True))


def _due() -> Iterator[Step]:
    yield from _applications_and_vacancies()
    yield from _recognitions()
    yield from _during_placements()


def _applications_and_vacancies() -> Iterator[Step]:
    today = clock.today()
    lapse = today - timedelta(LAPSE_WORKING_DAYS)
    silent = Application.objects.filter(state__in=["submitted", "in_talks"], waiting_since__lte=lapse)
    for pk in silent.order_by("pk").values_list("pk", flat=True):
        yield "application", pk, "no answer"
    offers = Application.objects.filter(state="offered", offer_expires_on__lt=today)
    for pk in offers.order_by("pk").values_list("pk", flat=True):
        yield "application", pk, "offer expires"
    over = Q(publish_until__lt=today) | Q(
        state="published", sign_of_life__lte=today - timedelta(SIGN_OF_LIFE_DAYS)
    )
    vacancies = Vacancy.objects.filter(over, state__in=["published", "paused"])
    for pk in vacancies.order_by("pk").values_list("pk", flat=True):
        yield "vacancy", pk, "end of publication"


def _recognitions() -> Iterator[Step]:
    for pk in (
        Accreditation.objects.filter(state="recognised", checked_on__lt=clock.today())
        .order_by("pk")
        .values_list("pk", flat=True)
    ):
        yield "accreditation", pk, "check expires"


def _during_placements() -> Iterator[Step]:
    today = clock.today()
    for state, condition, action in (
        ("agreement", Q(agreements__state="active"), "all signatures in"),
        ("confirmed", Q(starts_on__lte=today), "start"),
        ("active", Q(ends_on__lt=today), "end date reached"),
    ):
        rows = Placement.objects.filter(condition, state=state).order_by("pk")
        for pk in rows.values_list("pk", flat=True).distinct():
            yield "placement", pk, action
    for pk in (
        Agreement.objects.filter(state="active", placement__ends_on__lt=today)
        .order_by("pk")
        .values_list("pk", flat=True)
    ):
        yield "agreement", pk, "period over"
    missed = ContactMoment.objects.filter(state="planned", planned_on__lte=today - timedelta(_NEVER_SOONER))
    for pk in missed.order_by("pk").values_list("pk", flat=True):
        yield "contact_moment", pk, "not held"
    approved = HourWeek.objects.filter(
        state__in=["approved", "approved_by_school"], placement__state="closed"
    )
    for pk in approved.order_by("pk").values_list("pk", flat=True):
        yield "hour_week", pk, "lock"
