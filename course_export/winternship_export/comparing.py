"""What an update does to those who are half-way: which items are new, gone, moved, changed, or count differently."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from winternship_export.errors import PackageError
from winternship_export.reading import Contents, Entry

What = Literal["added", "removed", "moved", "changed", "points"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One item that is not the same in two packages."""

    what: What
    entry: Entry
    detail: str = ""

    @property
    def costs_results(self) -> bool:
        """Whether learners lose results by it: a graded item is gone or counts differently."""
        return self.what == "points" or (self.what == "removed" and self.entry.points is not None)

    def __str__(self) -> str:
        title = f" “{self.entry.title}”" if self.entry.title else ""
        kind = "" if self.entry.key.startswith(self.entry.kind) else f"{self.entry.kind} "
        return f"{self.what}: {kind}{self.entry.key}{title}{self.detail}"


def compare(before: Contents, after: Contents) -> list[Difference]:
    """The differences, in the order of the newer package, what is gone first.

    Raises :class:`PackageError` for packages of two formats: their items have nothing to do with each other.
    """
    if before.format != after.format:
        raise PackageError(f"a package of {before.format} cannot be compared with one of {after.format}")
    gone = [Difference("removed", entry) for key, entry in before.entries.items() if key not in after.entries]
    return gone + [
        difference
        for key, entry in after.entries.items()
        for difference in _of_one(before.entries.get(key), entry)
    ]


def _of_one(before: Entry | None, after: Entry) -> Iterator[Difference]:
    if before is None:
        yield Difference("added", after)
        return
    if before.points != after.points:
        yield Difference("points", after, f": {_said(before.points)} → {_said(after.points)}")
    if before.digest != after.digest or before.title != after.title:
        yield Difference("changed", after)
    if (before.parent, before.index) != (after.parent, after.index):
        yield Difference("moved", after)


def _said(points: float | None) -> str:
    return "no grade" if points is None else f"{points:g}"
