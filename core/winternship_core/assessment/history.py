"""Taking the check again should show what changed, without keeping the old answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from winternship_core.assessment.result import Result
from winternship_core.errors import InvalidSummary


@dataclass(frozen=True, slots=True)
class Change:
    """The difference between two results, in the whole points people saw; ``None`` where one has no score.

    ``dimensions`` holds the readiness dimensions of both results. Levels are ids. ``key_points_solved`` were
    not in order before and are now; ``key_points_new`` are the other way round.
    """

    total: int | None
    dimensions: Mapping[str, int]
    level_before: str | None
    level_after: str | None
    key_points_solved: tuple[str, ...]
    key_points_new: tuple[str, ...]


def summarise(result: Result, finished_at: datetime) -> dict[str, Any]:
    """A small JSON-able summary for the history: version, moment, parts, scores, level, key points.

    It holds no answers. ``finished_at`` must know its time zone, else ValueError.
    """
    if finished_at.tzinfo is None:
        raise ValueError(f"finished_at must know its time zone, received {finished_at.isoformat()}")
    return {
        "version": result.version,
        "finished_at": finished_at.isoformat(timespec="seconds"),
        "parts": list(result.parts),
        "level": result.level.id if result.level else None,
        "total": result.total.shown,
        "dimensions": {score.id: score.shown for score in result.dimensions if score.shown is not None},
        "gates_failed": list(result.gates_failed),
        "gates_in_order": list(result.gates_in_order),
        "international": result.international.score.shown if result.international else None,
    }


def compare(before: Mapping[str, object], after: Result) -> Change | None:
    """What changed since an earlier summary; :class:`InvalidSummary` when :func:`summarise` did not make it.

    ``None`` when the questions changed in between: such results are not compared (rule 7 of use and data).
    """
    if _field(before, "version", str) != after.version:
        return None
    dimensions: dict[str, int] = _field(before, "dimensions", dict)
    failed: list[str] = _field(before, "gates_failed", list)
    in_order: list[str] = _field(before, "gates_in_order", list)
    return Change(
        total=_difference(_field(before, "total", int, type(None)), after.total.shown),
        dimensions={
            score.id: score.shown - dimensions[score.id]
            for score in after.dimensions
            if score.shown is not None and score.id in dimensions
        },
        level_before=_field(before, "level", str, type(None)),
        level_after=after.level.id if after.level else None,
        key_points_solved=tuple(gate for gate in failed if gate in after.gates_in_order),
        key_points_new=tuple(gate for gate in after.gates_failed if gate in in_order),
    )


def _difference(before: int | None, after: int | None) -> int | None:
    return None if before is None or after is None else after - before


def _field(summary: Mapping[str, object], name: str, *kinds: type[Any]) -> Any:
    value = summary.get(name)
    if name not in summary or not isinstance(value, kinds):
        raise InvalidSummary(name)
    return value
