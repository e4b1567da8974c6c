"""Who is calling: never believed, always looked up. A role that ended this second counts no longer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from winternship_board import clock
from winternship_board.errors import NotAllowed
from winternship_board.models import Guardian, Invitation, Membership, StudentProfile
from winternship_core.placements import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in one role. Hosts get it of ``actor_for`` or ``actor_by_link``; made up, it does not stand."""

    person_id: int | None
    role: Role
    membership_id: int | None = None
    link_id: int | None = None


SYSTEM: Final = Actor(None, Role.SYSTEM)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is true of an actor right now: at which organisation, in which region, or for which one object."""

    person_id: int | None
    role: Role
    organisation_id: int | None = None
    region: str = ""
    link: tuple[str, int] | None = None


def standing(actor: Actor) -> Standing:
    """Look up what the actor's role rests on; raises :class:`NotAllowed` when it rests on nothing (any more)."""
    if actor.role is Role.SYSTEM:
        return Standing(None, Role.SYSTEM)
    if actor.link_id is not None:
        return _by_link(actor)
    if actor.membership_id is not None:
        return _by_membership(actor)
    known = {
        Role.STUDENT: StudentProfile.objects.filter(person=actor.person_id),
        Role.GUARDIAN: Guardian.objects.filter(person=actor.person_id, student__adult_on__gt=clock.today()),
    }.get(actor.role)
    if actor.person_id is None or known is None or not known.exists():
        raise NotAllowed(actor.role, "stand", "board")
    return Standing(actor.person_id, actor.role)


def _by_membership(actor: Actor) -> Standing:
    member = (
        Membership.objects.filter(
            pk=actor.membership_id or 0, person=actor.person_id, role=actor.role, ended_at=None
        )
        .select_related("organisation")
        .first()
    )
    if member is None:
        raise NotAllowed(actor.role, "stand", "board")
    region = member.region or (member.organisation.region if member.organisation else "")
    return Standing(actor.person_id, actor.role, member.organisation_id, region)


def _by_link(actor: Actor) -> Standing:
    link = Invitation.objects.filter(
        pk=actor.link_id or 0, role=actor.role, used_by=actor.person_id, expires_at__gt=clock.now()
    ).first()
    if link is None or not link.object_kind or link.object_id is None:
        raise NotAllowed(actor.role, "stand", "board")
    return Standing(
        actor.person_id, actor.role, link.organisation_id, link=(link.object_kind, link.object_id)
    )
