"""Remembers which platforms asked for rest (429, Retry-After) or are away, so that nobody knocks at each row anew.

Kept in Django's cache: forgotten at a restart, which costs one request; shared between processes when the cache is.
"""

from __future__ import annotations

import time

from django.core.cache import cache

KEY = "winternship:resting"
LONGEST = 24 * 3600.0


def rest(registration_pk: int, seconds: float) -> None:
    """Leave this platform alone for so many seconds."""
    now = time.time()
    until = {pk: end for pk, end in _all().items() if end > now}
    until[registration_pk] = max(until.get(registration_pk, 0.0), now + min(seconds, LONGEST))
    cache.set(KEY, until, LONGEST)


def seconds_left(registration_pk: int) -> float:
    """How long this platform is still to be left alone; 0 when it may be called."""
    return max(0.0, _all().get(registration_pk, 0.0) - time.time())


def resting() -> list[int]:
    """The keys of the registrations to leave alone now."""
    now = time.time()
    return [pk for pk, end in _all().items() if end > now]


def _all() -> dict[int, float]:
    found = cache.get(KEY)
    return found if isinstance(found, dict) else {}
