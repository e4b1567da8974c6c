"""One activity as its template needs it, filled in by the person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from winternship_core.curriculum import Activity, Block, Question
from winternship_xblocks.common.texts import Language
from winternship_xblocks.lesson.derived import FactSource, result_of
from winternship_xblocks.lesson.fields import FieldViews
from winternship_xblocks.lesson.questions import question_view


class Prose(FactSource, Protocol):
    """What reads running text and facts for this page."""

    def read(self, blocks: tuple[Block, ...], heading: int = 4) -> str:
        """The HTML of a text's blocks."""


def activity_view(
    activity: Activity, language: Language, uid: str, value: Mapping[str, Any], reader: Prose
) -> dict[str, Any]:
    """Everything an activity's template shows."""
    unique = f"{uid}-{activity.key.replace('.', '-')}"
    case = activity.case[language] if activity.case else None
    return {
        "key": activity.key,
        "id": unique,
        "kind": activity.kind,
        "title": activity.title.in_language(language),
        "intro": activity.intro.in_language(language),
        "template": activity.template,
        "fields": FieldViews(language, unique).of(activity, value),
        "cards": [
            {
                "name": card.name,
                "title": card.title.in_language(language),
                "text": card.text.in_language(language),
            }
            for card in activity.cards
        ],
        "case": reader.read((case,), heading=reader.inner) if case else "",
        "questions": _questions(activity.questions, value, language, unique, reader),
        "result": result_of(activity, value, language, reader),
    }


def _questions(
    questions: tuple[Question, ...], value: Mapping[str, Any], language: Language, uid: str, reader: Prose
) -> list[dict[str, Any]]:
    answers = value.get("answers", {})
    return [
        question_view(question, answers.get(question.key), language, uid, reader) for question in questions
    ]
