"""Reply times count in working days, Monday to Friday; public holidays differ per country and are not taken off."""

from __future__ import annotations

from datetime import date, timedelta

SATURDAY = 5
WEEK = 7


def working_days_between(start: date, end: date) -> int:
    """How many working days have passed after ``start``, up to and including ``end``; 0 when it is not later."""
    if end <= start:
        return 0
    weeks, rest = divmod((end - start).days, WEEK)
    after = (start + timedelta(weeks * WEEK + one) for one in range(1, rest + 1))
    return weeks * SATURDAY + sum(day.weekday() < SATURDAY for day in after)


def add_working_days(start: date, days: int) -> date:
    """The working day that comes so many working days after ``start``."""
    day = start
    while days > 0:
        day += timedelta(1)
        days -= day.weekday() < SATURDAY
    return day
