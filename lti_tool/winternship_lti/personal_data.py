"""A person's rights over what is kept of them: see all of it, and have all of it deleted."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from .models import BlockState, Membership, Outcome, Person


def export(person: Person) -> dict[str, Any]:
    """Return all that is kept of a person, as one JSON object."""
    return {
        "person": {
            "issuer": person.issuer,
            "subject": person.subject,
            "since": person.created_at.isoformat(),
        },
        "activities": [
            {
                "course": str(row.link.context or ""),
                "activity": str(row.link),
                "roles": row.roles,
            }
            for row in Membership.objects.filter(person=person).select_related("link__context")
        ],
        "state": list(BlockState.objects.filter(owner=person.pk).values("scope", "target", "fields")),
        "results": [
            {
                "activity": str(row.link),
                "score": row.score,
                "score_maximum": row.score_maximum,
                "completion": row.completion,
                "sent_to_platform": row.state == Outcome.State.SENT,
            }
            for row in Outcome.objects.filter(person=person).select_related("link")
        ],
    }


def erase(person: Person) -> dict[str, int]:
    """Delete a person and all that is theirs, and return how many rows of each kind went.

    Grades that were sent stay with the platform; anonymous counts in a block's summary stay.
    """
    with transaction.atomic():
        states, _ = BlockState.objects.filter(owner=person.pk).delete()
        _, rows = person.delete()
    return {"BlockState": states, **{name.partition(".")[2]: count for name, count in rows.items()}}
