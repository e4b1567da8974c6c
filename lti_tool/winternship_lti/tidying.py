"""Deletes what is over: logins, visits, and people who have not come back for years."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from . import logins, personal_data
from .models import LaunchSession


@dataclass(frozen=True, slots=True)
class Tidied:
    """How many rows of each kind went."""

    logins: int
    visits: int
    people: int


def tidy() -> Tidied:
    """Delete what is over; harmless at any time, also in several processes at once."""
    pruned = logins.prune()
    visits, _ = LaunchSession.objects.filter(expires_at__lt=timezone.now()).delete()
    return Tidied(pruned, visits, personal_data.erase_absent(settings.KEEP_MONTHS))
