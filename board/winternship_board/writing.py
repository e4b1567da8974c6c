"""Making and changing objects: who may fill in which field in which state, checked and recorded in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from winternship_board import effects, places, recording
from winternship_board.actors import Actor, Standing, standing
from winternship_board.deriving import STAFF, check_staff, derive, forbidden_left
from winternship_board.errors import AlreadyThere, BadValue, NotAllowed, NotFound, StaleVersion
from winternship_board.kinds import Kind, kind_of
from winternship_board.locking import fresh, lock
from winternship_board.models import VacancyProgramme, VacancyTask
from winternship_board.moving import Moved
from winternship_board.policy import POLICY
from winternship_board.transactions import in_one_go
from winternship_board.validating import check_values, cleaned
from winternship_board.words import index
from winternship_core.placements import Role, machine
from winternship_core.text import Text

CHILDREN = frozenset({"tasks", "other_crebos"})
COMPANY_KEYS = frozenset({"company_name", "company_contact", "trainer_name"})


@in_one_go
def create(actor: Actor, kind: str, values: Mapping[str, Any]) -> Moved:
    """Make an object in the first state of its life cycle.

    Who may: the roles that the table of rights names for this kind, within their reach; another object that is
    pointed at must be visible to them. Raises :class:`NotAllowed`, :class:`NotFound`, :class:`BadValue`,
    :class:`AlreadyThere`, :class:`NotPossible`, :class:`NoPlaceLeft`.
    """
    who, what = standing(actor), kind_of(kind)
    if not POLICY.may_create(who, kind):
        raise NotAllowed(who.role, "create", kind)
    state = machine(kind).initial if what.has_machine else ""
    _require_known(what, values, what.editable(state) | what.required | what.born_with)
    missing = sorted(name for name in what.required if values.get(name) in (None, ""))
    if missing:
        raise BadValue(missing[0], Text("vul dit in.", "fill this in."))
    row: Any = what.model()
    check_values(what, row, values)
    _require_links(who, what, values)
    _fill(row, values)
    derive(kind, row, who)
    if who.role is not Role.SYSTEM:
        near = POLICY.relation(who, kind, row)
        if not POLICY.permissions.may_act(who.role, kind, near):
            raise NotFound(kind)
        extra = set(values) - what.required - what.born_with - POLICY.writable(who, kind, row)
        if extra:
            raise NotAllowed(who.role, f"fill in {', '.join(sorted(extra))}", kind)
    if kind == "placement":
        check_staff(row, values)
    _insert(kind, row)
    _write_children(kind, row, values)
    event = recording.created(who, kind, row)
    if kind == "placement" and row.vacancy_id is not None:
        effects.when_full(who, places.take(who, row.vacancy_id, event.pk), event)
    index(kind, row)
    return Moved(kind, row.pk, getattr(row, "state", ""), row.version, event.pk)


@in_one_go
def change(actor: Actor, kind: str, pk: int, values: Mapping[str, Any], *, version: int) -> Moved:
    """Fill in other values; ``version`` is the one the person saw.

    Who may: the table of rights names the fields per role and relation, the kind those per state. Raises
    :class:`NotFound`, :class:`NotAllowed`, :class:`StaleVersion`, :class:`BadValue`.
    """
    who, what = standing(actor), kind_of(kind)
    row = lock(what, pk)
    POLICY.require_visible(who, kind, row)
    state = getattr(row, "state", "")
    _require_known(what, values, what.editable(state))
    refused = set(values) - POLICY.writable(who, kind, row)
    if refused:
        raise NotAllowed(who.role, f"change {', '.join(sorted(refused))}", kind)
    if row.version != version:
        raise StaleVersion(kind, version, row.version)
    check_values(what, row, values)
    _require_links(who, what, values)
    _check_change(who, kind, row, values)
    changes: dict[str, Any] = {name: value for name, value in values.items() if name not in CHILDREN}
    _fill(row, changes)
    if kind == "safety_check":
        derive(kind, row, who)
        changes |= dict.fromkeys(("checked_by", "checked_on"))
        changes["forbidden_left"] = forbidden_left(row.tasks)
    named = {name: getattr(row, name) for name in changes}
    row = _unchanged(what, pk)
    event = recording.changed(who, kind, row, named, "change")
    _write_children(kind, row, values)
    row = fresh(what, pk)
    index(kind, row)
    if kind == "vacancy":
        effects.when_full(who, row, event)
    return Moved(kind, pk, getattr(row, "state", ""), row.version, event.pk)


def _unchanged(kind: Kind, pk: int) -> Any:
    """The row as it stands, so that the event's digest of before is true."""
    return kind.model._default_manager.get(pk=pk)


def _require_known(kind: Kind, values: Mapping[str, Any], allowed: frozenset[str]) -> None:
    for name in values:
        if name not in allowed:
            choice = ", ".join(sorted(allowed)) or "-"
            raise BadValue(
                name, Text(f"kan nu niet. Wel: {choice}.", f"is not possible now. Possible: {choice}.")
            )


def _require_links(who: Standing, kind: Kind, values: Mapping[str, Any]) -> None:
    """An object that is pointed at is one the person may know of: an id is no secret."""
    for name, target in kind.links.items():
        if values.get(name) is None or who.role is Role.SYSTEM:
            continue
        if name == "organisation" and values[name] == who.organisation_id:
            continue
        POLICY.require_visible(who, target, fresh(kind_of(target), values[name]))


def _fill(row: Any, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if name in CHILDREN:
            continue
        setattr(row, row._meta.get_field(name).attname, cleaned(row, name, value))


def _insert(kind: str, row: Any) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise AlreadyThere(kind) from None


def _check_change(who: Standing, kind: str, row: Any, values: Mapping[str, Any]) -> None:
    if kind == "vacancy" and values.get("places", row.places) < row.places_taken:
        taken = row.places_taken
        raise BadValue("places", Text(f"er zijn er al {taken} vergeven.", f"{taken} are taken already."))
    if kind == "placement" and set(values) & set(STAFF):
        check_staff(row, values)
    if kind == "agreement" and "contents" in values and who.role in {Role.COMPANY, Role.TRAINER}:
        new = values["contents"]
        differs = {key for key in {*new, *row.contents} if new.get(key) != row.contents.get(key)}
        if not differs <= COMPANY_KEYS:
            choice = ", ".join(sorted(COMPANY_KEYS))
            raise BadValue("contents", Text(f"verander alleen {choice}.", f"change nothing but {choice}."))


def _write_children(kind: str, row: Any, values: Mapping[str, Any]) -> None:
    if kind != "vacancy":
        return
    if "tasks" in values:
        row.tasks.all().delete()
        VacancyTask.objects.bulk_create(VacancyTask(vacancy=row, **task) for task in values["tasks"])
    if "other_crebos" in values or "crebo" in values:
        others = values.get("other_crebos", [one.crebo for one in row.programmes.all()])
        row.programmes.all().delete()
        crebos = sorted({row.crebo, *others} - {""})
        VacancyProgramme.objects.bulk_create(VacancyProgramme(vacancy=row, crebo=one) for one in crebos)
