"""Who is who around a placement or at a house: by the card they made of themselves, and a word to each other."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from winternship_board import recording
from winternship_board.actors import Actor, Standing, standing
from winternship_board.errors import BadValue, NotAllowed, NotFound
from winternship_board.kinds import kind_of
from winternship_board.locking import fresh
from winternship_board.mail import ABOUT, people_of, side, start, write
from winternship_board.models import ContactPerson, Membership, Participant, Thread
from winternship_board.people import GIVES
from winternship_board.policy import POLICY
from winternship_board.transactions import in_one_go
from winternship_board.validating import check_values
from winternship_core.placements import Role
from winternship_core.text import Text

PARTIES: Final = frozenset({Role.STUDENT, Role.COMPANY, Role.COORDINATOR})
CARD: Final = frozenset({"name", "function", "email", "phone", "language"})
# The part that somebody has in a placement → the school's or the company's card is the one to show.
_PARTS: Final = {
    "trainer": "organisation_id",
    "stand_in": "organisation_id",
    "supervisor": "school_id",
    "coordinator": "school_id",
}


@dataclass(frozen=True, slots=True)
class Named:
    """Someone by their card; all words are empty for who made none. ``part``: a role, or their part in a placement."""

    person_id: int
    part: str
    name: str = ""
    function: str = ""
    email: str = ""
    phone: str = ""
    membership_id: int | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """The two houses of a placement by name, and the people who have a part in it."""

    school: str
    company: str
    people: tuple[Named, ...]


def my_colleagues(actor: Actor) -> tuple[Named, ...]:
    """Everyone with a role at one's own organisation, for whoever may give such roles; no link does."""
    who = standing(actor)
    if who.link is not None or who.role not in GIVES or who.organisation_id is None:
        raise NotAllowed(who.role, "see colleagues", "board")
    members = list(Membership.objects.filter(organisation=who.organisation_id, ended_at=None).order_by("pk"))
    cards = _cards(who.organisation_id, [one.person_id for one in members])
    return tuple(_named(one.person_id, one.role, cards.get(one.person_id), one.pk) for one in members)


def around(actor: Actor, placement: int) -> Around:
    """The people of a placement with their work addresses; for whoever sees who has a part in it.

    Raises :class:`NotFound`. It tells names for the ids that such a person sees already, and never the student's.
    """
    who, row = standing(actor), fresh(kind_of("placement"), placement)
    if "trainer" not in POLICY.require_visible(who, "placement", row):
        raise NotFound("people")
    parts = {part: person for part in _PARTS if (person := getattr(row, f"{part}_id")) is not None}
    found = []
    for part, person in parts.items():
        card = _cards(getattr(row, _PARTS[part]), [person]).get(person)
        found.append(_named(person, part, card))
    company = row.organisation.trade_name or row.organisation.name
    return Around(row.school.trade_name or row.school.name, company, tuple(found))


def my_card(actor: Actor) -> Named:
    """One's own card at the organisation of one's role; empty words when there is none."""
    who = _with_house(actor)
    cards = _cards(who.organisation_id or 0, [who.person_id or 0])
    return _named(who.person_id or 0, who.role, cards.get(who.person_id or 0))


@in_one_go
def save_my_card(actor: Actor, values: Mapping[str, Any]) -> int:
    """Make or change one's own card; returns the id of the contact. A phone number is never required.

    Raises :class:`BadValue`, :class:`PersonalNumber`, and :class:`NotAllowed` for who has no organisation.
    """
    who, kind = _with_house(actor), kind_of("contact")
    unknown = sorted(set(values) - CARD)
    if unknown or not str(values.get("name", "")).strip():
        choice = ", ".join(sorted(CARD))
        raise BadValue(unknown[0] if unknown else "name", Text(f"vul in: {choice}.", f"fill in: {choice}."))
    row = ContactPerson.objects.filter(person=who.person_id, organisation=who.organisation_id).first()
    made = row or ContactPerson(person_id=who.person_id, organisation_id=who.organisation_id or 0)
    check_values(kind, made, values)
    if row is not None:
        recording.changed(who, "contact", row, dict(values), "change")
        return row.pk
    for name, value in values.items():
        setattr(made, name, value)
    made.save(force_insert=True)
    recording.created(who, "contact", made)
    return made.pk


