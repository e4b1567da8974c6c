"""The day it is, asked in one place, so that a test can live through a year in a second."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone


def today() -> dt.date:
    """The date in the project's time zone."""
    return timezone.localdate()


def now() -> dt.datetime:
    """The moment, with its time zone."""
    return timezone.now()
