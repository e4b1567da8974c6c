"""A life cycle as data: which steps there are, from where, and who may make them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from winternship_core.placements.errors import ActionNotPossible, UnknownState
from winternship_core.placements.roles import Role


@dataclass(frozen=True, slots=True)
class Transition:
    """One step. ``guard`` is the condition in the words of the domain; :mod:`.guards` gives it its checks."""

    source: str
    target: str
    action: str
    roles: frozenset[Role]
    guard: str


@dataclass(frozen=True)
class Machine:
    """The life cycle of one kind of object; read and checked by :mod:`.loading`."""

    name: str
    initial: str
    terminal: frozenset[str]
    transitions: tuple[Transition, ...]
    note: str

    @cached_property
    def states(self) -> tuple[str, ...]:
        """Every state, in the order in which the steps name them."""
        named = [self.initial]
        for step in self.transitions:
            named += (step.source, step.target)
        return tuple(dict.fromkeys(named))

    @cached_property
    def _steps(self) -> Mapping[tuple[str, str], Transition]:
        return {(step.source, step.action): step for step in self.transitions}

    def actions(self, state: str) -> tuple[Transition, ...]:
        """The steps that lead out of this state; none from a final one. Raises :class:`UnknownState`."""
        if state not in self.states:
            raise UnknownState(self.name, state, self.states)
        return tuple(step for step in self.transitions if step.source == state)

    def step(self, state: str, action: str) -> Transition:
        """The step with this name from this state.

        Raises :class:`UnknownState`, or :class:`ActionNotPossible` with the steps there are.
        """
        found = self._steps.get((state, action))
        if found is None:
            raise ActionNotPossible(self.name, state, action, (step.action for step in self.actions(state)))
        return found

    def reachable(self, start: str | None = None) -> frozenset[str]:
        """Every state one can come to from ``start`` (the initial one when not given), itself included."""
        seen: set[str] = set()
        to_visit: list[str] = [start or self.initial]
        while to_visit:
            state = to_visit.pop()
            if state not in seen:
                seen.add(state)
                to_visit += _targets(self.transitions, state)
        return frozenset(seen)


def _targets(steps: Iterable[Transition], state: str) -> list[str]:
    return [step.target for step in steps if step.source == state]