@in_one_go
def train_myself(actor: Actor) -> None:
    """Make a company contact a trainer of their own company too: in a small one the owner is both.

    No party is added by it: a trainer signs for nobody. Raises :class:`NotAllowed` for any other role.
    """
    who = _with_house(actor)
    if who.role is not Role.COMPANY:
        raise NotAllowed(who.role, "become a trainer", "board")
    at = {"person_id": who.person_id, "role": Role.TRAINER, "organisation_id": who.organisation_id}
    if not Membership.objects.filter(**at, ended_at=None).exists():
        Membership.objects.create(**at, granted_by_id=who.person_id)


@in_one_go
def tell(actor: Actor, kind: str, pk: int, party: Role, text: str) -> int:
    """Write to the student, the company or the school's coordinators of an application or placement.

    Returns the conversation: one per object and pair of parties, whoever of the two began it. A colleague who writes
    joins it; a third party never reads it. Who may: whoever may act on the object. Raises :class:`NotFound` when
    nobody of that party has come in yet, :class:`NotAllowed`, :class:`BadValue`.
    """
    who = standing(actor)
    if kind not in ABOUT:
        raise NotFound(kind)
    row = fresh(kind_of(kind), pk)
    POLICY.require_visible(who, kind, row)
    if not POLICY.permissions.may_act(who.role, kind, POLICY.relation(who, kind, row)):
        raise NotAllowed(who.role, "write to", kind)
    to = side(row, party) - {who.person_id or 0}
    named = getattr(row, "coordinator_id", None)
    if party is Role.COORDINATOR and named in to:
        to = frozenset({named})  # the others read along only when nobody is named
    if party not in PARTIES or not to:
        raise NotFound("person to write to")
    known = _between(who, kind, row, party)
    if known is None:
        return start(who, kind, pk, to, text)
    people = {*to, who.person_id or 0} - set(_people(known))
    Participant.objects.bulk_create(Participant(thread_id=known, person_id=one) for one in sorted(people))
    write(actor, known, text)
    return known


def conversations(actor: Actor, kind: str, pk: int) -> tuple[int, ...]:
    """The conversations about an object in which this person takes part, the oldest first."""
    who = standing(actor)
    mine = Participant.objects.filter(person=who.person_id or 0, thread__subject_kind=kind)
    return tuple(
        mine.filter(thread__subject_id=pk).order_by("thread_id").values_list("thread_id", flat=True)[:50]
    )


def _between(who: Standing, kind: str, row: Any, party: Role) -> int | None:
    """The newest conversation of this person's party with the other, where no third party reads along."""
    me = {who.person_id or 0}
    ours, theirs = side(row, who.role) | me, side(row, party)
    third = people_of(kind, row) - ours - theirs
    for thread in Thread.objects.filter(subject_kind=kind, subject_id=row.pk).order_by("-pk")[:20]:
        people = set(_people(thread.pk))
        if people & ours and people & (theirs - me) and not people & third:
            return thread.pk
    return None


def _people(thread: int) -> tuple[int, ...]:
    return tuple(Participant.objects.filter(thread=thread).values_list("person_id", flat=True))


def _with_house(actor: Actor) -> Standing:
    who = standing(actor)
    if who.link is not None or who.organisation_id is None or who.person_id is None:
        raise NotAllowed(who.role, "have a card", "board")
    return who


def _cards(organisation: int, persons: Collection[int]) -> dict[int, ContactPerson]:
    rows = ContactPerson.objects.filter(organisation=organisation, person__in=list(persons)).order_by("-pk")
    return {row.person_id: row for row in rows if row.person_id is not None}


def _named(person: int, part: str, card: ContactPerson | None, membership: int | None = None) -> Named:
    if card is None:
        return Named(person, part, membership_id=membership)
    return Named(person, part, card.name, card.function, card.email, card.phone, membership)
