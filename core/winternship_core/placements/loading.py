"""The nine life cycles are data that a domain expert can correct; this reads them and refuses contradictions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from winternship_core.placements.errors import PlacementDataError, UnknownMachine
from winternship_core.placements.machine import Machine, Transition
from winternship_core.placements.roles import Role
from winternship_core.reading import Reader, load_json

MACHINES: Final = (
    "organisation",
    "accreditation",
    "vacancy",
    "application",
    "placement",
    "agreement",
    "hour_week",
    "contact_moment",
    "assessment",
)


@cache
def load_machines() -> Mapping[str, Machine]:
    """The machines that are shipped, read once; :class:`PlacementDataError` lists every mistake in them."""
    return read_machines(load_json("winternship_core.placements", "data/placement_states.json"))


def machine(name: str) -> Machine:
    """The machine of this name; :class:`UnknownMachine` names those there are."""
    found = load_machines().get(name)
    if found is None:
        raise UnknownMachine(name, MACHINES)
    return found


def read_machines(document: object) -> Mapping[str, Machine]:
    """The machines in a parsed JSON document, checked: every one of :data:`MACHINES`, and no other.

    Every state can be reached and left for an end, an end state is final, every step has a role, and a step is
    named once per state. Raises :class:`PlacementDataError` with all that is wrong.
    """
    mistakes: list[str] = []
    root = Reader(document, "machines", mistakes)
    machines = {name: _machine(root.child(name), name) for name in MACHINES if root.has(name)}
    mistakes += [f"machines: {name} is missing" for name in MACHINES if name not in machines]
    root.close()
    if mistakes:
        raise PlacementDataError(mistakes)
    return MappingProxyType(machines)


def _machine(entry: Reader, name: str) -> Machine:
    found = Machine(
        name=name,
        initial=entry.string("initial"),
        terminal=frozenset(entry.strings("terminal")),
        transitions=tuple(_transition(step) for step in entry.children("transitions")),
        note=str(entry.any("note") or ""),
    )
    states = entry.strings("states")
    entry.close()
    for mistake in _contradictions(found, frozenset(states)):
        entry.mistake(mistake)
    return found


def _transition(entry: Reader) -> Transition:
    roles = entry.strings("roles")
    unknown = sorted(set(roles) - set(Role))
    if unknown or not roles:
        entry.mistake(f"roles must be some of {', '.join(Role)}, received {', '.join(unknown) or 'none'}")
    step = Transition(
        source=entry.string("from"),
        target=entry.string("to"),
        action=entry.string("action"),
        roles=frozenset(Role(role) for role in roles if role not in unknown),
        guard=str(entry.any("guard") or ""),
    )
    entry.close()
    return step


def _contradictions(machine: Machine, states: frozenset[str]) -> Iterator[str]:
    named = frozenset(machine.states)
    if named != states:
        yield f"states and steps differ in {', '.join(sorted(named ^ states))}"
    if not machine.terminal <= named:
        yield f"no step leads to {', '.join(sorted(machine.terminal - named))}"
    for state in sorted(named - machine.reachable()):
        yield f"{state} cannot be reached"
    for state in sorted(named):
        ways = machine.actions(state)
        if state in machine.terminal and ways:
            yield f"{state} is an end, yet {ways[0].action!r} leads out of it"
        if state not in machine.terminal and not machine.reachable(state) & machine.terminal:
            yield f"{state} is a dead end"
    doubles = Counter((step.source, step.action) for step in machine.transitions)
    for (state, action), times in doubles.items():
        if times > 1:
            yield f"{action!r} from {state} is there {times} times"
