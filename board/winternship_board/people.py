"""Who is who: people as the host knows them, the roles they hold, and the links that give or lend one."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from django.db import IntegrityError, transaction
from django.db.models import Q

from winternship_board import clock, recording
from winternship_board.actors import Actor, Standing, standing
from winternship_board.errors import AlreadyThere, NotAllowed, NotFound
from winternship_board.kinds import kind_of
from winternship_board.locking import fresh, lock
from winternship_board.models import (
    BrokenGlass,
    Guardian,
    Invitation,
    Membership,
    Organisation,
    Person,
    StudentProfile,
)
from winternship_board.policy import POLICY
from winternship_board.transactions import in_one_go
from winternship_board.validating import check_text
from winternship_core.placements import Role
from winternship_core.placements.permissions import Relation

LINK_ISSUER = "winternship:link"
GLASS_HOURS = 1
INVITATION_DAYS = 14
# Who may give which role; at their own organisation or in their own region only, an administrator anywhere.
GIVES = {
    Role.COMPANY: {Role.COMPANY, Role.TRAINER},
    Role.COORDINATOR: {Role.COORDINATOR, Role.SUPERVISOR, Role.CONFIDANT, Role.COMPANY, Role.TRAINER},
    Role.BROKER: {Role.BROKER, Role.COMPANY},
    Role.ADMIN: {*Role} - {Role.SYSTEM, Role.STUDENT, Role.GUARDIAN},
}
_COMPANY_ROLES = {Role.COMPANY, Role.TRAINER}
_SCHOOL_ROLES = {Role.COORDINATOR, Role.SUPERVISOR, Role.CONFIDANT}


def digest_of(*words: str) -> str:
    return hashlib.sha256("\0".join(words).encode()).hexdigest()


@in_one_go
def person(issuer: str, subject: str) -> int:
    """The id of a person as the host knows them; made at their first visit. The host vouches for both words."""
    row, _ = Person.objects.get_or_create(
        key=digest_of(issuer, subject), defaults={"issuer": issuer, "subject": subject}
    )
    return row.pk


def known_person(issuer: str, subject: str) -> int | None:
    """The id of a person who was here before, ``None`` for a stranger, of whom nothing is kept by asking."""
    return Person.objects.filter(key=digest_of(issuer, subject)).values_list("pk", flat=True).first()


def actors_of(issuer: str, subject: str) -> tuple[Actor, ...]:
    """Every role this person holds, for the host to let them choose, an administrator's last; none for a stranger."""
    row = Person.objects.filter(key=digest_of(issuer, subject)).first()
    if row is None:
        return ()
    members = Membership.objects.filter(person=row, ended_at=None).order_by("pk")
    found = [Actor(row.pk, Role(one.role), one.pk) for one in members]
    if StudentProfile.objects.filter(person=row).exists():
        found.append(Actor(row.pk, Role.STUDENT))
    if Guardian.objects.filter(person=row, student__adult_on__gt=clock.today()).exists():
        found.append(Actor(row.pk, Role.GUARDIAN))
    # Who runs the board and also works with it comes for the work.
    return tuple(sorted(found, key=lambda one: one.role is Role.ADMIN))


@in_one_go
def grant(
    actor: Actor, person_id: int, role: Role, *, organisation: int | None = None, region: str = ""
) -> Actor:
    """Give a person a role; raises :class:`NotAllowed` for who may not give it there, and for oneself."""
    who = standing(actor)
    _require_may_give(who, role, organisation, region)
    if person_id == who.person_id and who.role is not Role.ADMIN:
        raise NotAllowed(who.role, "give oneself a role", "board")
    row = Membership.objects.create(
        person_id=person_id,
        role=role,
        organisation_id=organisation,
        region=region,
        granted_by_id=who.person_id,
    )
    recording.noted(who, "role", row.pk, "grant")
    return Actor(person_id, role, row.pk)


