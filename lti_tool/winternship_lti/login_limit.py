"""Keeps one address from filling the table of logins, and never a school behind one address from coming in."""

from __future__ import annotations

import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from .digests import pseudonym
from .errors import TooManyLogins

WINDOW = 60  # seconds


def require_patience(request: HttpRequest, registration: object) -> None:
    """Count one login of this browser's address for what names the registration; raises TooManyLogins.

    The address is kept as a keyed digest, in the cache alone, for a minute. The limit holds for each process:
    the default cache is not shared.
    """
    key = f"logins-{pseudonym(_address(request), registration, int(time.time()) // WINDOW)}"
    cache.add(key, 0, timeout=2 * WINDOW)
    try:
        count = cache.incr(key)
    except ValueError:  # pushed out of a full cache between the two calls
        return
    if count > settings.LOGINS_PER_MINUTE:
        raise TooManyLogins(
            f"received {count} logins in a minute from one address, allowed are {settings.LOGINS_PER_MINUTE}"
        )


def _address(request: HttpRequest) -> str:
    """The browser's address; behind a proxy the one that the proxy itself saw, which is the last it names."""
    named = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    return named.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))
