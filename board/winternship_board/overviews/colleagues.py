"""Who works where and what they are called: a person has no name of their own here, only a card at an organisation."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from winternship_board.actors import Actor, Standing, standing
from winternship_board.errors import NotAllowed, NotFound
from winternship_board.kinds import kind_of
from winternship_board.locking import fresh
from winternship_board.models import ContactPerson, Membership
from winternship_board.policy import POLICY
from winternship_board.scopes import listable
from winternship_board.transactions import in_one_go
from winternship_board.writing import change, create
from winternship_core.placements import Role

MOST: Final = 500


@dataclass(frozen=True, slots=True)
class Colleague:
    """Someone with a role at an organisation; ``name`` is that of their card there, empty without one."""

    membership: int
    person: int
    role: Role
    name: str


def colleagues(actor: Actor, organisation: int, roles: Collection[Role]) -> tuple[Colleague, ...]:
    """Who has one of these roles at an organisation now, in the order in which they came.

    Who may: the coordinator of a school for the school itself and for the companies of its region; its confidential
    contact for the school, to put someone on a case. Raises :class:`NotAllowed`, :class:`NotFound`.
    """
    _require_reach(standing(actor), organisation)
    members = Membership.objects.filter(organisation=organisation, role__in=list(roles), ended_at=None)
    rows = list(members.order_by("pk")[:MOST])
    cards = _cards(organisation, {row.person_id for row in rows})
    return tuple(
        Colleague(row.pk, row.person_id, Role(row.role), cards.get(row.person_id, "")) for row in rows
    )


@in_one_go
def give_name(actor: Actor, membership: int, name: str) -> None:
    """Put a name on someone's card at their organisation, so that others know whom they choose or call.

    Who may: the coordinator, as for :func:`colleagues`. Raises :class:`NotAllowed`, :class:`NotFound`, and
    :class:`BadValue`.
    """
    who = standing(actor)
    member = Membership.objects.filter(pk=membership, ended_at=None).first()
    if member is None or member.organisation_id is None:
        raise NotFound("role")
    if who.role is not Role.COORDINATOR:
        raise NotAllowed(who.role, "name", "person")
    _require_reach(who, member.organisation_id)
    card = ContactPerson.objects.filter(person=member.person_id, organisation=member.organisation_id).first()
    if card is not None:
        change(actor, "contact", card.pk, {"name": name}, version=card.version)
        return
    made = create(actor, "contact", {"organisation": member.organisation_id, "name": name})
    ContactPerson.objects.filter(pk=made.id).update(person=member.person_id)


def names_of_people(actor: Actor, people: Collection[object]) -> dict[int, str]:
    """Person → the name on a card that this person may read; one query however many."""
    who = standing(actor)
    wanted = sorted({one for one in people if isinstance(one, int)})[:MOST]
    cards = ContactPerson.objects.filter(listable(who, "contact"), person__in=wanted).order_by("pk")
    return {person: name for person, name in cards.values_list("person_id", "name") if person is not None}


def _cards(organisation: int, people: Collection[int]) -> dict[int | None, str]:
    cards = ContactPerson.objects.filter(organisation=organisation, person__in=list(people)).order_by("pk")
    return dict(cards.values_list("person_id", "name"))


def _require_reach(who: Standing, organisation: int) -> None:
    row = fresh(kind_of("organisation"), organisation)
    fields = POLICY.require_visible(who, "organisation", row)
    own = who.organisation_id == organisation
    # Another school's staff is none of our business; a company's is, in one's own region.
    in_region = row.kind != "school" and "state" in fields
    reaches = {Role.COORDINATOR: own or in_region, Role.CONFIDANT: own}
    if not reaches.get(who.role, False):
        raise NotAllowed(who.role, "look up the people of", "organisation")
