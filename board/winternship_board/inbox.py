"""What is new for someone: their conversations with unread messages, and with whom each of them is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from winternship_board.actors import Actor, standing
from winternship_board.errors import NotFound
from winternship_board.fields import values_of
from winternship_board.kinds import kind_of
from winternship_board.locking import fresh
from winternship_board.mail import side, unread
from winternship_board.models import Message, Participant, Thread
from winternship_board.policy import POLICY
from winternship_board.reaching import conversations
from winternship_core.placements import Role

PARTIES: Final = (Role.STUDENT, Role.COMPANY, Role.TRAINER, Role.COORDINATOR, Role.SUPERVISOR)
HOUSE: Final = frozenset({Role.COMPANY, Role.TRAINER})
MOST: Final = 20


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation, and the parties that the others in it are."""

    thread: int
    others: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class News:
    """``count`` unread messages about an object. ``about``: the student, or for the student the place; may be empty."""

    kind: str
    id: int
    count: int
    about: str


def talks(actor: Actor, kind: str, pk: int) -> tuple[Talk, ...]:
    """The conversations about an object in which this person takes part, each with its other parties."""
    who = standing(actor)
    mine = conversations(actor, kind, pk)
    if not mine:
        return ()
    row = fresh(kind_of(kind), pk)
    sides = {role: side(row, role) for role in PARTIES if role is not who.role}
    found = []
    for thread in mine:
        people = Participant.objects.filter(thread=thread).exclude(person=who.person_id or 0)
        others = set(people.values_list("person_id", flat=True))
        found.append(Talk(thread, tuple(role for role in sides if sides[role] & others)))
    return tuple(found)


def news(actor: Actor) -> tuple[News, ...]:
    """The objects this person sees in this role with unread messages, the newest first, twenty at most.

    A company reads the letter of a hidden candidate only after its first answer, so it is no news before.
    """
    who = standing(actor)
    counts: dict[tuple[str, int], int] = {}
    for thread in Thread.objects.filter(pk__in=unread(actor)[:100]).order_by("-last_at"):
        read_at = Participant.objects.get(thread=thread, person=who.person_id or 0).read_at
        new = Message.objects.filter(thread=thread).exclude(author=who.person_id or 0)
        about = (thread.subject_kind, thread.subject_id)
        counts[about] = counts.get(about, 0) + new.filter(Q(at__gt=read_at) if read_at else Q()).count()
    found = []
    for (kind, pk), count in counts.items():
        try:
            row = fresh(kind_of(kind), pk)
        except NotFound:
            continue
        seen = POLICY.visible(who, kind, row)
        hidden = who.role in HOUSE and "student_name" not in seen and row.state == "submitted"
        if seen and count and not hidden:
            name = "student_name" if who.role is not Role.STUDENT else "vacancy_title"
            about_it = values_of(kind, row, seen & {name, "vacancy_title"})
            told = str(about_it.get(name) or about_it.get("vacancy_title") or "")
            if not told and who.role is Role.STUDENT:
                told = row.organisation.trade_name or row.organisation.name
            found.append(News(kind, pk, count, told))
    return tuple(found[:MOST])
