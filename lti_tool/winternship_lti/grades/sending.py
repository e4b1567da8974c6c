"""Sends the outcomes whose time has come, each once, and remembers what the platform said.

A row is claimed by moving its next try ahead (a lease), so two workers never send it together and a killed worker's
row comes back by itself. Only the newest score of a person is ever sent, so order cannot be lost.
"""

from __future__ import annotations

import datetime as dt
import logging
import random
import time
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils import timezone

from ..models import Outcome
from ..protocol import errors
from ..protocol.http import Http
from ..protocol.services.ags import ActivityProgress, GradingProgress, Score, post_score
from ..registry import registry
from .tokens import Tokens

log = logging.getLogger("winternship.grades")

LEASE = dt.timedelta(seconds=60)
BATCH = 100
FIRST_WAIT, LONGEST_WAIT = 5.0, 6 * 3600.0
HTTP = Http()
TOKENS = Tokens(HTTP)
# Two scores within one second are refused by platforms that compare whole seconds (Moodle).
STEP = dt.timedelta(seconds=1)


@dataclass(slots=True)
class Tally:
    """How many scores were sent, postponed and refused for good."""

    sent: int = 0
    postponed: int = 0
    refused: int = 0


def send_due() -> Tally:
    """Send what is due, and return the tally. Safe to run in several processes at once."""
    tally = Tally()
    due = Q(next_try_at__isnull=True) | Q(next_try_at__lte=timezone.now())
    keys = list(
        Outcome.objects.filter(due, state=Outcome.State.WAITING)
        .order_by("next_try_at")[:BATCH]
        .values_list("pk", "next_try_at")
    )
    for pk, seen in keys:
        outcome = _claim(pk, seen)
        if outcome is not None:
            _send(outcome, tally)
    return tally


def _claim(pk: int, seen: dt.datetime | None) -> Outcome | None:
    same = {"next_try_at": seen} if seen else {"next_try_at__isnull": True}
    won = Outcome.objects.filter(pk=pk, state=Outcome.State.WAITING, **same).update(
        next_try_at=timezone.now() + LEASE, attempts=F("attempts") + 1
    )
    return Outcome.objects.select_related("person", "link__deployment").get(pk=pk) if won else None


def _send(outcome: Outcome, tally: Tally) -> None:
    moment = _timestamp(outcome)
    try:
        _post(outcome, moment)
    except errors.ServiceUnavailable as error:
        _postpone(outcome, error.code, error.retry_after)
        tally.postponed += 1
    except errors.AccessExpired as error:
        _postpone(outcome, error.code, None)
        tally.postponed += 1
    except errors.ScoreSuperseded as error:
        # The platform's clock is ahead of ours, or an answer was lost on the way: a later timestamp settles both.
        _postpone(outcome, error.code, STEP.total_seconds() * outcome.attempts)
        tally.postponed += 1
    except errors.LtiError as error:
        _finish(outcome, Outcome.State.REFUSED, problem=error.code)
        log.warning("grade result=%s outcome=%s detail=%s", error.code, outcome.pk, error.detail)
        tally.refused += 1
    else:
        _finish(outcome, Outcome.State.SENT, sent_at=moment, sent_version=outcome.version)
        tally.sent += 1


def _post(outcome: Outcome, moment: dt.datetime) -> None:
    platform = registry.get(outcome.link.deployment.registration_id)
    if platform is None:
        raise errors.RegistrationUnknown("the registration is not active any more")
    score = Score(
        user_id=outcome.person.subject,
        timestamp=moment,
        activity_progress=ActivityProgress.COMPLETED,
        grading_progress=GradingProgress.FULLY_GRADED,
        given=outcome.score,
        maximum=outcome.score_maximum,
    )
    try:
        post_score(HTTP, outcome.line_item, score, access_token=TOKENS.get(platform), now=time.time())
    except errors.AccessExpired:
        # Once: the platform may have forgotten its tokens. Twice would be its mistake, not ours.
        token = TOKENS.renew(platform)
        post_score(HTTP, outcome.line_item, score, access_token=token, now=time.time())


def _timestamp(outcome: Outcome) -> dt.datetime:
    """Return a moment later than any sent before for this row; the platform refuses anything else [AGS 3.4.1]."""
    now = timezone.now()
    return max(now, outcome.sent_at + STEP) if outcome.sent_at else now


def _postpone(outcome: Outcome, problem: str, asked: float | None) -> None:
    wait = min(FIRST_WAIT * 2 ** min(outcome.attempts, 20), LONGEST_WAIT)
    jittered = random.uniform(wait / 2, wait)  # noqa: S311 - spreads load, guards nothing
    seconds = asked if asked is not None else jittered
    Outcome.objects.filter(pk=outcome.pk, version=outcome.version).update(
        next_try_at=timezone.now() + dt.timedelta(seconds=seconds), problem=problem
    )


def _finish(outcome: Outcome, state: str, **values: object) -> None:
    """Close the row, unless a newer score came in meanwhile: then only what the platform has is noted."""
    changed = {**values, "state": state, "next_try_at": None, "problem": values.get("problem", "")}
    done = Outcome.objects.filter(pk=outcome.pk, version=outcome.version).update(**changed)
    if not done and state == Outcome.State.SENT:
        Outcome.objects.filter(pk=outcome.pk).update(
            sent_at=values["sent_at"], sent_version=outcome.version, next_try_at=timezone.now()
        )
