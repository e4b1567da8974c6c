"""What is wrong with a file, place by place; all of it at once, in words, without repeating anyone's data."""

from __future__ import annotations

from dataclasses import dataclass

from winternship_core.text import Text


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing to mend. ``row`` is the row as a spreadsheet numbers it (the headings are row 1), 0 for the file.

    ``column`` is the heading as it stands in the file; empty when it is about the whole row.
    """

    row: int
    column: str
    text: Text
