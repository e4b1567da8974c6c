"""Puts results in line to be sent, and notes where the newest launch said that scores go [AGS 3.1]."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from ..models import LaunchSession, LineItem, Outcome
from ..protocol import names

MAY_LIST = frozenset({names.SCOPE_LINEITEM, names.SCOPE_LINEITEM_READONLY})


def put_in_line(outcome: Outcome) -> None:
    """Count and save the changed score of a row that is locked; call it in the transaction that earned it.

    A row that is on its way just now stays with its worker, which sees the new version when it is done: two
    scores of one person are never under way together.
    """
    told = _told(outcome)
    outcome.version += 1
    outcome.changed_at = timezone.now()
    outcome.attempts = 0
    outcome.problem = ""
    if _column(outcome.link_id, told):
        outcome.state = Outcome.State.WAITING
        outcome.next_try_at = timezone.now()
    else:
        outcome.state = Outcome.State.NOTHING
    outcome.save()


def catch_up(outcome: Outcome) -> None:
    """Put a result in line that could go nowhere when it was earned, if the newest launch says where to now."""
    if outcome.state != Outcome.State.NOTHING or outcome.score is None or not is_possible(_told(outcome)):
        return
    with transaction.atomic():
        locked = Outcome.objects.select_for_update().get(pk=outcome.pk)
        if locked.state == Outcome.State.NOTHING:
            put_in_line(locked)
    outcome.state, outcome.problem = locked.state, locked.problem


def try_again(rows: QuerySet[Outcome]) -> int:
    """Put refused and waiting rows at the head of the line, and say how many they are."""
    unsent = rows.filter(state__in=[Outcome.State.REFUSED, Outcome.State.WAITING])
    return unsent.update(state=Outcome.State.WAITING, attempts=0, next_try_at=timezone.now(), problem="")


def is_possible(told: Mapping[str, Any]) -> bool:
    """Say whether a launch's claim leaves a way to send a score: a column, or leave to find or make one."""
    scopes = set(told.get("scope") or ())
    may_find = bool(told.get("lineitems")) and bool(scopes & MAY_LIST)
    return names.SCOPE_SCORE in scopes and (bool(told.get("lineitem")) or may_find)


def _told(outcome: Outcome) -> Mapping[str, Any]:
    newest = (
        LaunchSession.objects.filter(
            person_id=outcome.person_id, link_id=outcome.link_id, kind=LaunchSession.Kind.ACTIVITY
        )
        .order_by("-expires_at")
        .values_list("ags", flat=True)
        .first()
    )
    return newest or {}


def _column(link_id: int, told: Mapping[str, Any]) -> bool:
    """Bring the link's line item up to date with the claim, and say whether scores can be sent."""
    if not is_possible(told):
        return False
    wanted = {
        "told": told.get("lineitem") or "",
        "container": told.get("lineitems") or "",
        "scopes": sorted(told["scope"]),
    }
    row, is_new = LineItem.objects.get_or_create(link_id=link_id, defaults=wanted)
    if not is_new and {name: getattr(row, name) for name in wanted} != wanted:
        # Another address is another answer to where scores go: look anew.
        LineItem.objects.filter(pk=row.pk).update(**wanted, url="")
    return True
