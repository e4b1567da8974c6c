"""How someone without a role comes by one: a code of invitation, or a code with which a student finds their profile."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Final

from winternship_board import clock
from winternship_board.actors import Actor, standing
from winternship_board.errors import AlreadyThere, NotAllowed, NotFound
from winternship_board.kinds import kind_of
from winternship_board.locking import fresh
from winternship_board.models import Invitation, StudentProfile
from winternship_board.people import INVITATION_DAYS, accept, digest_of
from winternship_board.policy import POLICY
from winternship_board.transactions import in_one_go
from winternship_core.placements import Role

STUDENT: Final = "student"


@in_one_go
def student_code(actor: Actor, student: int) -> str:
    """A secret with which a student finds the profile that their school made, once, within two weeks.

    Who may: the school's coordinator or the system. Raises :class:`NotFound`, :class:`NotAllowed`, and
    :class:`AlreadyThere` for a profile that somebody is tied to.
    """
    who, row = standing(actor), fresh(kind_of(STUDENT), student)
    if who.role not in {Role.COORDINATOR, Role.SYSTEM}:
        raise NotAllowed(who.role, "make a code for", STUDENT)
    POLICY.require_visible(who, STUDENT, row)
    if row.person_id is not None:
        raise AlreadyThere("person")
    secret = secrets.token_urlsafe(9)
    Invitation.objects.create(
        digest=_student_digest(secret),
        role=Role.STUDENT,
        organisation_id=row.school_id,
        object_kind=STUDENT,
        object_id=student,
        invited_by_id=who.person_id,
        expires_at=clock.now() + dt.timedelta(INVITATION_DAYS),
    )
    return secret


@in_one_go
def enter_by_code(code: str, person_id: int, roles: frozenset[str] = frozenset()) -> Actor:
    """Take the role that a code gives; ``roles``: those that may be taken here, all when empty.

    Raises :class:`NotFound` alike for a code that was used, has expired, never was or gives another role; the code
    is used up only when it succeeds.
    """
    open_ones = Invitation.objects.filter(used_at=None, expires_at__gt=clock.now())
    row = open_ones.filter(digest=_student_digest(code)).first()
    if row is None:
        plain = open_ones.filter(digest=digest_of(code), object_kind="").first()
        if plain is None or (roles and plain.role not in roles):
            raise NotFound("invitation")
        return accept(code, person_id)
    if roles and Role.STUDENT not in roles:
        raise NotFound("invitation")
    taken = open_ones.filter(pk=row.pk).update(used_at=clock.now(), used_by=person_id)
    free = StudentProfile.objects.filter(pk=row.object_id or 0, person=None)
    same = StudentProfile.objects.filter(person=person_id, school=row.organisation_id).exists()
    if same or not taken or not free.update(person=person_id):
        raise NotFound("invitation")
    return Actor(person_id, Role.STUDENT)


def _student_digest(secret: str) -> str:
    """Another digest than that of a personal link, so that neither opens what the other does."""
    return digest_of(STUDENT, secret)
