"""Takes what a block publishes: the outcome row and its place in the outbox, in the transaction of the state."""

from __future__ import annotations

import math
from typing import Any

from django.db import transaction
from django.utils import timezone

from ..grades import queueing
from ..models import Outcome
from .visit import Visit


def publish(visit: Visit, event_type: str, data: dict[str, Any]) -> None:
    """Keep a `grade` ({value, max_value, only_if_higher?}) or a `completion` ({completion}) of the visit's person.

    Nothing is kept for someone unknown or for a teacher trying things out: platforms refuse teachers' scores.
    Raises ValueError when the numbers make no sense.
    """
    if visit.person is None or visit.is_instructor:
        return
    if event_type == "grade":
        _grade(visit, data)
    elif event_type == "completion":
        _completion(visit, float(data["completion"]))


def _grade(visit: Visit, data: dict[str, Any]) -> None:
    score, maximum = float(data["value"]), float(data["max_value"])
    if not (math.isfinite(score) and math.isfinite(maximum) and 0 <= score <= maximum and maximum > 0):
        raise ValueError(
            f"A grade of {score} out of {maximum} is impossible; expected 0 ≤ value ≤ max_value, max_value > 0."
        )
    with transaction.atomic():
        outcome = _locked(visit)
        earlier = None if outcome.score is None else outcome.score / (outcome.score_maximum or 1)
        if data.get("only_if_higher") and earlier is not None and earlier >= score / maximum:
            return
        if (outcome.score, outcome.score_maximum) == (score, maximum):
            return
        outcome.score, outcome.score_maximum = score, maximum
        queueing.put_in_line(outcome)


def _completion(visit: Visit, completion: float) -> None:
    if not 0 <= completion <= 1:
        raise ValueError(f"A completion of {completion} is impossible; expected 0 to 1.")
    with transaction.atomic():
        outcome = _locked(visit)
        if outcome.completion != completion:
            outcome.completion = completion
            outcome.changed_at = timezone.now()
            outcome.save(update_fields=["completion", "changed_at"])


def _locked(visit: Visit) -> Outcome:
    key = {"person_id": visit.person, "link_id": visit.link}
    query = Outcome.objects.select_for_update().filter(**key)
    found = query.first()
    if found is None:
        Outcome.objects.bulk_create([Outcome(**key, changed_at=timezone.now())], ignore_conflicts=True)
        found = query.get()
    return found
