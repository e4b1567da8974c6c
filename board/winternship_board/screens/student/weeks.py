"""Weeks by the ISO calendar, as hours are written in them."""

from __future__ import annotations

import datetime as dt

WEEKS_BACK = 12


def monday(year: int, week: int) -> dt.date:
    """The Monday of an ISO week; raises ``ValueError`` for a week that is none."""
    return dt.date.fromisocalendar(year, week, 1)


def weeks_of(starts: dt.date, ends: dt.date, today: dt.date) -> list[tuple[int, int]]:
    """(year, week) of each week of a period that has begun, the newest first, a dozen at most."""
    last = min(today, ends)
    day = last - dt.timedelta(days=last.weekday())
    found: list[tuple[int, int]] = []
    while day + dt.timedelta(days=6) >= starts and len(found) < WEEKS_BACK:
        year, week, _ = day.isocalendar()
        found.append((year, week))
        day -= dt.timedelta(days=7)
    return found
