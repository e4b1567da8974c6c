"""A context for one connector against servers of a test, without a frame around it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from winternship_connectors.contract import Context, Settings
from winternship_connectors.http import Http

NOON = dt.datetime(2026, 11, 25, 12, 0, tzinfo=dt.UTC)


def context(
    config: Mapping[str, Any],
    secrets: Mapping[str, str] | None = None,
    *,
    now: Callable[[], dt.datetime] = lambda: NOON,
    documents: Mapping[str, bytes] | None = None,
) -> Context:
    """What ``check``, ``apply`` and ``observe`` get; loopback may be called."""
    return Context(
        settings=Settings(config, "https://winternship.test"),
        secrets=secrets or {},
        http=Http(allow_private=True, seconds=30, now=now),
        now=now,
        document=dict(documents or {}).__getitem__,
    )
