"""The signs of what the tool may ask of a platform, and whether it gets it: rights, token, grades, notices."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Count, Min, Q
from django.utils import timezone

from ..models import NoticeService, Outcome, PlatformHealth, Registration
from ..protocol import names
from .report import Sign, attention, good, unknown, when

GRADE_PATIENCE = dt.timedelta(minutes=15)


def rights(seen: PlatformHealth) -> Sign:
    """What the newest launch said that we may do."""
    if seen.launched_at is None:
        return unknown("rights", "Nog niet gezien.", "Not seen yet.")
    given, scopes = [], set(seen.grade_scopes)
    if names.SCOPE_SCORE in scopes:
        given.append(("cijfers sturen", "send grades"))
    if names.SCOPE_LINEITEM in scopes:
        given.append(("cijferkolommen maken", "make grade columns"))
    if names.SCOPE_RESULT_READONLY in scopes:
        given.append(("cijfers teruglezen", "read grades back"))
    if seen.has_roster:
        given.append(("de deelnemerslijst lezen", "read the list of people"))
    nl = ", ".join(nl for nl, _ in given) or "geen"
    en = ", ".join(en for _, en in given) or "none"
    if names.SCOPE_SCORE not in scopes:
        return unknown(
            "rights",
            f"De laatste start gaf: {nl}. Cijfers gaan niet terug.",
            f"The newest launch gave: {en}. No grades go back.",
        )
    return good("rights", f"De laatste start gaf: {nl}.", f"The newest launch gave: {en}.")


def token(seen: PlatformHealth) -> Sign:
    """Whether the platform gives us access tokens."""
    name = "access_token"
    if seen.token_asked_at is None:
        return unknown(name, "Nog niet gevraagd.", "Not asked for yet.")
    at = when(seen.token_asked_at)
    if seen.token_problem:
        return attention(
            name,
            f"Geweigerd op {at}: {seen.token_problem}. Kan het platform bij onze sleutels (JWKS)?",
            f"Refused at {at}: {seen.token_problem}. Can the platform reach our keys (JWKS)?",
        )
    return good(name, f"Gekregen op {at}.", f"Granted at {at}.")


def grades(row: Registration) -> Sign:
    """Which grades wait or were refused."""
    waiting, refused = Q(state=Outcome.State.WAITING), Q(state=Outcome.State.REFUSED)
    found = Outcome.objects.filter(link__deployment__registration=row).aggregate(
        waiting=Count("pk", filter=waiting),
        refused=Count("pk", filter=refused),
        oldest=Min("changed_at", filter=waiting),
    )
    nl = f"{found['waiting']} wachten, {found['refused']} geweigerd."
    en = f"{found['waiting']} wait, {found['refused']} refused."
    if found["refused"]:
        return attention("grades", f"{nl} Kijk bij Uitkomsten.", f"{en} Look under Outcomes.")
    if found["oldest"] and found["oldest"] < timezone.now() - GRADE_PATIENCE:
        since = when(found["oldest"])
        return attention("grades", f"{nl} De oudste sinds {since}.", f"{en} The oldest since {since}.")
    return good("grades", nl, en)


def notices(row: Registration) -> Iterator[Sign]:
    """Only for a platform that offers notices."""
    services = list(NoticeService.objects.filter(deployment__registration=row))
    if not services:
        return
    problems = [service.problem for service in services if service.problem]
    if problems:
        yield attention("notices", f"Niet gelukt: {problems[0]}.", f"Did not work: {problems[0]}.")
    elif all(service.is_registered for service in services):
        yield good("notices", "We horen van kopieën van cursussen.", "We hear of copies of courses.")
    else:
        yield unknown("notices", "Wordt nog gevraagd.", "Will be asked for.")
