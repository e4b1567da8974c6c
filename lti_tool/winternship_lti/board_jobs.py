"""What the board wants done by itself: its clock, its retention, and the mail of the day at decent hours."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from winternship_board import api

FROM_HOUR, UNTIL_HOUR = 7, 20
NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"


def night() -> None:
    """Make the steps whose day has come, and erase what is over; safe to run often."""
    api.tick()
    api.run_retention()


def send_mail() -> None:
    """Send the mail of today, by day and when there is a mail server; who got one today gets no other."""
    hour = timezone.localtime().hour
    if settings.EMAIL_BACKEND != NO_MAIL and FROM_HOUR <= hour < UNTIL_HOUR:
        api.digests.send_digests()
