"""One object answers: may X do Y to Z, and which fields of Z does X see? Nothing else in the board decides that."""

from __future__ import annotations

from typing import Any, Final

from winternship_board.actors import Standing
from winternship_board.conditions import conditions_of
from winternship_board.errors import NotAllowed, NotFound
from winternship_board.ties import relation, ties_of
from winternship_core.placements import Role, Transition, load_machines
from winternship_core.placements.permissions import Permissions, Relation, load_permissions


class Policy:
    """The table of rights applied to people and rows. The system itself is not asked: it runs in our own process."""

    def __init__(self, permissions: Permissions) -> None:
        self.permissions = permissions

    def relation(self, who: Standing, kind: str, row: Any) -> Relation:
        """How near this person is to this row."""
        return relation(who, ties_of(kind, row))

    def visible(self, who: Standing, kind: str, row: Any) -> frozenset[str]:
        """The fields of this row that this person sees; empty when they may not know of it."""
        if who.role is Role.SYSTEM:
            return frozenset().union(*self.permissions.groups[kind].values())
        near = self.relation(who, kind, row)
        return self.permissions.visible(who.role, kind, near, conditions_of(kind, row, who))

    def writable(self, who: Standing, kind: str, row: Any) -> frozenset[str]:
        """The fields of this row that this person may fill in, by the table alone; the state may allow fewer."""
        if who.role is Role.SYSTEM:
            return frozenset().union(*self.permissions.groups[kind].values())
        near = self.relation(who, kind, row)
        return self.permissions.writable(who.role, kind, near, conditions_of(kind, row, who))

    def may_create(self, who: Standing, kind: str) -> bool:
        """Whether this role makes objects of this kind at all; where, :meth:`writable` tells of the new row."""
        return who.role is Role.SYSTEM or kind in self.permissions.creates.get(who.role, frozenset())

    def may_step(self, who: Standing, kind: str, row: Any, step: Transition) -> bool:
        """Whether this person may make this step: the machine names the role, and the row is near enough."""
        if who.role not in step.roles:
            return False
        if who.role is Role.SYSTEM:
            return True
        return self.permissions.may_act(who.role, kind, self.relation(who, kind, row))

    def require_visible(self, who: Standing, kind: str, row: Any) -> frozenset[str]:
        """The visible fields; raises :class:`NotFound` when there is not one, so a stranger learns nothing."""
        fields = self.visible(who, kind, row)
        if not fields:
            raise NotFound(kind)
        return fields

    def require_step(self, who: Standing, kind: str, row: Any, step: Transition) -> None:
        """Raises :class:`NotFound` for who may not see the row, :class:`NotAllowed` for who may not do this."""
        if not self.may_step(who, kind, row, step):
            self.require_visible(who, kind, row)
            raise NotAllowed(who.role, step.action, kind)

    def possible(self, who: Standing, kind: str, row: Any) -> tuple[str, ...]:
        """The steps this person might make now, before their conditions are looked at."""
        machine = load_machines().get(kind)
        if machine is None:
            return ()
        return tuple(
            step.action for step in machine.actions(row.state) if self.may_step(who, kind, row, step)
        )


POLICY: Final = Policy(load_permissions())
