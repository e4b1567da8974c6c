"""A question with its choices, and what the one who chose is told."""

from __future__ import annotations

from typing import Any

from winternship_core.curriculum import Question, mark
from winternship_xblocks.common.texts import Language
from winternship_xblocks.lesson.derived import FactSource


def question_view(
    question: Question, choice: str | None, language: Language, uid: str, reader: FactSource
) -> dict[str, Any]:
    """A question as the template shows it, with the feedback on the choice if one was made."""
    names = [one.name for one in question.choices]
    view: dict[str, Any] = {
        "key": question.key,
        "id": f"{uid}-{question.key.replace('.', '-')}",
        "text": question.text.in_language(language),
        "choices": [
            {"name": one.name, "text": one.text.in_language(language), "chosen": one.name == choice}
            for one in question.choices
        ],
        "right": False,
    }
    if choice in names:  # a choice that was dropped since is as good as none
        marking = mark(question, choice)
        view |= {
            "right": marking.right,
            "feedback": marking.feedback.in_language(language),
            "facts": reader.facts(question.facts),
        }
    return view
