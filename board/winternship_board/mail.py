"""Messages about one object, between the people it belongs to; no phone number or address needs to change hands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import F, Q

from winternship_board import clock
from winternship_board.actors import Actor, Standing, standing
from winternship_board.errors import BadValue, NotAllowed, NotFound
from winternship_board.kinds import kind_of
from winternship_board.locking import fresh
from winternship_board.models import Membership, Message, Participant, Thread
from winternship_board.policy import POLICY
from winternship_board.transactions import in_one_go
from winternship_board.validating import check_text
from winternship_core.placements import Role
from winternship_core.text import Text

ABOUT = frozenset({"application", "placement"})
# Who of a party a placement names.
_NAMED: Final = {
    Role.COORDINATOR: ("coordinator",),
    Role.SUPERVISOR: ("supervisor",),
    Role.TRAINER: ("trainer", "stand_in"),
}


@dataclass(frozen=True, slots=True)
class Letter:
    """One message as a participant reads it."""

    id: int
    author_id: int
    text: str
    at: dt.datetime
    is_reported: bool
    is_new: bool = False


@in_one_go
def start_thread(actor: Actor, kind: str, pk: int, to: Collection[int], text: str) -> int:
    """Begin a conversation about an application or a placement; returns its id.

    Who may: whoever sees the object and is one of its people; ``to`` are others of them. Raises :class:`NotFound`,
    :class:`NotAllowed`, :class:`BadValue`, :class:`PersonalNumber`.
    """
    who = standing(actor)
    if kind not in ABOUT:
        raise NotFound(kind)
    row = fresh(kind_of(kind), pk)
    POLICY.require_visible(who, kind, row)
    people = people_of(kind, row)
    if who.person_id not in people or not set(to) <= people or not to:
        raise NotAllowed(who.role, "write to", kind)
    return start(who, kind, pk, to, text)


def start(who: Standing, kind: str, pk: int, to: Collection[int], text: str) -> int:
    """A new conversation of this person with others; the caller has made sure that all of them may."""
    now = clock.now()
    thread = Thread.objects.create(subject_kind=kind, subject_id=pk, started_at=now, last_at=now)
    # What one wrote oneself is no news.
    Participant.objects.bulk_create(
        Participant(thread=thread, person_id=one, read_at=now if one == who.person_id else None)
        for one in sorted({*to, who.person_id or 0})
    )
    _add(who, thread.pk, text)
    return thread.pk


@in_one_go
def write(actor: Actor, thread: int, text: str) -> None:
    """Add a message; only a participant can."""
    who = standing(actor)
    _require_participant(who, thread)
    _add(who, thread, text)
    now = clock.now()
    Thread.objects.filter(pk=thread).update(last_at=now)
    Participant.objects.filter(thread=thread, person=who.person_id).update(read_at=now)


@in_one_go
def read(actor: Actor, thread: int, *, limit: int = 100) -> tuple[Letter, ...]:
    """The newest messages of a conversation, oldest first; remembers that they were read. Only for a participant.

    ``is_new``: by somebody else, after this person read or wrote here last.
    """
    who = standing(actor)
    _require_participant(who, thread)
    mine = Participant.objects.filter(thread=thread, person=who.person_id)
    since = mine.values_list("read_at", flat=True)[0]
    mine.update(read_at=clock.now())
    rows = Message.objects.filter(thread=thread).order_by("-pk")[: max(1, min(limit, 200))]
    return tuple(
        Letter(
            row.pk,
            row.author_id,
            row.text,
            row.at,
            row.is_reported,
            row.author_id != who.person_id and (since is None or row.at > since),
        )
        for row in reversed(rows)
    )


def unread(actor: Actor) -> tuple[int, ...]:
    """The conversations with something new for this person, the newest first; for the digest."""
    who = standing(actor)
    mine = Participant.objects.filter(person=who.person_id or 0)
    new = mine.filter(Q(read_at=None) | Q(read_at__lt=F("thread__last_at")))
    return tuple(new.order_by("-thread__last_at").values_list("thread_id", flat=True)[:200])


@in_one_go
def report_message(actor: Actor, message: int) -> None:
    """The report button: mark a message for the school's confidential contact; only a participant can."""
    who = standing(actor)
    row = Message.objects.filter(pk=message).first()
    if row is None:
        raise NotFound("message")
    _require_participant(who, row.thread_id)
    Message.objects.filter(pk=message).update(is_reported=True)


def people_of(kind: str, row: Any) -> frozenset[int]:
    """The persons an application or placement belongs to; before a company may know the student, not each other."""
    roles = {Role.STUDENT, Role.COMPANY, Role.COORDINATOR}
    if kind == "placement":
        roles |= {Role.TRAINER, Role.SUPERVISOR}
    return frozenset().union(*(side(row, role) for role in roles))


def side(row: Any, role: Role) -> frozenset[int]:
    """The persons who are this party of an application or placement; none for a role that is no party."""
    if role is Role.STUDENT:
        return frozenset({row.student.person_id} - {None})
    house = {Role.COORDINATOR: row.school_id, Role.COMPANY: row.organisation_id}.get(role)
    found: set[int | None] = {getattr(row, f"{name}_id", None) for name in _NAMED.get(role, ())}
    if house is not None:
        staff = Membership.objects.filter(role=role, organisation=house, ended_at=None)
        found |= set(staff.values_list("person_id", flat=True))
    return frozenset(one for one in found if one is not None)


def _add(who: Standing, thread: int, text: str) -> None:
    if not text.strip():
        raise BadValue("text", Text("schrijf een bericht.", "write a message."))
    check_text("text", text)
    Message.objects.create(thread_id=thread, author_id=who.person_id or 0, text=text, at=clock.now())


def _require_participant(who: Standing, thread: int) -> None:
    if not Participant.objects.filter(thread=thread, person=who.person_id or 0).exists():
        raise NotFound("conversation")
