"""How someone without a role comes by one: a code of invitation, or one for a student or a parent by name."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Final

from winternship_board import clock
from winternship_board.actors import Actor, standing
from winternship_board.errors import AlreadyThere, NotAllowed, NotFound
from winternship_board.kinds import kind_of
from winternship_board.locking import fresh
from winternship_board.models import Guardian, Invitation, Membership, StudentProfile
from winternship_board.people import INVITATION_DAYS, accept, digest_of
from winternship_board.policy import POLICY
from winternship_board.transactions import in_one_go
from winternship_core.placements import Role

STUDENT: Final = "student"
GUARDIAN: Final = "guardian"
_ROLES: Final = {STUDENT: Role.STUDENT, GUARDIAN: Role.GUARDIAN}


@in_one_go
def student_code(actor: Actor, student: int) -> str:
    """A secret with which a student finds the profile that their school made, once, within two weeks.

    Who may: the school's coordinator or the system. Raises :class:`NotFound`, :class:`NotAllowed`, and
    :class:`AlreadyThere` for a profile that somebody is tied to.
    """
    return _code(actor, STUDENT, student)


@in_one_go
def guardian_code(actor: Actor, guardian: int) -> str:
    """The same for a parent or guardian, who reads the placement of their child and signs along under 18."""
    return _code(actor, GUARDIAN, guardian)


def _code(actor: Actor, kind: str, pk: int) -> str:
    who, row = standing(actor), fresh(kind_of(kind), pk)
    if who.role not in {Role.COORDINATOR, Role.SYSTEM}:
        raise NotAllowed(who.role, "make a code for", kind)
    POLICY.require_visible(who, kind, row)
    if row.person_id is not None:
        raise AlreadyThere("person")
    secret = secrets.token_urlsafe(9)
    Invitation.objects.create(
        digest=digest_of(kind, secret),
        role=_ROLES[kind],
        organisation_id=row.school_id if kind == STUDENT else row.student.school_id,
        object_kind=kind,
        object_id=pk,
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
    # Another digest than that of a personal link, so that neither opens what the other does.
    row = open_ones.filter(digest__in=[digest_of(kind, code) for kind in _ROLES]).first()
    if row is None:
        plain = open_ones.filter(digest=digest_of(code), object_kind="").first()
        if plain is None or (roles and plain.role not in roles):
            raise NotFound("invitation")
        return accept(code, person_id)
    if roles and row.role not in roles:
        raise NotFound("invitation")
    taken = open_ones.filter(pk=row.pk).update(used_at=clock.now(), used_by=person_id)
    tied = _be_student(row, person_id) if row.object_kind == STUDENT else _be_guardian(row, person_id)
    if not taken or not tied:
        raise NotFound("invitation")
    return Actor(person_id, Role(row.role))


def _be_student(row: Invitation, person_id: int) -> int:
    if StudentProfile.objects.filter(person=person_id, school=row.organisation_id).exists():
        return 0
    return StudentProfile.objects.filter(pk=row.object_id or 0, person=None).update(person=person_id)


def _be_guardian(row: Invitation, person_id: int) -> int:
    """Nobody signs as a parent who signs as the student, or has a role in arranging placements."""
    free = Guardian.objects.filter(pk=row.object_id or 0, person=None)
    staff = Membership.objects.filter(person=person_id, ended_at=None).exclude(role=Role.STUDENT)
    student = StudentProfile.objects.filter(person=person_id)
    if staff.exists() or student.exists() or row.invited_by_id == person_id:
        return 0
    return free.update(person=person_id)
