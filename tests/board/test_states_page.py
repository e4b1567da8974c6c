"""The page of life cycles says what the machines say; `python -m tests.board.test_states_page` writes it anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from winternship_core.placements import ROLE_NAMES, guard_of, load_machines
from winternship_core.placements.guard import Asks, Guard

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "board-states.md"
HEAD = """# Life cycles of the placement board

Nine kinds of objects have a life cycle. This page follows `core/winternship_core/placements/data/placement_states.json`
and the conditions beside it; a test holds them together. Each step is logged with who, when and why. A placement
coordinator may set a *checked* condition aside with a written reason, **but never one in bold**: recognition, a
required signature, forbidden work under 18, and a reason that is about who somebody is.

- *checked*: the board looks for itself.
- *vouched*: a person confirms it; **with proof** means they also say where the proof is.
- *asked*: what has to be filled in with the step.
- *then*: what the board does in the same moment.
"""


def condition(guard: Guard[object]) -> str:
    """A condition and how it is kept, in one cell."""
    parts = [guard.says or "-"]
    checks = [f"**{one.code}**" if one.block else one.code for one in guard.checks]
    vouched = [f"{one.code} (with proof)" if one.evidence else one.code for one in guard.asserted]
    for name, what in (("checked", checks), ("vouched", vouched), ("asked", asked(guard.asks))):
        if what:
            parts.append(f"*{name}:* {', '.join(what)}")
    if guard.does:
        parts.append(f"*then:* {', '.join(guard.does)}")
    return "; ".join(part.replace("_", " ") for part in parts)


def asked(asks: Asks) -> list[str]:
    """What has to be filled in."""
    told = {
        "reason": asks.text,
        f"code of {asks.codes}": asks.codes,
        "date": asks.date,
        "who asked": asks.who,
    }
    return [name for name, wanted in told.items() if wanted]


def lines() -> Iterator[str]:
    """The page, line by line."""
    yield from HEAD.splitlines()
    for machine in load_machines().values():
        ends = ", ".join(f"`{state}`" for state in machine.states if state in machine.terminal)
        yield from ("", f"## {machine.name.replace('_', ' ')}", "")
        yield f"Begins as `{machine.initial}`, ends as {ends}. {machine.note}".rstrip()
        yield from ("", "| from | to | step | who | condition |", "|---|---|---|---|---|")
        for step in machine.transitions:
            who = ", ".join(sorted(ROLE_NAMES[role].en for role in step.roles))
            guard = guard_of(machine.name, step.source, step.action)
            yield f"| `{step.source}` | `{step.target}` | {step.action} | {who} | {condition(guard)} |"


def test_the_page_says_what_the_machines_say() -> None:
    assert PAGE.read_text(encoding="utf-8").splitlines() == list(lines())


if __name__ == "__main__":
    PAGE.write_text("\n".join([*lines(), ""]), encoding="utf-8")
