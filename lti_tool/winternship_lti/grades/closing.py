"""Writes down what became of a try. A worker whose lease was lost to another writes nothing any more."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from ..models import Outcome


def postpone(outcome: Outcome, problem: str, seconds: float) -> None:
    """Try again after so many seconds; a newer score that came in meanwhile goes at its own time."""
    later = timezone.now() + dt.timedelta(seconds=seconds)
    _close(outcome, {"stamped_at": outcome.stamped_at}, next_try_at=later, problem=problem)


def refuse(outcome: Outcome, problem: str) -> None:
    """The platform will never take this score."""
    _close(outcome, {}, state=Outcome.State.REFUSED, next_try_at=None, problem=problem)


def sent(outcome: Outcome) -> None:
    """The platform has this score; one that came in meanwhile is next."""
    has = {"sent_at": outcome.stamped_at, "sent_version": outcome.version}
    _close(outcome, has, state=Outcome.State.SENT, next_try_at=None, problem="")


def _close(outcome: Outcome, fact: dict[str, Any], **verdict: Any) -> None:
    """Let go of the row. The verdict counts for the version that was sent; the fact stays true for a newer one."""
    mine = Outcome.objects.filter(pk=outcome.pk, leased_until=outcome.leased_until)
    if not mine.filter(version=outcome.version).update(**fact, **verdict, leased_until=None):
        mine.update(**fact, leased_until=None)
