"""Deletes what is over: logins, visits, old observations and keys, and people who have not come back for years."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from . import keyring, logins, observing, personal_data, registering
from .models import LaunchSession


@dataclass(frozen=True, slots=True)
class Tidied:
    """How many rows of each kind went."""

    logins: int
    visits: int
    people: int
    observations: int
    keys: int
    invitations: int


def tidy() -> Tidied:
    """Delete what is over; harmless at any time, also in several processes at once."""
    pruned = logins.prune()
    visits, _ = LaunchSession.objects.filter(expires_at__lt=timezone.now()).delete()
    people = personal_data.erase_absent(settings.KEEP_MONTHS)
    return Tidied(pruned, visits, people, observing.prune(), keyring.retire(), registering.prune())
