"""What a teacher may know: numbers in groups of five or more, never so that one company can be told apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypedDict

from winternship_xblocks.common.counting import GROUP


class Counted(TypedDict):
    """How one person is in the counts at present, so that each is counted once and can be taken out again."""

    started: bool
    finished: bool
    level: str


class Counts(TypedDict):
    """The counts of one block, for everyone together.

    ``shown`` is the copy of ``levels`` that teachers see. It is renewed once ``waiting`` reaches five companies
    that finished for the first time: a teacher who knows who finished today, and looks every day, still cannot
    tell which level belongs to whom.
    """

    started: int
    finished: int
    waiting: int
    levels: dict[str, int]
    shown: dict[str, int]


NOBODY = Counted(started=False, finished=False, level="")


def counts_from(raw: Mapping[str, Any]) -> Counts:
    """The stored counts, with zeros for what was never counted."""
    return Counts(
        started=raw.get("started", 0),
        finished=raw.get("finished", 0),
        waiting=raw.get("waiting", 0),
        levels=dict(raw.get("levels", {})),
        shown=dict(raw.get("shown", {})),
    )


def recount(counts: Counts, before: Counted, after: Counted) -> Counts:
    """The counts once one person went from ``before`` to ``after``; never below zero."""
    levels = dict(counts["levels"])
    if before["level"] != after["level"]:
        for level, change in ((before["level"], -1), (after["level"], 1)):
            if level:
                levels[level] = max(0, levels.get(level, 0) + change)
    waiting = counts["waiting"] + (after["finished"] and not before["finished"])
    renewed = waiting >= GROUP
    return Counts(
        started=max(0, counts["started"] + after["started"] - before["started"]),
        finished=max(0, counts["finished"] + after["finished"] - before["finished"]),
        waiting=0 if renewed else waiting,
        levels=levels,
        shown=dict(levels) if renewed else counts["shown"],
    )


def count_person(block: Any, *, teacher: bool) -> None:
    """Bring one person's place in the counts up to date; teachers who try the check are no companies."""
    if teacher:
        return
    level = block.history[-1]["level"] if block.history else None
    now = Counted(started=bool(block.answers), finished=bool(block.finished), level=level or "")
    before = Counted(**{**NOBODY, **block.counted})
    if now != before:
        block.counts = dict(recount(counts_from(block.counts), before, now))
        block.counted = dict(now)
