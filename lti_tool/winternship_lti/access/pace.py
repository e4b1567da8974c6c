"""How patient we are with platforms; `SERVICE_PACE` in the settings changes it, for tests that cannot wait."""

from __future__ import annotations

import random
from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Pace:
    """Waits in seconds. The worker looks every `round`. `lease` must outlast the slowest row: a handful of requests of
    ten seconds each.
    """

    round: float = 2.0
    first_wait: float = 5.0
    longest_wait: float = 6 * 3600.0
    lease: float = 180.0
    # Two scores within one second are refused by platforms that compare whole seconds (Moodle).
    step: float = 1.0
    # For a platform that is away and does not say for how long.
    rest: float = 10.0

    def back_off(self, attempts: int, first: float = 0.0) -> float:
        """A wait before the next try, with full jitter: rows that failed together do not come back together."""
        most: float = min((first or self.first_wait) * 2 ** min(attempts, 20), self.longest_wait)
        return random.uniform(0.0, most)  # noqa: S311 - spreads load, guards nothing

    def after(self, asked: float) -> float:
        """A wait of at least what the platform asked for."""
        return asked + random.uniform(0.0, min(self.first_wait, asked / 10))  # noqa: S311


def pace() -> Pace:
    """The pace of this installation."""
    return Pace(**settings.SERVICE_PACE)
