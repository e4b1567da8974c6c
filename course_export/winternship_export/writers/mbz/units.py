"""What stands in the course, before it is XML: sections of units, a unit being one of Moodle's activities."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from winternship_export.course import Picture, Question
from winternship_export.errors import ExportError
from winternship_export.writers.mbz.elements import Value

Kind = Literal["page", "quiz", "forum", "lti"]
Completion = Literal["none", "view", "pass", "attempt"]


@dataclass(frozen=True, slots=True)
class Grade:
    """A column in the gradebook: its highest value, and what counts as a pass."""

    highest: float
    passed: float


@dataclass(frozen=True, slots=True)
class Bank:
    """The questions of one quiz; ``case`` is XHTML to be read beside them."""

    questions: tuple[Question, ...]
    case: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """One of Moodle's activities. ``key`` is the author's and becomes the ID number.

    ``columns`` are those of the activity's own table beside name and introduction, ``pictures`` those that
    ``intro`` and ``content`` show, by file area.
    """

    key: str
    kind: Kind
    name: str
    intro: str
    columns: dict[str, Value]
    completion: Completion
    grade: Grade | None = None
    bank: Bank | None = None
    pictures: tuple[tuple[str, Picture], ...] = ()
    shows_intro: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the course; the first one has no name of its own."""

    key: str
    name: str | None
    summary: str
    units: tuple[Unit, ...]


def distinct(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The same parts. Raises :class:`ExportError` if two units have one key, for then one would hide the other."""
    found = tuple(parts)
    seen: set[str] = set()
    for part in found:
        for unit in part.units:
            if unit.key in seen:
                raise ExportError(
                    f"two activities of the course have the key {unit.key!r}; each needs a key of its own"
                )
            seen.add(unit.key)
    return found
