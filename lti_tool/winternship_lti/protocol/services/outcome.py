"""So that each answer of a service is sorted once: done, later, with a new token, or never again."""

from __future__ import annotations

from email.utils import parsedate_to_datetime

from ..errors import AccessExpired, ScoreSuperseded, ServiceNotFound, ServiceRefused, ServiceUnavailable
from ..http import Answer

_LATER = frozenset([408, 425, 429])
_FOR_ALL = frozenset([429, 503])  # said of the platform, not of this one request


def check(answer: Answer, *, service: str, now: float) -> None:
    """Return when the platform did what was asked (2xx), and raise what the caller should act upon otherwise.

    AccessExpired (401), ServiceNotFound (404, 410), ScoreSuperseded (409), ServiceUnavailable (408, 425, 429, 5xx,
    and 3xx: nothing is followed), ServiceRefused for every other status. `service` only names the service in the
    message.
    """
    status = answer.status
    if 200 <= status < 300:
        return
    said = f"{service}: received HTTP status {status}"
    if status == 401:
        raise AccessExpired(said)
    if status == 409:
        raise ScoreSuperseded(said)
    if status in _LATER or status >= 500 or status < 400:
        raise ServiceUnavailable(said, retry_after=retry_after(answer, now), for_all=status in _FOR_ALL)
    if status in (404, 410):
        raise ServiceNotFound(said)
    raise ServiceRefused(said)


def retry_after(answer: Answer, now: float) -> float | None:
    """Seconds to wait that the platform asks for, at most a day; None if it does not say."""
    asked = answer.headers.get("retry-after", "").strip()
    if asked.isascii() and asked.isdigit() and len(asked) < 10:
        seconds = float(asked)
    else:
        try:
            seconds = parsedate_to_datetime(asked).timestamp() - now
        except (ValueError, OverflowError):
            return None
    return min(max(seconds, 0.0), 86400.0)
