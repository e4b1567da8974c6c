"""How someone without a role comes by one: a code of invitation, or one for a student or a parent by name."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q, QuerySet

from winternship_board import clock, recording
from winternship_board.actors import Actor, Standing, standing
from winternship_board.errors import AlreadyThere, BadValue, NotAllowed, NotFound
from winternship_board.kinds import kind_of
from winternship_board.locking import fresh
from winternship_board.models import Guardian, Invitation, Membership, StudentProfile
from winternship_board.people import INVITATION_DAYS, accept, digest_of
from winternship_board.policy import POLICY
from winternship_board.transactions import in_one_go
from winternship_core.placements import Role
from winternship_core.text import Text

MOST_CODES: Final = 2000
LONGEST_DAYS: Final = 60
LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
STUDENT: Final = "student"
GUARDIAN: Final = "guardian"
_ROLES: Final = {STUDENT: Role.STUDENT, GUARDIAN: Role.GUARDIAN}


@dataclass(frozen=True, slots=True)
class StudentCode:
    """A student's own code, with what is needed to bring it to them."""

    number: str
    name: str
    email: str
    code: str


@in_one_go
def student_code(actor: Actor, student: int) -> str:
    """A secret with which a student finds the profile that their school made, once, within two weeks.

    Who may: the school's coordinator or the system. Raises :class:`NotFound`, :class:`NotAllowed`, and
    :class:`AlreadyThere` for a profile that somebody is tied to.
    """
    return _code(actor, STUDENT, student)


def without_account(actor: Actor) -> Mapping[int | None, int]:
    """How many students of one's own school nobody signs in as, by their plan; ``None``: without a plan.

    Who may: the school's coordinator. Raises :class:`NotAllowed`.
    """
    found = _waiting(actor).values_list("plan").annotate(many=Count("pk"))
    return dict(found.order_by("plan"))


@in_one_go
def student_codes(
    actor: Actor, *, plan: int | None = None, days: int = INVITATION_DAYS
) -> tuple[StudentCode, ...]:
    """A code of their own for each student nobody signs in as, of one plan or of all; earlier codes stop working.

    Each works once, for ``days`` (1 to 60), and ties one profile, as :func:`student_code`. At most 2,000 at once. Who
    may: the school's coordinator. Raises :class:`NotAllowed`, :class:`BadValue`, :class:`NotFound` when there is none.
    """
    who = standing(actor)
    if not 1 <= days <= LONGEST_DAYS:
        raise BadValue(
            "days", Text(f"een getal van 1 tot {LONGEST_DAYS}.", f"a number from 1 to {LONGEST_DAYS}.")
        )
    rows = _waiting(actor)
    found = list((rows.filter(plan=plan) if plan else rows).order_by("name", "pk")[: MOST_CODES + 1])
    if not found:
        raise NotFound(STUDENT)
    if len(found) > MOST_CODES:
        raise BadValue("plan", Text(f"hooguit {MOST_CODES} tegelijk.", f"{MOST_CODES} at once at most."))
    codes = [StudentCode(one.student_number, one.name, one.email, _secret()) for one in found]
    _invite(who, found, codes, days)
    last = Invitation.objects.get(digest=digest_of(STUDENT, codes[-1].code))
    recording.noted(who, "invitation", last.pk, "invite")
    return tuple(codes)


def _invite(
    who: Standing, students: Sequence[StudentProfile], codes: Sequence[StudentCode], days: int
) -> None:
    """Keep the digests of these codes; those that were given before are over."""
    now, keys = clock.now(), [one.pk for one in students]
    earlier = Invitation.objects.filter(object_kind=STUDENT, object_id__in=keys, used_at=None)
    earlier.filter(expires_at__gt=now).update(expires_at=now)
    Invitation.objects.bulk_create(
        [
            Invitation(
                digest=digest_of(STUDENT, made.code),
                role=Role.STUDENT,
                organisation_id=one.school_id,
                object_kind=STUDENT,
                object_id=one.pk,
                invited_by_id=who.person_id,
                expires_at=now + dt.timedelta(days),
            )
            for one, made in zip(students, codes, strict=True)
        ],
        batch_size=500,
    )


def _secret() -> str:
    """59 bits, in letters and digits that nobody mistakes for another when copying them by hand."""
    return "".join(secrets.choice(LETTERS) for _ in range(12))


def _waiting(actor: Actor) -> QuerySet[StudentProfile]:
    who = standing(actor)
    if who.role is not Role.COORDINATOR:
        raise NotAllowed(who.role, "make codes for", STUDENT)
    enrolled = Q(enrolled_until=None) | Q(enrolled_until__gte=clock.today())
    return StudentProfile.objects.filter(enrolled, school=who.organisation_id or 0, person=None)


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
    secret = _secret()
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
