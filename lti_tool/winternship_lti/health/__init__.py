"""How each platform and the service itself are, in words that say what to do: for the screen and for the command."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.exceptions import ObjectDoesNotExist

from .. import keyring, observing
from ..models import PlatformHealth, Registration, ToolKey
from . import launching, services
from .report import Report, Sign, attention, good, unknown, when

__all__ = ["Report", "Sign", "of_all", "of_platform", "of_service"]


def of_all() -> Iterator[Report]:
    """The service, then every platform by name."""
    observing.flush(everything=True)
    yield of_service()
    for row in Registration.objects.select_related("observed").order_by("name", "pk"):
        yield of_platform(row)


def of_service() -> Report:
    """How the service itself is."""
    return Report("winternship", (_signing(),))


def of_platform(row: Registration) -> Report:
    """How a platform is, from what was observed and what waits."""
    try:
        seen = row.observed
    except ObjectDoesNotExist:
        seen = PlatformHealth(registration=row)
    signs = (
        launching.registered(row),
        launching.launched(seen),
        launching.refused(row, seen),
        launching.keys(seen),
        launching.clock(seen),
        services.rights(seen),
        services.token(seen),
        services.grades(row),
        *services.notices(row),
    )
    return Report(str(row), signs)


def _signing() -> Sign:
    row = ToolKey.objects.filter(state=ToolKey.State.ACTIVE).first()
    if row is None:
        return unknown("signing_key", "Nog niet nodig geweest.", "Not needed yet.")
    if not keyring.opens(row):
        return attention(
            "signing_key",
            "Verzegeld met een andere WINTERNSHIP_SECRET_KEY. Zet die terug, of: winternship keys rotate --now",
            "Sealed with another WINTERNSHIP_SECRET_KEY. Give that back, or: winternship keys rotate --now",
        )
    since = when(row.created_at)
    return good("signing_key", f"Ondertekent; gemaakt op {since}.", f"Signs; made at {since}.")
