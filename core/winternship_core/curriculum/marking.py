"""A quiz tells at once what was right and why; the best try counts."""

from __future__ import annotations

from dataclasses import dataclass

from winternship_core.curriculum.activities import Question
from winternship_core.errors import UnknownChoice
from winternship_core.text import Text


@dataclass(frozen=True, slots=True)
class Marking:
    """Whether the choice was right, and what is said about it."""

    right: bool
    feedback: Text


def mark(question: Question, choice: str) -> Marking:
    """Judge one answer. Raises :class:`UnknownChoice`."""
    for one in question.choices:
        if one.name == choice:
            return Marking(choice == question.right, one.feedback)
    raise UnknownChoice(question.key, choice, [one.name for one in question.choices])
