"""Long work in parts: each request does one and shows how far it is; a button or our script asks for the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from winternship_board.screens.asking import Ask


@dataclass(frozen=True, slots=True)
class GoingOn:
    """``done`` of ``total``; the post ``do`` with ``hidden`` does the next part, and stopping leads to ``stop``."""

    done: int
    total: int
    said: str
    note: str
    do: str
    hidden: list[tuple[str, object]]
    stop: str
    stop_params: Mapping[str, object]


def going_on(
    ask: Ask,
    *,
    do: str,
    note: str,
    hidden: Mapping[str, object],
    stop: str,
    stop_params: Mapping[str, object] | None = None,
) -> GoingOn:
    """How far the work is that ``ask`` tells of as ``done`` and ``total``; ``note``: what stopping means."""
    done, total = ask.number("done"), ask.number("total")
    said = ask.t["sc_so_far"].format(done=done, total=total)
    return GoingOn(done, total, said, note, do, list(hidden.items()), stop, stop_params or {})
