"""How one cell of a table is read, and what is allowed in it: told to whoever wrote something else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

REQUIRED: Final = object()


class NotAllowed(ValueError):
    """The cell holds something else than is allowed."""


@dataclass(frozen=True, slots=True)
class Cell:
    """``parse`` turns text into a value or raises :class:`NotAllowed`; ``show`` turns it back."""

    allowed: str
    parse: Callable[[str], Any]
    show: Callable[[Any], str] = str
    default: Any = REQUIRED


def text(pattern: str, allowed: str, default: Any = REQUIRED) -> Cell:
    """Text of this form."""
    form = re.compile(pattern)

    def parse(cell: str) -> str:
        if not form.fullmatch(cell):
            raise NotAllowed(allowed)
        return cell

    return Cell(allowed, parse, default=default)


def integer(low: int, high: int, default: Any = REQUIRED) -> Cell:
    """A whole number from low up to and including high."""
    allowed = f"a whole number from {low} to {high}"

    def parse(cell: str) -> int:
        if not re.fullmatch(r"-?\d{1,9}", cell) or not low <= int(cell) <= high:
            raise NotAllowed(allowed)
        return int(cell)

    return Cell(allowed, parse, default=default)


def choice(words: Iterable[str], default: Any = REQUIRED) -> Cell:
    """One of these words."""
    known = tuple(words)
    allowed = " or ".join(known)

    def parse(cell: str) -> str:
        if cell not in known:
            raise NotAllowed(allowed)
        return cell

    return Cell(allowed, parse, default=default)


def yes_no(default: Any = REQUIRED) -> Cell:
    """Yes or no."""
    known = {"yes": True, "no": False, "ja": True, "nee": False}

    def parse(cell: str) -> bool:
        if cell.lower() not in known:
            raise NotAllowed("yes or no")
        return known[cell.lower()]

    return Cell("yes or no", parse, lambda value: "yes" if value else "no", default)


def day() -> Cell:
    """A date between 2000 and 2080."""
    allowed = "a date such as 2026-09-07, from 2000 to 2080"

    def parse(cell: str) -> date:
        try:
            found = date.fromisoformat(cell) if re.fullmatch(r"\d{4}-\d\d-\d\d", cell) else date.min
        except ValueError:
            found = date.min
        if not 2000 <= found.year <= 2080:
            raise NotAllowed(allowed)
        return found

    return Cell(allowed, parse, date.isoformat)


def several(one: Cell, at_least: int = 0, at_most: int = 1000) -> Cell:
    """Different words with spaces between them, in no order."""
    cell = ranked(one, at_least, at_most)
    default = REQUIRED if at_least else frozenset()
    return Cell(cell.allowed, lambda words: frozenset(cell.parse(words)), _show_set, default)


def ranked(one: Cell, at_least: int = 0, at_most: int = 1000) -> Cell:
    """Different words with spaces between them, the first one first."""
    number = f"{at_least} to {at_most}" if at_most < 1000 else f"{at_least} or more"
    allowed = f"{number} different words with spaces between them, each {one.allowed}"

    def parse(cell: str) -> tuple[Any, ...]:
        try:
            words = tuple(one.parse(word) for word in cell.split())
        except NotAllowed:
            raise NotAllowed(allowed) from None
        if len(set(words)) != len(words) or not at_least <= len(words) <= at_most:
            raise NotAllowed(allowed)
        return words

    return Cell(allowed, parse, lambda words: " ".join(map(str, words)), REQUIRED if at_least else ())


def _show_set(words: frozenset[Any]) -> str:
    return " ".join(sorted(map(str, words)))
