"""One step of a life cycle: role, version, condition, change, what follows from it, and the event, all or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from winternship_board import effects, recording
from winternship_board.actors import Actor, standing
from winternship_board.changes import changes_of
from winternship_board.errors import GuardUnmet, NotFound, NotPossible, StaleVersion
from winternship_board.kinds import Kind, kind_of
from winternship_board.locking import fresh, lock
from winternship_board.pictures import PICTURES
from winternship_board.policy import POLICY
from winternship_board.transactions import in_one_go
from winternship_board.validating import check_said
from winternship_core.placements import (
    NOTHING_SAID,
    ActionNotPossible,
    Said,
    Transition,
    guard_of,
    judge,
    machine,
    overridden,
)


@dataclass(frozen=True, slots=True)
class Moved:
    """What a step came to: where the object stands now, in which version, and the id of the event."""

    kind: str
    id: int
    state: str
    version: int
    event: int


@in_one_go
def move(actor: Actor, kind: str, pk: int, action: str, *, version: int, said: Said = NOTHING_SAID) -> Moved:
    """Make a step of an object's life cycle, with all that follows from it, or nothing at all.

    Who may: the roles of the machine, near enough by the table of rights; everybody else learns at most that
    it is not for them. ``version`` is the one the person saw. Raises :class:`NotFound`, :class:`NotAllowed`,
    :class:`StaleVersion`, :class:`NotPossible`, :class:`GuardUnmet`, :class:`NoPlaceLeft`, :class:`BadValue`.
    """
    who, what = standing(actor), kind_of(kind)
    if not what.has_machine:
        raise NotFound(kind)
    row = lock(what, pk)
    POLICY.require_visible(who, kind, row)
    step = _step(what, row, action)
    POLICY.require_step(who, kind, row, step)
    if row.version != version:
        raise StaleVersion(kind, version, row.version)
    check_said(said)
    guard = guard_of(kind, step.source, step.action)
    view = PICTURES[kind](row, who, said)
    unmet = judge(guard, view, said, who.role)
    if unmet:
        raise GuardUnmet(unmet)
    held = getattr(row, "holds_place", False)
    changes = {"state": step.target, **changes_of(kind, row, step, who, said)}
    set_aside = overridden(guard, view, said, who.role)
    data: dict[str, object] = {"set_aside": list(set_aside)} if set_aside else {}
    if "document_hash" in changes:  # the log holds what was frozen, so that nobody has to believe the row
        data["document_hash"] = changes["document_hash"]
    event = recording.changed(who, kind, row, changes, action, said=said, data=data)
    effects.follow(effects.Cause(who, what, row, step, said, event, held), guard.does)
    return Moved(kind, row.pk, row.state, row.version, event.pk)


def may_move(actor: Actor, kind: str, pk: int) -> dict[str, tuple[str, ...]]:
    """The steps this person might make now, each with the codes of what is still missing for it.

    For screens: what to offer, and what to say beside it. Nothing is promised; :func:`move` judges anew.
    """
    who, what = standing(actor), kind_of(kind)
    row = fresh(what, pk)
    POLICY.require_visible(who, kind, row)
    found = {}
    for action in POLICY.possible(who, kind, row):
        guard = guard_of(kind, row.state, action)
        unmet = judge(guard, PICTURES[kind](row, who, NOTHING_SAID), NOTHING_SAID, who.role)
        found[action] = tuple(one.code for one in unmet)
    return found


def _step(kind: Kind, row: Any, action: str) -> Transition:
    try:
        return machine(kind.name).step(row.state, action)
    except ActionNotPossible as error:
        possible = [step.action for step in machine(kind.name).actions(row.state)]
        raise NotPossible(error.text, possible) from error
