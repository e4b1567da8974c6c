"""The moment it is, asked in one place, so that a test can let the clock step; and the time zone of the schools."""

from __future__ import annotations

import datetime as dt
from typing import Final
from zoneinfo import ZoneInfo

from django.utils import timezone

AMSTERDAM: Final = ZoneInfo("Europe/Amsterdam")


def now() -> dt.datetime:
    """The moment, with its time zone."""
    return timezone.now()
