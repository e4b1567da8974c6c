"""A broker's own notes about a company: nobody else reads them, not even a colleague."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from winternship_board import clock
from winternship_board.actors import Actor, Standing, standing
from winternship_board.errors import BadValue, NotAllowed, NotFound
from winternship_board.kinds import kind_of
from winternship_board.locking import fresh
from winternship_board.models import OwnNote
from winternship_board.policy import POLICY
from winternship_board.transactions import in_one_go
from winternship_board.validating import check_text
from winternship_core.placements import Role
from winternship_core.text import Text

LONGEST: Final = 2000
MOST: Final = 100
_WRITERS: Final = frozenset({Role.BROKER})


@dataclass(frozen=True, slots=True)
class Note:
    """One note of one's own."""

    id: int
    text: str
    made_on: dt.date


def notes(actor: Actor, organisation: int) -> tuple[Note, ...]:
    """One's own notes about an organisation, the newest first; raises :class:`NotFound`, :class:`NotAllowed`."""
    who, row = _near(actor, organisation)
    mine = OwnNote.objects.filter(person=who.person_id, organisation=row).order_by("-pk")
    return tuple(Note(one.pk, one.text, one.made_on) for one in mine[:MOST])


@in_one_go
def write_note(actor: Actor, organisation: int, text: str) -> int:
    """Keep a note; returns its id. Raises :class:`BadValue`, :class:`PersonalNumber` and as :func:`notes`."""
    who, row = _near(actor, organisation)
    if not text.strip() or len(text) > LONGEST:
        raise BadValue("note", Text(f"1 tot {LONGEST} tekens.", f"1 to {LONGEST} characters."))
    check_text("note", text)
    if OwnNote.objects.filter(person=who.person_id, organisation=row).count() >= MOST:
        raise BadValue("note", Text(f"hooguit {MOST} per bedrijf.", f"at most {MOST} per company."))
    made = OwnNote.objects.create(
        person_id=who.person_id or 0, organisation=row, text=text, made_on=clock.today()
    )
    return made.pk


@in_one_go
def drop_note(actor: Actor, note: int) -> tuple[int, str]:
    """Delete one's own note; returns (organisation, text), with which it can be kept again."""
    who = standing(actor)
    row = OwnNote.objects.filter(pk=note, person=who.person_id or 0).first()
    if row is None:
        raise NotFound("note")
    found = row.organisation_id, row.text
    row.delete()
    return found


def _near(actor: Actor, organisation: int) -> tuple[Standing, Any]:
    who, row = standing(actor), fresh(kind_of("organisation"), organisation)
    POLICY.require_visible(who, "organisation", row)
    if who.role not in _WRITERS:
        raise NotAllowed(who.role, "keep notes about", "organisation")
    return who, row
