"""How fast and how often: back-off, the breaker and the token bucket of a connection, as rules without input or output.

All times in seconds. A clock may step: what lies further ahead than any rule can put it, counts as over.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass
from typing import Final

LEASE: Final = dt.timedelta(seconds=120)
FIRST: Final = 2.0
CAP: Final = 3600.0
LONGEST: Final = dt.timedelta(hours=25)  # a Retry-After is a day at most
MOST_ATTEMPTS: Final = 12
LONGEST_TRY: Final = dt.timedelta(hours=48)
BREAK_AFTER: Final = 5
BURST: Final = 20


def back_off(attempts: int, chance: random.Random | None = None) -> dt.timedelta:
    """Full jitter: anything up to twice as long after each attempt, an hour at most."""
    most = min(CAP, FIRST * 2 ** min(attempts, 20))
    return dt.timedelta(seconds=(chance or _chance).uniform(0, most))


def is_hopeless(attempts: int, first_sent_at: dt.datetime | None, now: dt.datetime) -> bool:
    """Whether it was tried often or long enough."""
    return attempts >= MOST_ATTEMPTS or (first_sent_at is not None and now - first_sent_at > LONGEST_TRY)


@dataclass(frozen=True, slots=True)
class Bucket:
    """``tokens`` at ``at``; a minute brings ``a_minute``, and no more than ``BURST`` are kept. 0 a minute: no limit."""

    tokens: float
    at: dt.datetime | None
    a_minute: int

    def take(self, now: dt.datetime) -> tuple[Bucket, dt.timedelta]:
        """The bucket without one token, or as it is with the time until there is one."""
        if not self.a_minute:
            return self, dt.timedelta(0)
        elapsed = BURST if self.at is None else max((now - self.at).total_seconds() * self.a_minute / 60, 0.0)
        tokens = min(self.tokens + elapsed, float(BURST))
        if tokens >= 1:
            return Bucket(tokens - 1, now, self.a_minute), dt.timedelta(0)
        wait = dt.timedelta(seconds=(1 - tokens) * 60 / self.a_minute)
        return Bucket(tokens, now, self.a_minute), wait


_chance: Final = random.Random()  # noqa: S311 - only spreads the tries
