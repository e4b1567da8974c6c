"""Sends the outcomes whose time has come, each once, and remembers what the platform said.

A row is claimed with a lease, so two workers never send it together and a killed worker's row comes back by itself.
Only the newest score of a person is ever sent, and each try is stamped later than the one before, so order cannot
be lost.
"""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils import timezone

from ..access import resting
from ..access.pace import pace
from ..models import Outcome
from ..protocol import errors
from . import closing
from .delivery import deliver

log = logging.getLogger("winternship.grades")

BATCH = 100
REFUSED_TOKEN_SECONDS = 300.0  # an administrator must mend something; nobody's grade is lost meanwhile


@dataclass(slots=True)
class Tally:
    """How many scores were sent, postponed and refused for good."""

    sent: int = 0
    postponed: int = 0
    refused: int = 0


def send_due() -> Tally:
    """Send what is due, and return the tally. Safe to run in several processes at once."""
    tally = Tally()
    while True:
        before, rows = tally.sent, _due()
        _send_all(rows, tally)
        # A whole batch without a success is a platform's trouble, not a queue that is worth hurrying for.
        if len(rows) < BATCH or tally.sent == before:
            return tally


def _send_all(rows: list[Outcome], tally: Tally) -> None:
    for outcome in rows:
        if resting.seconds_left(_platform_pk(outcome)) or not _claim(outcome):
            continue
        try:
            _send(outcome, tally)
        except Exception as error:  # one row must never keep the others waiting
            log.exception("grade result=broken outcome=%s error=%s", outcome.pk, type(error).__name__)
            closing.postpone(outcome, "broken", pace().back_off(outcome.attempts))
            tally.postponed += 1


def _due() -> list[Outcome]:
    now = timezone.now()
    free = Q(leased_until__isnull=True) | Q(leased_until__lte=now)
    return list(
        Outcome.objects.select_related("person", "link__deployment")
        .filter(free, state=Outcome.State.WAITING, next_try_at__lte=now)
        .exclude(link__deployment__registration__in=resting.resting())
        .order_by("next_try_at")[:BATCH]
    )


def _claim(outcome: Outcome) -> bool:
    """Take the row as it was read, and stamp it: with a moment later than any used for it before [AGS 3.4.1]."""
    now = timezone.now()
    lease = now + dt.timedelta(seconds=pace().lease)
    step = dt.timedelta(seconds=pace().step)
    stamp = max(now, outcome.stamped_at + step) if outcome.stamped_at else now
    same = Outcome.objects.filter(
        pk=outcome.pk, state=Outcome.State.WAITING, version=outcome.version, leased_until=outcome.leased_until
    )
    won = same.update(leased_until=lease, stamped_at=stamp, attempts=F("attempts") + 1)
    outcome.leased_until, outcome.stamped_at = lease, stamp
    outcome.attempts += 1
    return bool(won)


def _send(outcome: Outcome, tally: Tally) -> None:
    try:
        deliver(outcome)
    except (errors.PlatformUnavailable, errors.AccessExpired, errors.ScoreSuperseded) as error:
        closing.postpone(outcome, error.code, _wait(outcome, error))
        tally.postponed += 1
    except (errors.TokenRefused, errors.RegistrationUnknown) as error:
        # Not this person's matter, but the registration's: everyone waits until it is mended.
        resting.rest(_platform_pk(outcome), REFUSED_TOKEN_SECONDS)
        closing.postpone(outcome, error.code, pace().after(REFUSED_TOKEN_SECONDS))
        log.warning("grade result=%s outcome=%s detail=%s", error.code, outcome.pk, error.detail)
        tally.postponed += 1
    except errors.LtiError as error:
        closing.refuse(outcome, error.code)
        log.warning("grade result=%s outcome=%s detail=%s", error.code, outcome.pk, error.detail)
        tally.refused += 1
    else:
        closing.sent(outcome)
        tally.sent += 1


def _wait(outcome: Outcome, error: errors.LtiError) -> float:
    asked = error.retry_after if isinstance(error, errors.ServiceUnavailable) else None
    if asked is not None:
        return pace().after(asked)
    if isinstance(error, errors.ScoreSuperseded):
        # The platform's clock is ahead of ours: a later timestamp settles it.
        return pace().step + pace().back_off(outcome.attempts, pace().step)
    return pace().back_off(outcome.attempts)


def _platform_pk(outcome: Outcome) -> int:
    return outcome.link.deployment.registration_id