@in_one_go
def end_role(actor: Actor, membership: int) -> None:
    """End a role at once, in every open tab; who may give it may end it, and everyone their own."""
    who = standing(actor)
    row = Membership.objects.filter(pk=membership, ended_at=None).first()
    if row is None:
        raise NotFound("role")
    if row.person_id != who.person_id:
        _require_may_give(who, Role(row.role), row.organisation_id, row.region)
    if Membership.objects.filter(pk=row.pk, ended_at=None).update(ended_at=clock.now()):
        recording.noted(who, "role", row.pk, "end")


@in_one_go
def invite(actor: Actor, role: Role, *, organisation: int | None = None, region: str = "") -> str:
    """A secret with which one person takes this role, once, within two weeks; only its digest is kept."""
    who = standing(actor)
    _require_may_give(who, role, organisation, region)
    return _new_invitation(who, role, organisation, region, dt.timedelta(INVITATION_DAYS))


@in_one_go
def accept(secret: str, person_id: int) -> Actor:
    """Take the role of an invitation; raises :class:`NotFound` when it was used, has expired or never was.

    Nobody takes an invitation of their own: whoever could would sign for two parties.
    """
    now = clock.now()
    open_ones = Invitation.objects.filter(
        digest=digest_of(secret), object_kind="", used_at=None, expires_at__gt=now
    ).filter(Q(invited_by=None) | ~Q(invited_by=person_id))
    if not open_ones.update(used_at=now, used_by=person_id):
        raise NotFound("invitation")
    row = Invitation.objects.get(digest=digest_of(secret))
    member = Membership.objects.create(
        person_id=person_id,
        role=row.role,
        organisation_id=row.organisation_id,
        region=row.region,
        granted_by_id=row.invited_by_id,
    )
    recording.noted(Standing(person_id, Role(row.role)), "role", member.pk, "accept")
    return Actor(person_id, Role(row.role), member.pk)


@in_one_go
def personal_link(actor: Actor, role: Role, kind: str, pk: int, *, days: int = INVITATION_DAYS) -> str:
    """A secret for someone without an account: one object, one role at the company, until it expires.

    Who may: whoever acts for the school or the company on that object. Raises :class:`NotAllowed`.
    """
    who, row = standing(actor), fresh(kind_of(kind), pk)
    fields = POLICY.require_visible(who, kind, row)
    near = POLICY.relation(who, kind, row)
    allowed = role in _COMPANY_ROLES and kind in {"placement", "application"} and fields
    if not allowed or not POLICY.permissions.may_act(who.role, kind, near) or near > Relation.HOUSE:
        raise NotAllowed(who.role, f"link for {role}", kind)
    if who.role not in {Role.COORDINATOR, Role.SUPERVISOR, Role.COMPANY}:
        raise NotAllowed(who.role, f"link for {role}", kind)
    lasts = dt.timedelta(days)
    return _new_invitation(who, role, row.organisation_id, "", lasts, object_kind=kind, object_id=pk)


@in_one_go
def actor_by_link(secret: str) -> Actor:
    """Who holds a personal link; raises :class:`NotFound` when it has expired or never was."""
    row = Invitation.objects.filter(digest=digest_of(secret), expires_at__gt=clock.now()).first()
    if row is None or not row.object_kind:
        raise NotFound("link")
    if row.used_by_id is None:
        holder = person(LINK_ISSUER, str(row.pk))
        Invitation.objects.filter(pk=row.pk).update(used_by=holder, used_at=clock.now())
        row.used_by_id = holder
    return Actor(row.used_by_id, Role(row.role), link_id=row.pk)


@in_one_go
def break_glass(actor: Actor, kind: str, pk: int, reason: str) -> None:
    """Let an administrator look at an object for an hour; the reason is kept and shown to whom it is about."""
    who = standing(actor)
    if who.role is not Role.ADMIN or not reason.strip():
        raise NotAllowed(who.role, "break glass", kind)
    check_text("reason", reason)
    fresh(kind_of(kind), pk)
    now = clock.now()
    BrokenGlass.objects.create(
        person_id=who.person_id or 0,
        object_kind=kind,
        object_id=pk,
        reason=reason[:500],
        at=now,
        until=now + dt.timedelta(hours=GLASS_HOURS),
    )


