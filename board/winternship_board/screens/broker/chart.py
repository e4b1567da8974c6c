"""A bar chart drawn on the server: the same numbers as the table beside it, and no more than these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from winternship_board.api import brokering

WIDTH: Final = 360
BARS: Final = 250  # what is left after a bar is for its number
HIDDEN: Final = 24  # as long for every number that is not told, so that its length tells nothing
ROW, LABEL, BAR = 78, 20, 22


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: where it is, how long, and the words beside it; ``told`` is false for a number under ten."""

    y: int
    width: int
    words: str
    told: bool
    series: str

    @property
    def text_y(self) -> int:
        """The line on which the words stand."""
        return self.y + 16

    @property
    def text_x(self) -> int:
        """Where the words begin."""
        return self.width + 8


@dataclass(frozen=True, slots=True)
class Group:
    """The bars of one sector below its name."""

    y: int
    name: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """All groups, with the height they take."""

    groups: tuple[Group, ...]
    height: int
    width: int = WIDTH


def chart(rows: Sequence[tuple[str, Sequence[tuple[str, brokering.Cell, str]]]]) -> Chart:
    """Draw (name, [(series, number, words)]) below each other; the longest bar is the greatest number told."""
    told = [number for _, bars in rows for _, number, _ in bars if number is not None]
    most = max([brokering.SMALLEST, *told])
    groups = []
    for at, (name, bars) in enumerate(rows):
        top = at * ROW
        drawn = tuple(
            Bar(
                top + LABEL + BAR * place + 4,
                max(2, round(number / most * BARS)) if number is not None else HIDDEN,
                words,
                number is not None,
                series,
            )
            for place, (series, number, words) in enumerate(bars)
        )
        groups.append(Group(top + 15, name, drawn))
    return Chart(tuple(groups), len(rows) * ROW)
