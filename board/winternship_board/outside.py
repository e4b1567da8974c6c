"""Placements as the connectors may read them: plain values in bulk, for the host's own code, never for a person.

Nothing here asks for rights, as it is no one's screen; a connection reads one school, and that school's own students.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Max, Q
from django.db.models.signals import post_delete

from winternship_board.actors import SYSTEM, Actor, standing
from winternship_board.agreement.giving import agreement_document
from winternship_board.errors import NotAllowed, NotFound
from winternship_board.models import (
    Accreditation,
    Agreement,
    ContactMoment,
    ContactPerson,
    Event,
    HourWeek,
    Placement,
)
from winternship_board.overviews.hours import SETTLED
from winternship_board.telling import Told
from winternship_core.placements import Role

AT_ONCE: Final = 200
_STAFF: Final = ("trainer", "supervisor", "coordinator")


@dataclass(frozen=True, slots=True)
class Facts:
    """One placement with all that hangs on it: ``rev`` is the number of the newest event of any of it, and
    ``changed_at`` the latest time of one.

    ``staff``: role → (number of the person, name, mail address); ``talks``: (number, kind, day, place of the talk).
    """

    id: int
    rev: int
    changed_at: dt.datetime | None
    school: int
    row: Any
    recognition_id: str
    hours_approved: int
    agreement_number: str
    agreement_hash: str
    signed_on: dt.date | None
    staff: dict[str, tuple[int, str, str]]
    talks: tuple[tuple[int, str, dt.date, str], ...]


def require_connecting(actor: Actor, school: int) -> None:
    """Who may manage connections of a school: its coordinator, an administrator, the system. Raises NotAllowed."""
    who = standing(actor)
    own = who.role is Role.COORDINATOR and who.organisation_id == school
    if not own and who.role not in {Role.ADMIN, Role.SYSTEM}:
        raise NotAllowed(who.role, "manage", "connection")


def placements_of(school: int) -> list[int]:
    """The numbers of all placements of a school's own students, oldest first."""
    return list(Placement.objects.filter(school=school).order_by("pk").values_list("pk", flat=True))


def schools_of(placements: Collection[int]) -> dict[int, int]:
    """Placement → its school; who is not there (any more) is left out."""
    return dict(Placement.objects.filter(pk__in=list(placements)).values_list("pk", "school_id"))


def placements_touched(events: Collection[Told]) -> set[int]:
    """The placements that look different from outside after these events."""
    by_kind: dict[str, set[int]] = {}
    for event in events:
        kind, _, pk = event.stream.partition(":")
        by_kind.setdefault(kind, set()).add(int(pk))
    found = by_kind.pop("placement", set())
    where = Q(pk__in=[])
    for kind, way in (("student", "student"), ("location", "location")):
        where |= Q(**{f"{way}__in": by_kind.get(kind, set())})
    houses = by_kind.get("organisation", set())
    where |= Q(organisation__in=houses) | Q(school__in=houses)
    people = ContactPerson.objects.filter(pk__in=by_kind.get("contact", set())).exclude(person=None)
    for name in _STAFF:
        where |= Q(**{f"{name}__in": people.values("person")})
    seen = Accreditation.objects.filter(pk__in=by_kind.get("accreditation", set()))
    where |= Q(location__in=seen.values("location"))
    if by_kind.keys() & {"student", "location", "organisation", "contact", "accreditation"}:
        found |= set(Placement.objects.filter(where).values_list("pk", flat=True))
    return found


def placement_facts(placements: Collection[int]) -> Iterator[Facts]:
    """The facts of these placements, as many as are there; eight queries for each two hundred."""
    wanted = sorted(set(placements))
    for start in range(0, len(wanted), AT_ONCE):
        yield from _facts(wanted[start : start + AT_ONCE])


def signed_document(sha256: str) -> bytes:
    """The agreement with this digest as PDF. Raises :class:`NotFound`, and NotPossible where no PDF can be made."""
    pk = Agreement.objects.filter(document_hash=sha256).values_list("pk", flat=True).first()
    if not sha256 or pk is None:
        raise NotFound("agreement")
    return agreement_document(SYSTEM, pk, form="pdf").content


def when_erased(tell: Callable[[int], None]) -> None:
    """Call ``tell`` with the number of each placement that is erased, in the transaction that does it."""

    def heard(sender: object, instance: Placement, **_: object) -> None:
        tell(int(instance.pk))

    post_delete.connect(
        heard, sender=Placement, weak=False, dispatch_uid=f"{tell.__module__}.{tell.__name__}"
    )