@in_one_go
def first_administrator(person_id: int) -> Actor:
    """Make the first administrator, for the host's own command; raises :class:`NotAllowed` when there is one."""
    if Membership.objects.filter(role=Role.ADMIN, ended_at=None).exists():
        raise NotAllowed(Role.ADMIN, "be the first", "board")
    row = Membership.objects.create(person_id=person_id, role=Role.ADMIN)
    recording.noted(Standing(None, Role.SYSTEM), "role", row.pk, "grant")
    return Actor(person_id, Role.ADMIN, row.pk)


@in_one_go
def know_student(actor: Actor, student: int, person_id: int) -> None:
    """Tie a student's profile to the person who logs in; by the school's coordinator or the system, once.

    Never to oneself, nor to someone with a role of their own: who arranges a placement must not sign as the student.
    Raises :class:`NotAllowed`, :class:`NotFound`, and :class:`AlreadyThere` for a second profile at one school.
    """
    _know(actor, "student", student, person_id)


@in_one_go
def know_guardian(actor: Actor, guardian: int, person_id: int) -> None:
    """Tie a guardian to the person who logs in; by the school's coordinator or the system, once; see above."""
    _know(actor, "guardian", guardian, person_id)


def _know(actor: Actor, kind: str, pk: int, person_id: int) -> None:
    who, row = standing(actor), lock(kind_of(kind), pk)
    if who.role not in {Role.COORDINATOR, Role.SYSTEM}:
        raise NotAllowed(who.role, "tie a person to", kind)
    POLICY.require_visible(who, kind, row)
    staff = Membership.objects.filter(person=person_id, ended_at=None).exclude(role=Role.STUDENT)
    if who.role is not Role.SYSTEM and (person_id == who.person_id or staff.exists()):
        raise NotAllowed(who.role, "tie staff to", kind)
    if row.person_id is not None:
        raise NotAllowed(who.role, "tie a second person to", kind)
    known = Person.objects.filter(pk=person_id).first()
    if known is None:
        raise NotFound("person")
    try:
        with transaction.atomic():
            recording.changed(who, kind, row, {"person": known}, "know")
    except IntegrityError:  # the database decides, also between two who come at once
        raise AlreadyThere(kind) from None


def _require_may_give(who: Standing, role: Role, organisation: int | None, region: str) -> None:
    if who.role is Role.SYSTEM:
        return
    house = Organisation.objects.filter(pk=organisation).first() if organisation else None
    fits = role in GIVES.get(who.role, set()) and (organisation is None or house is not None)
    if house is not None:
        fits = fits and (role not in _COMPANY_ROLES or house.kind != "school")
        fits = fits and (role not in _SCHOOL_ROLES or house.kind == "school")
    if who.role is not Role.ADMIN:
        own = organisation is not None and organisation == who.organisation_id
        brings_in = who.role in {Role.COORDINATOR, Role.BROKER}
        in_region = brings_in and bool(who.region) and who.region == (house.region if house else region)
        # A school or broker brings in people of companies of its region, not of other schools.
        reach = own or (in_region and (role in _COMPANY_ROLES or (role is Role.BROKER and house is None)))
        fits = fits and reach and who.role is not Role.TRAINER
    if not fits or (role in _COMPANY_ROLES | _SCHOOL_ROLES and house is None):
        raise NotAllowed(who.role, f"give the role {role}", "board")


def _new_invitation(
    who: Standing,
    role: Role,
    organisation: int | None,
    region: str,
    lasts: dt.timedelta,
    **about: str | int,
) -> str:
    secret = secrets.token_urlsafe(24)
    row = Invitation.objects.create(
        digest=digest_of(secret),
        role=role,
        organisation_id=organisation,
        region=region,
        invited_by_id=who.person_id,
        expires_at=clock.now() + lasts,
        **about,
    )
    recording.noted(who, "invitation", row.pk, "invite")
    return secret
