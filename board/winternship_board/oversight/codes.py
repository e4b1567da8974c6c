"""Codes of invitation that were given out and not used yet: whoever made one may see that it waits, and withdraw it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from winternship_board import clock
from winternship_board.actors import Actor, standing
from winternship_board.errors import NotFound
from winternship_board.models import Invitation
from winternship_board.people import digest_of
from winternship_board.transactions import in_one_go

MOST: Final = 100


@dataclass(frozen=True, slots=True)
class OpenCode:
    """A code that waits; the code itself is not kept, so nobody can read it again."""

    id: int
    role: str
    organisation: str
    region: str
    expires_at: dt.datetime


def codes(actor: Actor) -> tuple[OpenCode, ...]:
    """The codes that this person made and that still work, the newest first."""
    who = standing(actor)
    rows = Invitation.objects.filter(
        invited_by=who.person_id or 0, object_kind="", used_at=None, expires_at__gt=clock.now()
    )
    return tuple(
        OpenCode(
            row.pk,
            row.role,
            (row.organisation.trade_name or row.organisation.name) if row.organisation else "",
            row.region,
            row.expires_at,
        )
        for row in rows.select_related("organisation").order_by("-pk")[:MOST]
    )


def is_own_code(actor: Actor, code: str) -> bool:
    """Whether this is a code that this person made and that still works."""
    who = standing(actor)
    rows = Invitation.objects.filter(digest=digest_of(code), invited_by=who.person_id or 0, used_at=None)
    return rows.filter(object_kind="", expires_at__gt=clock.now()).exists()


@in_one_go
def withdraw_code(actor: Actor, code: int) -> None:
    """Make one's own code work no more; raises :class:`NotFound` for any other, or one that was used."""
    who = standing(actor)
    mine = Invitation.objects.filter(
        pk=code, invited_by=who.person_id or 0, object_kind="", used_at=None, expires_at__gt=clock.now()
    )
    if not mine.update(expires_at=clock.now()):
        raise NotFound("invitation")
