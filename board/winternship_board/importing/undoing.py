"""Taking an import back: what it made goes and what it changed returns, unless somebody used it since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q

from winternship_board import clock, recording_many
from winternship_board.actors import Actor, Standing, standing
from winternship_board.errors import NotAllowed, NotFound, NotPossible
from winternship_board.importing.doing import place_of
from winternship_board.importing.finding import batched, rows_with
from winternship_board.kinds import KINDS, related_of
from winternship_board.models import (
    AccessEntry,
    ImportedRow,
    ImportRun,
    SearchWord,
    Thread,
    VacancyProgramme,
    VacancyTask,
)
from winternship_board.recording import fingerprint
from winternship_board.transactions import in_one_go
from winternship_board.writing_many import change_many
from winternship_core.placements import Role
from winternship_core.placements.retention import PROPOSED_PERIODS
from winternship_core.text import Text

KEEP_DAYS: Final = PROPOSED_PERIODS.application_weeks * 7
ACTION: Final = "undo import"
# What is made last hangs on what is made first.
_BACKWARDS: Final = ("vacancy", "student", "accreditation", "contact", "location", "organisation")
# Part of the object itself, or only notes about it.
_ITS_OWN: Final = {VacancyTask, VacancyProgramme, ImportedRow, ImportRun, AccessEntry}

_CHANGED: Final = Text("is daarna veranderd.", "was changed since.")
_USED: Final = Text("wordt al gebruikt op het bord.", "is used on the board already.")
_KNOWN: Final = Text("er is al iemand die hiermee inlogt.", "somebody signs in as this person already.")
_GONE: Final = Text("is er niet meer.", "is no longer there.")


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that stayed as the import left it, and why."""

    row: int
    kind: str
    id: int
    why: Text


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back, and what was not."""

    removed: int
    restored: int
    kept: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """One import, for a list. ``may_undo`` while there is something left to take back."""

    id: int
    what: str
    state: str
    total: int
    done: int
    created: int
    changed: int
    unchanged: int
    started_at: dt.datetime
    may_undo: bool


def import_runs(actor: Actor, *, limit: int = 50) -> tuple[Run, ...]:
    """The imports of this person's school or region, newest first; how far each is, and whether it can be undone."""
    who = standing(actor)
    rows = ImportRun.objects.filter(_mine(who)).order_by("-pk")[: max(1, min(limit, 200))]
    undoable = set(ImportedRow.objects.filter(run__in=[row.pk for row in rows]).values_list("run", flat=True))
    return tuple(
        Run(
            row.pk,
            row.what,
            row.state,
            row.total,
            row.done,
            row.created,
            row.changed,
            row.unchanged,
            row.started_at,
            row.pk in undoable and row.state != "undone",
        )
        for row in rows
    )


@in_one_go
def import_undo(actor: Actor, run: int) -> Undone:
    """Take an import back as far as nobody built on it; what stays is told with the reason, and can be tried again.

    Who may: whoever may import the same there. Within four weeks, for so long the old values are kept. Raises
    :class:`NotFound`, :class:`NotAllowed`, :class:`NotPossible`.
    """
    who = standing(actor)
    row = ImportRun.objects.select_for_update().filter(_mine(who), pk=run).first()
    if row is None:
        raise NotFound("import")
    place_of(who, row.what, row.organisation_id, row.region)
    if row.state == "undone" or not row.rows.exists():
        raise NotPossible(
            Text(
                f"Dit is al ongedaan gemaakt, of langer dan {KEEP_DAYS} dagen geleden.",
                f"This was undone already, or is more than {KEEP_DAYS} days ago.",
            )
        )
    kept: list[Kept] = []
    restored = sum(_restore(who, row.pk, kind, kept) for kind in _BACKWARDS)
    removed = sum(_remove(who, row.pk, kind, kept) for kind in _BACKWARDS)
    row.state, row.undone_at = ("partly" if kept else "undone"), clock.now()
    row.save()
    return Undone(removed, restored, tuple(sorted(kept, key=lambda one: (one.row, one.kind))))


