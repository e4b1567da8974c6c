"""The questions as one screen needs them: groups, choices, what is answered and what is still open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from winternship_core.assessment import Dimension, Item, Value
from winternship_xblocks.common.texts import Language
from winternship_xblocks.self_assessment.journey import REVIEW, Journey
from winternship_xblocks.self_assessment.texts import say, words


def questionnaire(journey: Journey, language: Language) -> dict[str, Any]:
    """Everything the questions' template shows, in the person's language."""
    values = journey.values()
    dimensions = journey.instrument.dimensions_in(journey.parts)
    groups = [_group(journey, dimension, values, language) for dimension in dimensions]
    total = sum(len(group["items"]) for group in groups)
    answered = sum(group["answered"] for group in groups)
    needed = journey.current().missing
    for number, group in enumerate(groups, start=1):
        group["number"] = number
        group["step_of"] = say(language, "step_of", step=number, steps=len(groups))
        group["next"] = words(language)["to_overview" if number == len(groups) else "next"]
    return {
        "groups": groups,
        "place": journey.place,
        "review": REVIEW,
        "answered": answered,
        "total": total,
        "answered_of": say(language, "answered_of", answered=answered, total=total),
        "all_answered": answered == total,
        "needed": needed,
        "started": bool(answered),
        "reopened": journey.stored.reopened and words(language)[f"reopened_{journey.stored.reopened}"],
        "count": say(language, "welcome_questions", count=total),
        "whole": len(dimensions) == len(journey.instrument.dimensions),
        "key_point": journey.instrument.texts.key_point.in_language(language),
        "notice": journey.instrument.texts.notice.in_language(language),
    }


def _group(
    journey: Journey, dimension: Dimension, values: Mapping[str, Value], language: Language
) -> dict[str, Any]:
    items = [
        _question(journey, item, values.get(item.id), language)
        for item in journey.instrument.items_of(dimension.id)
    ]
    answered = sum(item["answered"] for item in items)
    open_text = say(language, "group_open", open=len(items) - answered)
    return {
        "id": dimension.id,
        "label": dimension.label.in_language(language),
        "hint": words(language)[f"{dimension.part}_hint"],
        "has_key_points": any(item["key_point"] for item in items),
        "may_be_unsure": dimension.part != "benefits",
        "items": items,
        "answered": answered,
        "done": answered == len(items),
        "state": words(language)["group_done"] if answered == len(items) else open_text,
    }


def _question(journey: Journey, item: Item, given: Value | None, language: Language) -> dict[str, Any]:
    return {
        "id": item.id,
        "text": item.text.in_language(language),
        "evidence": item.evidence.in_language(language) if item.evidence else "",
        "key_point": item.key_point,
        "answered": given is not None,
        "choices": [
            {
                "value": choice.value,
                "label": choice.label.in_language(language),
                "chosen": choice.value == given,
            }
            for choice in journey.instrument.scale_of(item.id).choices
        ],
    }
