"""The conditions that the table of rights names: what has to be true of an object before a group of fields shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from winternship_board import clock
from winternship_board.actors import Standing
from winternship_board.kinds import KINDS
from winternship_board.models import BrokenGlass
from winternship_core.placements import Role

PUBLISHED: Final = frozenset({"published", "filled"})
NOT_APPLIED: Final = frozenset({"draft", "proposed"})
TURNED_DOWN: Final = frozenset({"declined_by_company", "declined_by_student", "withdrawn", "lapsed"})
RUNNING: Final = frozenset({"active", "interrupted"})
_OF_ORGANISATION: Final = frozenset({"location", "contact", "accreditation"})
_HAS_GLASS: Final = frozenset({"student", "application", "placement", "agreement"})
CONFIRMED: Final = RUNNING | {"confirmed", "ended", "assessed", "ended_early", "closed"}


def conditions_of(kind: str, row: Any, who: Standing) -> frozenset[str]:
    """The conditions that this object meets for this person."""
    found = set(_of_itself(kind, row)) | set(_for_person(kind, row, who))
    if who.role is Role.ADMIN and kind in _HAS_GLASS and _behind_glass(kind, row, who):
        found.add("glass")
    return frozenset(found)


def _of_itself(kind: str, row: Any) -> Iterator[str]:
    house = row if kind == "organisation" else row.organisation if kind in _OF_ORGANISATION else None
    if house is not None and house.state == "verified":
        yield "verified"
    if kind == "vacancy" and row.state in PUBLISHED:
        yield "published"
    if kind == "application":
        if row.state not in NOT_APPLIED:
            yield "applied"
        if row.is_revealed and row.state not in TURNED_DOWN:
            yield "revealed"
        if agreed(row.student, "be_proposed"):
            yield "agreed"
    # Asked by kind: an application's `placement` would cost a query for each row.
    way = KINDS[kind].placement
    placement = row if way == "self" else row.placement if way else None
    if placement is not None and placement.state in CONFIRMED:
        yield "confirmed"
    if kind == "guardian" and any(one.state in RUNNING for one in row.student.placements.all()):
        yield "running"
    if kind == "signal" and not row.is_hidden:
        yield "open"


def _for_person(kind: str, row: Any, who: Standing) -> Iterator[str]:
    if kind == "support_wish" and who.role in row.shared_with:
        yield "shared"
    if kind == "shared_assessment" and row.is_shared:
        yield "shared"
    if kind in {"document", "evaluation"} and who.role in row.visible_to:
        yield "shared"
    if kind == "evaluation" and row.party == who.role:
        yield from ("shared", "party")
    if kind == "signal" and who.person_id is not None and row.handler_id == who.person_id:
        yield "on_case"


def agreed(student: Any, purpose: str) -> bool:
    """Whether the student's newest word on this purpose is yes; reads prefetched consents."""
    given = [one for one in student.consents.all() if one.purpose == purpose]
    return bool(given) and max(given, key=lambda one: one.pk).given


def _behind_glass(kind: str, row: Any, who: Standing) -> bool:
    return BrokenGlass.objects.filter(
        person=who.person_id, object_kind=kind, object_id=row.pk, until__gt=clock.now()
    ).exists()