def forget() -> int:
    """Let go of the old values of imports of more than four weeks ago; those can no longer be undone."""
    limit = clock.now() - dt.timedelta(KEEP_DAYS)
    return int(ImportedRow.objects.filter(run__started_at__lt=limit).delete()[0])


def _mine(who: Standing) -> Q:
    if who.role is Role.SYSTEM:
        return Q()
    if who.role is Role.COORDINATOR:
        return Q(organisation=who.organisation_id or 0)
    if who.role is Role.BROKER:
        return Q(organisation=None, region=who.region or "-")
    raise NotAllowed(who.role, "see", "import")


def _restore(who: Standing, run: int, kind: str, kept: list[Kept]) -> int:
    noted = list(ImportedRow.objects.filter(run=run, kind=kind, was_created=False))
    rows = _locked(kind, [one.object_id for one in noted])
    back = []
    for one in noted:
        row = rows.get(one.object_id)
        if row is None or row.version != one.version:
            kept.append(Kept(one.line, kind, one.object_id, _GONE if row is None else _CHANGED))
        else:
            back.append(one)
    if back:
        change_many(
            who, kind, [(one.object_id, one.version, one.before) for one in back], ACTION, {"import": run}
        )
        _done(back)
    return len(back)


def _remove(who: Standing, run: int, kind: str, kept: list[Kept]) -> int:
    noted = list(ImportedRow.objects.filter(run=run, kind=kind, was_created=True))
    rows = _locked(kind, [one.object_id for one in noted])
    used = _used(kind, list(rows))
    away = []
    for one in noted:
        why = _reason(rows.get(one.object_id), one, used)
        if why is None:
            away.append(one)
        elif one.object_id in rows:
            kept.append(Kept(one.line, kind, one.object_id, why))
    gone = [rows[one.object_id] for one in away]
    changes = [recording_many.Change(row, fingerprint(row), gone=True) for row in gone]
    if changes:
        recording_many.record(who, kind, changes, ACTION, {"import": run})
        _done(away)
    for ids in batched([row.pk for row in gone]):
        SearchWord.objects.filter(kind=kind, object_id__in=ids).delete()
        KINDS[kind].model._default_manager.filter(pk__in=ids).delete()
    return len(gone)


def _reason(row: Any | None, noted: ImportedRow, used: set[int]) -> Text | None:
    if row is None:
        return _GONE
    if getattr(row, "person_id", None) is not None:  # knowing someone is a change too, and says more
        return _KNOWN
    if row.version != noted.version:
        return _CHANGED
    return _USED if row.pk in used else None


def _locked(kind: str, ids: Sequence[int]) -> dict[int, Any]:
    """The rows, locked so that nobody can begin to use them; a foreign key that points at them waits."""
    model = KINDS[kind].model
    for some in batched(sorted(ids)):
        list(model._default_manager.select_for_update().filter(pk__in=some).order_by("pk").values_list("pk"))
    related, _ = related_of(KINDS[kind])
    query = model._default_manager.select_related(*related)
    return {row.pk: row for row in rows_with(query, "pk", sorted(ids))}


def _used(kind: str, ids: Sequence[int]) -> set[int]:
    return {pk for some in batched(ids) for pk in _pointed_at(kind, some)}


def _pointed_at(kind: str, ids: Sequence[int]) -> Iterator[int]:
    for relation in KINDS[kind].model._meta.related_objects:
        model: Any = relation.related_model
        if model not in _ITS_OWN:
            name = relation.field.attname
            yield from model._default_manager.filter(**{f"{name}__in": ids}).values_list(name, flat=True)
    yield from Thread.objects.filter(subject_kind=kind, subject_id__in=ids).values_list(
        "subject_id", flat=True
    )


def _done(rows: Sequence[ImportedRow]) -> None:
    for ids in batched([row.pk for row in rows]):
        ImportedRow.objects.filter(pk__in=ids).delete()
