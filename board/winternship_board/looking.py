"""Looking at one object or at a page of many: only the fields one may see, and a note when it is about a minor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from winternship_board.actors import Actor, Standing, standing
from winternship_board.fields import under18, values_of
from winternship_board.kinds import Kind, kind_of
from winternship_board.locking import fresh
from winternship_board.models import AccessEntry, StudentProfile
from winternship_board.pages import Page, page_of
from winternship_board.policy import POLICY
from winternship_board.transactions import in_one_go
from winternship_core.placements import Role


@dataclass(frozen=True, slots=True)
class Seen:
    """What one person sees of one object. ``version`` goes back with a change; ``actions`` are the steps to offer."""

    kind: str
    id: int
    version: int
    fields: Mapping[str, object]
    actions: tuple[str, ...]


@in_one_go
def see(actor: Actor, kind: str, pk: int) -> Seen:
    """One object, as far as this person may see it; raises :class:`NotFound` alike for none and for not theirs."""
    who, what = standing(actor), kind_of(kind)
    row = fresh(what, pk)
    POLICY.require_visible(who, kind, row)
    _note(who, kind, [row])
    return _seen(who, kind, row)


@in_one_go
def search(
    actor: Actor,
    kind: str,
    *,
    text: str = "",
    where: Mapping[str, object] | None = None,
    sort: str = "newest",
    after: str = "",
    limit: int = 50,
) -> Page[Seen]:
    """A page of the objects this person may see, in a stable order, without counting what is not shown.

    ``where`` and ``sort`` take the names of :data:`.pages.FILTERS` and :data:`.pages.SORTS`; ``after`` is ``next`` of
    the page before. The number of queries does not depend on how many rows there are. Raises :class:`BadValue`.
    """
    who, what = standing(actor), kind_of(kind)
    page = page_of(who, what, text=text, where=where or {}, sort=sort, after=after, limit=limit)
    _note(who, kind, page.rows)
    seen = tuple(_seen(who, kind, row) for row in page.rows)
    return Page(tuple(one for one in seen if one.fields), page.next)


def note_look(who: Standing, kind: str, row: Any) -> None:
    """Leave the note of a look that went another way than :func:`see`, such as a document made of a row."""
    _note(who, kind, [row])


def _seen(who: Standing, kind: str, row: Any) -> Seen:
    fields = POLICY.visible(who, kind, row)
    return Seen(kind, row.pk, row.version, values_of(kind, row, fields), POLICY.possible(who, kind, row))


def student_of(kind: Kind, row: Any) -> StudentProfile | None:
    """The student an object is about, if it is about one."""
    if kind.name == "student":
        return row if isinstance(row, StudentProfile) else None
    if kind.placement:
        placement = row if kind.placement == "self" else row.placement
        return placement.student if placement is not None else None
    student = getattr(row, "student", None)
    return student if isinstance(student, StudentProfile) else None


def _note(who: Standing, kind: str, rows: Iterable[Any]) -> None:
    """Leave a note of a look at a minor's data (demand P6), but not of the student's own."""
    if who.role in {Role.SYSTEM, Role.STUDENT}:
        return
    what = kind_of(kind)
    about = [(row, student_of(what, row)) for row in rows]
    AccessEntry.objects.bulk_create(
        AccessEntry(
            person_id=who.person_id, role=who.role, student=student, object_kind=kind, object_id=row.pk
        )
        for row, student in about
        if student is not None and under18(student)
    )
