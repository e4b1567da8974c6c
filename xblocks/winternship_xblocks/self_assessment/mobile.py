"""The check as data, for apps that draw their own screens and for search; nothing personal is in it."""

from __future__ import annotations

from typing import Any

from winternship_core.assessment import Item, load_instrument
from winternship_core.text import Text
from winternship_xblocks.self_assessment.journey import chosen_parts


def check_as_data(block: Any) -> dict[str, Any]:
    """Title, parts and every question in both languages; the same for everyone."""
    instrument, parts = load_instrument(), chosen_parts(block.parts)
    return {
        "title": block.display_name,
        "version": instrument.version,
        "parts": list(parts),
        "gives_grade": block.gives_grade,
        "notice": _both(instrument.texts.notice),
        "groups": [
            {
                "id": dimension.id,
                "part": dimension.part,
                "label": _both(dimension.label),
                "items": [_item(item) for item in instrument.items_of(dimension.id)],
            }
            for dimension in instrument.dimensions_in(parts)
        ],
    }


def as_search_text(block: Any) -> dict[str, Any]:
    """What a course search may find: the title and the questions, never an answer."""
    instrument = load_instrument()
    items = instrument.items_in(chosen_parts(block.parts))
    questions = " ".join(f"{item.text.nl} {item.text.en}" for item in items)
    return {
        "content": {"display_name": block.display_name, "questions": questions},
        "content_type": "Self-assessment",
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "text": _both(item.text),
        "evidence": _both(item.evidence) if item.evidence else None,
        "key_point": item.key_point,
        "choices": [
            {"value": choice.value, "label": _both(choice.label)}
            for choice in load_instrument().scale_of(item.id).choices
        ],
    }


def _both(text: Text) -> dict[str, str]:
    return {"nl": text.nl, "en": text.en}
