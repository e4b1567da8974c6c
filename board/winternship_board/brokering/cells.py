"""A number of people is told from ten on (demand P14); smaller ones do not leave this module."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

SMALLEST: Final = 10
Cell = int | None  # None: fewer than ten, how many is not told


def cell(count: int) -> Cell:
    """The number, or nothing when it is smaller than :data:`SMALLEST`; nought is not told either."""
    return count if count >= SMALLEST else None


def total(counts: Sequence[int]) -> Cell:
    """The sum of a column, or nothing when it would give away a cell that is not told.

    One hidden cell is the sum less the others; two or more are safe when together they are ten or more.
    """
    hidden = [count for count in counts if count < SMALLEST]
    if hidden and (len(hidden) == 1 or sum(hidden) < SMALLEST):
        return None
    return cell(sum(counts))
