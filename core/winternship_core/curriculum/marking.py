"""A quiz tells at once what was right and why; the best try counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from winternship_core.curriculum.activities import Question
from winternship_core.errors import UnknownChoice
from winternship_core.text import Text


@dataclass(frozen=True, slots=True)
class Marking:
    """Whether the choice was right, and what is said about it."""

    right: bool
    feedback: Text


@dataclass(frozen=True, slots=True)
class QuizScore:
    """How many of the questions were answered right."""

    right: int
    total: int


def mark(question: Question, choice: str) -> Marking:
    """Judge one answer. Raises :class:`UnknownChoice`."""
    for one in question.choices:
        if one.name == choice:
            return Marking(choice == question.right, one.feedback)
    raise UnknownChoice(question.key, choice, [one.name for one in question.choices])


def quiz_score(questions: Iterable[Question], answers: Mapping[str, str]) -> QuizScore:
    """The score of these answers by question; one that is missing or unknown counts as not right."""
    asked = list(questions)
    return QuizScore(sum(answers.get(one.key) == one.right for one in asked), len(asked))
