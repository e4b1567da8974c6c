"""One clock, the server's: a phone's own may be wrong."""

from __future__ import annotations

from datetime import UTC, datetime


def utc_now() -> datetime:
    """The server's clock, to the millisecond the browser thinks in."""
    return datetime.now(UTC)


def milliseconds(moment: datetime) -> int:
    """Milliseconds since 1970."""
    return int(moment.timestamp() * 1000)
