"""Making and changing many objects of a kind at once: the rules of :mod:`.writing`, in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import F

from winternship_board import recording_many
from winternship_board.actors import Standing
from winternship_board.deriving import derive
from winternship_board.errors import AlreadyThere, BadValue, NotAllowed, NotFound, StaleVersion
from winternship_board.kinds import Kind, kind_of, related_of
from winternship_board.locking import hold
from winternship_board.models import SearchWord, VacancyProgramme, VacancyTask
from winternship_board.policy import POLICY
from winternship_board.recording import fingerprint
from winternship_board.recording_many import BATCH, Change
from winternship_board.validating import check_values, cleaned
from winternship_board.words import SEARCHABLE, entries
from winternship_core.placements import Role, machine
from winternship_core.text import Text

Values = Mapping[str, Any]
CHILDREN: Final = frozenset({"tasks", "other_crebos"})
# Kinds that need more than their own row: those are made one by one.
KINDS_IN_BULK: Final = frozenset(
    {"organisation", "location", "contact", "accreditation", "student", "vacancy", "application"}
)


def create_many(who: Standing, kind: str, many: Sequence[Values], data: Mapping[str, object]) -> list[Any]:
    """Make objects in the first state of their life cycle, or none of them; in the caller's transaction.

    Who may and what is refused: as for :func:`.writing.create`. ``data`` is told with every event.
    """
    what = kind_of(kind)
    if kind not in KINDS_IN_BULK or not POLICY.may_create(who, kind):
        raise NotAllowed(who.role, "create", kind)
    linked = _linked(who, what, many)
    rows = [_new(who, what, values, linked) for values in many]
    try:
        with transaction.atomic():
            what.model._default_manager.bulk_create(rows, batch_size=BATCH)
    except IntegrityError:
        raise AlreadyThere(kind) from None
    _write_children(kind, rows, many)
    recording_many.record(who, kind, [Change(row) for row in rows], "create", data)
    _index(kind, rows)
    return rows


def change_many(
    who: Standing, kind: str, many: Sequence[tuple[int, int, Values]], action: str, data: Mapping[str, object]
) -> None:
    """Fill in other values of objects, all or none: (id, version that was seen, values); in the caller's transaction.

    Who may and what is refused: as for :func:`.writing.change`.
    """
    what = kind_of(kind)
    _linked(who, what, [values for _, _, values in many])
    rows = _locked(what, [pk for pk, _, _ in many])
    changes = []
    for pk, version, values in many:
        row = rows.get(pk)
        if row is None:
            raise NotFound(kind)
        _check_change(who, what, row, values)
        if row.version != version:
            raise StaleVersion(kind, version, row.version)
        before = fingerprint(row)
        _fill(row, values)
        row.version += 1
        changes.append(Change(row, before, tuple(values)))
    changed = [one.row for one in changes]
    _update(what, changed, [values for _, _, values in many])
    _write_children(kind, changed, [values for _, _, values in many])
    recording_many.record(who, kind, changes, action, data)
    _index(kind, changed)


def _update(what: Kind, rows: Sequence[Any], many: Sequence[Values]) -> None:
    """One UPDATE for all rows that get the same values: a new school year changes a whole group alike."""
    alike: dict[str, tuple[Values, list[Any]]] = {}
    for row, values in zip(rows, many, strict=True):
        alike.setdefault(repr(sorted(values.items())), (values, []))[1].append(row)
    for values, some in alike.values():
        names = [name for name in values if name not in CHILDREN]
        columns = [what.model._meta.get_field(name).attname for name in names]  # type: ignore[union-attr]
        new = {column: getattr(some[0], column) for column in columns}
        for start in range(0, len(some), BATCH):
            ids = [row.pk for row in some[start : start + BATCH]]
            what.model._default_manager.filter(pk__in=ids).update(**new, version=F("version") + 1)


def _new(who: Standing, what: Kind, values: Values, linked: Mapping[tuple[str, int], Any]) -> Any:
    state = machine(what.name).initial if what.has_machine else ""
    _require_known(values, what.editable(state) | what.required | what.born_with)
    missing = sorted(name for name in what.required if values.get(name) in (None, ""))
    if missing:
        raise BadValue(missing[0], Text("vul dit in.", "fill this in."))
    row: Any = what.model()
    check_values(what, row, values)
    for name in what.links:
        if values.get(name) is not None:
            setattr(row, name, linked[name, values[name]])
    if "location" in what.links and row.location_id is not None:
        row.organisation = row.location.organisation
    _fill(row, values)
    derive(what.name, row, who)
    if who.role is Role.SYSTEM:
        return row
    if not POLICY.permissions.may_act(who.role, what.name, POLICY.relation(who, what.name, row)):
        raise NotFound(what.name)
    extra = set(values) - what.required - what.born_with - POLICY.writable(who, what.name, row)
    if extra:
        raise NotAllowed(who.role, f"fill in {', '.join(sorted(extra))}", what.name)
    return row


def _check_change(who: Standing, what: Kind, row: Any, values: Values) -> None:
    POLICY.require_visible(who, what.name, row)
    _require_known(values, what.editable(getattr(row, "state", "")))
    refused = set(values) - POLICY.writable(who, what.name, row)
    if refused:
        raise NotAllowed(who.role, f"change {', '.join(sorted(refused))}", what.name)
    check_values(what, row, values)
    if what.name == "vacancy" and values.get("places", row.places) < row.places_taken:
        taken = row.places_taken
        raise BadValue("places", Text(f"er zijn er al {taken} vergeven.", f"{taken} are taken already."))


def _require_known(values: Values, allowed: frozenset[str]) -> None:
    for name in values:
        if name not in allowed:
            choice = ", ".join(sorted(allowed)) or "-"
            raise BadValue(
                name, Text(f"kan nu niet. Wel: {choice}.", f"is not possible now. Possible: {choice}.")
            )


def _linked(who: Standing, what: Kind, many: Sequence[Values]) -> dict[tuple[str, int], Any]:
    """The rows that are pointed at, each looked up and judged once: an id is no secret."""
    found = {}
    for name, target in what.links.items():
        ids = sorted({values[name] for values in many if values.get(name) is not None})
        rows = _rows(kind_of(target), ids)
        for pk in ids:
            if pk not in rows:
                raise NotFound(target)
            if who.role is not Role.SYSTEM and not (name == "organisation" and pk == who.organisation_id):
                POLICY.require_visible(who, target, rows[pk])
            found[name, pk] = rows[pk]
    return found


def _rows(what: Kind, ids: Sequence[int]) -> dict[int, Any]:
    related, prefetched = related_of(what)
    query = what.model._default_manager.select_related(*related).prefetch_related(*prefetched)
    parts = (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))
    return {row.pk: row for part in parts for row in query.filter(pk__in=part)}


def _locked(what: Kind, ids: Sequence[int]) -> dict[int, Any]:
    for start in range(0, len(ids), BATCH):
        hold(what.model, pk__in=sorted(ids)[start : start + BATCH])
    return _rows(what, sorted(ids))


def _fill(row: Any, values: Values) -> None:
    for name, value in values.items():
        if name not in CHILDREN:
            setattr(row, row._meta.get_field(name).attname, cleaned(row, name, value))


def _write_children(kind: str, rows: Sequence[Any], many: Sequence[Values]) -> None:
    if kind != "vacancy":
        return
    tasked = [(row, values["tasks"]) for row, values in zip(rows, many, strict=True) if "tasks" in values]
    coded = [
        (row, values)
        for row, values in zip(rows, many, strict=True)
        if set(values) & {"other_crebos", "crebo"}
    ]
    VacancyTask.objects.filter(vacancy__in=[row for row, _ in tasked]).delete()
    VacancyTask.objects.bulk_create(
        [VacancyTask(vacancy=row, **task) for row, tasks in tasked for task in tasks], batch_size=BATCH
    )
    programmes = []
    for row, values in coded:
        others = values.get("other_crebos", [one.crebo for one in row.programmes.all()])
        programmes += [
            VacancyProgramme(vacancy=row, crebo=one) for one in sorted({row.crebo, *others} - {""})
        ]
    VacancyProgramme.objects.filter(vacancy__in=[row for row, _ in coded]).delete()
    VacancyProgramme.objects.bulk_create(programmes, batch_size=BATCH)


def _index(kind: str, rows: Sequence[Any]) -> None:
    if kind not in SEARCHABLE:
        return
    for start in range(0, len(rows), BATCH):
        ids = [row.pk for row in rows[start : start + BATCH]]
        SearchWord.objects.filter(kind=kind, object_id__in=ids).delete()
    words = [entry for row in rows for entry in entries(kind, row)]
    SearchWord.objects.bulk_create(words, batch_size=BATCH)
