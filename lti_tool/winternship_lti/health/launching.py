"""The signs of logging in and launching: is it on, does it work, are keys and clocks right?"""

from __future__ import annotations

import datetime as dt

from django.db.models import Max, Sum
from django.utils import timezone

from ..models import Deployment, PlatformHealth, Refusal, Registration
from .report import Sign, attention, good, unknown, when

CLOCK_LIMIT = 20.0  # seconds; a minute is the end, and Moodle's tokens live no longer than that
DAY = dt.timedelta(days=1)


def registered(row: Registration) -> Sign:
    """Whether the platform may launch at all."""
    if not row.is_active:
        return attention(
            "registration", "Staat uit. Zet het platform aan.", "Is off. Switch the platform on."
        )
    waiting = row.deployments.filter(status=Deployment.Status.PENDING).count()
    if waiting:
        return attention(
            "registration",
            f"{waiting} koppeling(en) (deployment) wachten op goedkeuring.",
            f"{waiting} deployment(s) wait for approval.",
        )
    return good("registration", "Staat aan.", "Is on.")


def launched(seen: PlatformHealth) -> Sign:
    """When a launch last succeeded."""
    if seen.launched_at is None:
        return unknown(
            "last_launch",
            "Nog geen. Open een link in een cursus en kijk dan weer hier.",
            "None yet. Open a link in a course and look here again.",
        )
    product = f" ({seen.product})" if seen.product else ""
    return good("last_launch", when(seen.launched_at) + product, when(seen.launched_at) + product)


def refused(row: Registration, seen: PlatformHealth) -> Sign:
    """Whether launches fail: a few always do (a page left open too long); failing since the last good one is news."""
    found = row.refusals.filter(at__gte=timezone.now() - DAY).aggregate(times=Sum("times"), newest=Max("pk"))
    if not found["times"]:
        return good("failed_launches", "Geen in 24 uur.", "None in 24 hours.")
    newest = Refusal.objects.get(pk=found["newest"])
    nl = f"{found['times']} in 24 uur; de laatste: {newest.code}."
    en = f"{found['times']} in 24 hours; the newest: {newest.code}."
    if seen.launched_at is None or seen.launched_at < newest.at:
        return attention("failed_launches", nl, en)
    return good("failed_launches", nl, en)


def keys(seen: PlatformHealth) -> Sign:
    """What became of the newest question for the platform's keys."""
    name = "platform_keys"
    if seen.keys_asked_at is None:
        return unknown(name, "Nog niet opgehaald.", "Not fetched yet.")
    at = when(seen.keys_asked_at)
    if seen.keys_problem:
        return attention(
            name,
            f"Mislukt op {at}: {seen.keys_problem}. Open het sleuteladres (JWKS) vanaf deze server.",
            f"Failed at {at}: {seen.keys_problem}. Open the key address (JWKS) from this server.",
        )
    return good(name, f"Opgehaald op {at}.", f"Fetched at {at}.")


def clock(seen: PlatformHealth) -> Sign:
    """How far the clocks differ, by the newest tokens."""
    skew = seen.clock_skew
    if skew is None:
        return unknown("clock", "Nog niet vergeleken.", "Not compared yet.")
    if abs(skew) < 3:
        return good("clock", "Gelijk, op een paar seconden na.", "Equal, but for a few seconds.")
    nl = f"De klok van het platform loopt {abs(skew):.0f} s {'voor' if skew > 0 else 'achter'}."
    en = f"The platform's clock is {abs(skew):.0f} s {'ahead' if skew > 0 else 'behind'}."
    if abs(skew) > CLOCK_LIMIT:
        return attention(
            "clock",
            f"{nl} Zet op beide servers tijdsynchronisatie aan.",
            f"{en} Switch on time synchronisation on both servers.",
        )
    return good("clock", nl, en)
