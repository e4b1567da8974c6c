"""Secret addresses from which a calendar program reads one role's dates; each can be revoked by itself."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass

from winternship_board import clock
from winternship_board.actors import Actor, standing
from winternship_board.digests.choosing import LANGUAGES
from winternship_board.digests.links import address
from winternship_board.errors import BadValue, NotAllowed, NotFound
from winternship_board.models import CalendarFeed
from winternship_board.people import digest_of
from winternship_board.transactions import in_one_go
from winternship_core.placements import Role
from winternship_core.text import Text

MOST = 10


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as its owner sees it; the address itself is shown once, when it is made."""

    id: int
    role: str
    language: str
    created_at: dt.datetime


@in_one_go
def new_calendar(actor: Actor, *, language: str = "nl") -> str:
    """An address that shows this actor's dates in this role, until it is revoked or the role ends; told once.

    Who may: a person with a role of their own, not a holder of a personal link. Raises :class:`NotAllowed`,
    :class:`BadValue`, :class:`NotPossible`.
    """
    who = standing(actor)
    if who.person_id is None or actor.link_id is not None:
        raise NotAllowed(who.role, "have a calendar", "board")
    if language not in LANGUAGES:
        choice = ", ".join(LANGUAGES)
        raise BadValue("language", Text(f"kies uit: {choice}.", f"choose from: {choice}."))
    if CalendarFeed.objects.filter(person=who.person_id, revoked_at=None).count() >= MOST:
        raise BadValue("calendar", Text(f"hoogstens {MOST}; trek er een in.", f"{MOST} at most; revoke one."))
    secret = secrets.token_urlsafe(32)
    CalendarFeed.objects.create(
        person_id=who.person_id,
        role=who.role,
        membership_id=actor.membership_id,
        language=language,
        digest=digest_of("calendar", secret),
        created_at=clock.now(),
    )
    return address("winternship-board-calendar", secret)


@in_one_go
def revoke_calendar(actor: Actor, feed: int) -> None:
    """From now on nobody reads this feed any more; only its owner can. Raises :class:`NotFound`."""
    mine = CalendarFeed.objects.filter(pk=feed, person=standing(actor).person_id or 0, revoked_at=None)
    if not mine.update(revoked_at=clock.now()):
        raise NotFound("calendar")


def calendars(actor: Actor) -> tuple[Feed, ...]:
    """One's own feeds that still work, oldest first."""
    rows = CalendarFeed.objects.filter(person=standing(actor).person_id or 0, revoked_at=None).order_by("pk")
    return tuple(Feed(one.pk, one.role, one.language, one.created_at) for one in rows)


def actor_of_feed(secret: str) -> tuple[Actor, str]:
    """Whose dates an address shows, and in which language; raises :class:`NotFound` when it does not work now."""
    row = CalendarFeed.objects.filter(digest=digest_of("calendar", secret), revoked_at=None).first()
    if row is None:
        raise NotFound("calendar")
    actor = Actor(row.person_id, Role(row.role), membership_id=row.membership_id)
    try:
        standing(actor)
    except NotAllowed:
        raise NotFound("calendar") from None
    return actor, row.language