def _facts(placements: list[int]) -> Iterator[Facts]:
    related = ("student", "organisation", "location", "programme")
    rows = list(Placement.objects.filter(pk__in=placements).select_related(*related).order_by("pk"))
    recognised = _recognised(rows)
    cards = _cards(rows)
    revs = _revs(rows, cards)
    hours = _hours(placements)
    signed: dict[int, Agreement] = {}
    for agreement in Agreement.objects.filter(placement__in=placements).order_by("number"):
        if agreement.state in {"active", "ended"}:
            signed[agreement.placement_id] = agreement
    talks: dict[int, list[tuple[int, str, dt.date, str]]] = {}
    for talk in ContactMoment.objects.filter(placement__in=placements).order_by("planned_on", "pk"):
        on = talk.held_on or talk.planned_on
        talks.setdefault(talk.placement_id, []).append((talk.pk, talk.kind, on, talk.mode))
    for row in rows:
        paper = signed.get(row.pk)
        yield Facts(
            id=row.pk,
            rev=revs[row.pk][0],
            changed_at=revs[row.pk][1],
            school=row.school_id,
            row=row,
            recognition_id=recognised.get((row.location_id, row.programme.crebo), ""),
            hours_approved=hours.get(row.pk, 0),
            agreement_number=f"{row.pk}-{paper.number}" if paper else "",
            agreement_hash=paper.document_hash if paper else "",
            signed_on=max((one.at.date() for one in paper.signatures.all()), default=None) if paper else None,
            staff=_staff(row, cards),
            talks=tuple(talks.get(row.pk, ())),
        )


def _recognised(rows: list[Placement]) -> dict[tuple[int, str], str]:
    seen = Accreditation.objects.filter(location__in={row.location_id for row in rows})
    return {(one.location_id, one.crebo): one.company_id for one in seen}


def _cards(rows: list[Placement]) -> dict[tuple[int, int], ContactPerson]:
    people = {getattr(row, f"{name}_id") for row in rows for name in _STAFF} - {None}
    cards = ContactPerson.objects.filter(person__in=people).order_by("pk")
    return {(one.person_id or 0, one.organisation_id): one for one in cards}


def _card(row: Placement, name: str, cards: dict[tuple[int, int], ContactPerson]) -> ContactPerson | None:
    house = row.organisation_id if name == "trainer" else row.school_id
    return cards.get((getattr(row, f"{name}_id") or 0, house))


def _staff(row: Placement, cards: dict[tuple[int, int], ContactPerson]) -> dict[str, tuple[int, str, str]]:
    found = {}
    for name in _STAFF:
        person, card = getattr(row, f"{name}_id"), _card(row, name, cards)
        if person is not None:
            found[name] = (person, card.name if card else "", card.email if card else "")
    return found


def _hours(placements: list[int]) -> dict[int, int]:
    found: dict[int, float] = {}
    weeks = HourWeek.objects.filter(placement__in=placements, state__in=SETTLED)
    for pk, days in weeks.values_list("placement_id", "days"):
        found[pk] = found.get(pk, 0.0) + sum(map(float, days))
    return {pk: int(hours) for pk, hours in found.items()}


def _revs(
    rows: list[Placement], cards: dict[tuple[int, int], ContactPerson]
) -> dict[int, tuple[int, dt.datetime | None]]:
    streams = {row.pk: _streams(row, cards) for row in rows}
    every = {stream for some in streams.values() for stream in some}
    told = Event.objects.filter(stream__in=every).values_list("stream").annotate(Max("pk"), Max("at"))
    newest = {stream: (rev, at) for stream, rev, at in told.order_by("stream")}
    found = {pk: [newest[one] for one in some if one in newest] for pk, some in streams.items()}
    return {
        pk: (max((rev for rev, _ in some), default=0), max((at for _, at in some), default=None))
        for pk, some in found.items()
    }


def _streams(row: Placement, cards: dict[tuple[int, int], ContactPerson]) -> list[str]:
    found = [
        f"placement:{row.pk}",
        f"student:{row.student_id}",
        f"organisation:{row.organisation_id}",
        f"organisation:{row.school_id}",
        f"location:{row.location_id}",
    ]
    contacts = [_card(row, name, cards) for name in _STAFF]
    return found + [f"contact:{one.pk}" for one in contacts if one is not None]
