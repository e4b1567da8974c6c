"""A person's rights over what is kept of them: see all of it, and have all of it deleted."""

from __future__ import annotations

from typing import Any

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from . import board_jobs
from .models import BlockState, LaunchSession, Membership, Outcome, Person, RoleChange


def export(person: Person) -> dict[str, Any]:
    """Return all that is kept of a person, as one JSON object."""
    return {
        "person": {
            "issuer": person.issuer,
            "subject": person.subject,
            "since": person.created_at.isoformat(),
        },
        "activities": _activities(person),
        "visits": _visits(person),
        "state": list(BlockState.objects.filter(owner=person.pk).values("scope", "target", "fields")),
        "results": _results(person),
        "role_changes": [
            {"activity": str(row.link), "as_teacher": row.is_instructor, "at": row.at.isoformat()}
            for row in RoleChange.objects.filter(person=person).select_related("link")
        ],
    }


def _activities(person: Person) -> list[dict[str, Any]]:
    return [
        {
            "course": str(row.link.context or ""),
            "activity": str(row.link),
            "roles": row.roles,
            "last_seen": row.seen_on.isoformat(),
        }
        for row in Membership.objects.filter(person=person).select_related("link__context")
    ]


def _visits(person: Person) -> list[dict[str, Any]]:
    return [
        {
            "activity": str(row.link or ""),
            "language": row.locale,
            "return_address": row.return_url,
            "as_teacher": row.is_instructor,
            "until": row.expires_at.isoformat(),
        }
        for row in LaunchSession.objects.filter(person=person).select_related("link")
    ]


def _results(person: Person) -> list[dict[str, Any]]:
    return [
        {
            "activity": str(row.link),
            "score": row.score,
            "score_maximum": row.score_maximum,
            "completion": row.completion,
            "sent_to_platform": row.state == Outcome.State.SENT,
        }
        for row in Outcome.objects.filter(person=person).select_related("link")
    ]


def erase(person: Person) -> dict[str, int]:
    """Delete a person and all that is theirs, and return how many rows of each kind went.

    Grades that were sent stay with the platform; anonymous counts in a block's summary stay.
    """
    with transaction.atomic():
        states, _ = BlockState.objects.filter(owner=person.pk).delete()
        _, rows = person.delete()
    return {"BlockState": states, **{name.partition(".")[2]: count for name, count in rows.items()}}


def erase_everywhere(person: Person) -> dict[str, int]:
    """Erase who asked for it, from the placement board as well; both or neither. Counts of the board say so."""
    with transaction.atomic():
        board = board_jobs.erase_person(person.pk)
        return {**erase(person), **{f"board, {name}": count for name, count in board.items()}}


def erase_absent(months: int) -> int:
    """Erase everyone who was last seen more than so many months ago, and return how many they were."""
    limit = localdate() - relativedelta(months=months)
    absent = Person.objects.annotate(seen_on=Max("memberships__seen_on")).filter(seen_on__lt=limit)
    count = 0
    for person in absent.iterator():
        erase(person)
        count += 1
    return count
