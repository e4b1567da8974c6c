"""What the board wants done by itself: its clock, its retention, and the mail of the day at decent hours."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from winternship_board import api

FROM_HOUR, UNTIL_HOUR = 7, 20
BLOCK, ISSUER = "winternship_board", "host"  # as the board's block names this host, unless a setting does
NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"


def night() -> None:
    """Make the steps whose day has come, and erase what is over; safe to run often."""
    api.tick()
    api.run_retention()


def erase_person(number: int) -> dict[str, int]:
    """Erase from the board a person of this tool who asked for it; returns how many went, nothing for a stranger.

    A file that the law keeps stays, and is counted as kept. Never for people who merely stay away: the board has
    periods of its own.
    """
    issuer = str(settings.XBLOCK_SETTINGS.get(BLOCK, {}).get("issuer", ISSUER))
    person = api.known_person(issuer, str(number))
    return {} if person is None else api.erase_person(api.SYSTEM, person)


def send_mail() -> None:
    """Send the mail of today, by day and when there is a mail server; who got one today gets no other."""
    hour = timezone.localtime().hour
    if settings.EMAIL_BACKEND != NO_MAIL and FROM_HOUR <= hour < UNTIL_HOUR:
        api.digests.send_digests()
