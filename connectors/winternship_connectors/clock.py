"""The moment it is, asked in one place, so that a test can let the clock step forwards and back."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone


def now() -> dt.datetime:
    """The moment, with its time zone."""
    return timezone.now()
