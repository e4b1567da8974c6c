"""The author's form in Studio: title, parts, grade. It is our own, because the stock form speaks no Dutch."""

from __future__ import annotations

from typing import Any

from web_fragments.fragment import Fragment

from winternship_core.assessment import ALL_PARTS, parse_parts
from winternship_xblocks.common.browser import start_module
from winternship_xblocks.common.settings import LONGEST_TITLE, parse_title, require_author
from winternship_xblocks.common.viewer import language_of
from winternship_xblocks.errors import BadRequest
from winternship_xblocks.self_assessment.journey import chosen_parts
from winternship_xblocks.self_assessment.texts import render, words


def settings_form(block: Any) -> Fragment:
    """The form, with the settings as they are."""
    language = language_of(block)
    texts, parts = words(language), chosen_parts(block.parts)
    context = {
        "t": texts,
        "language": language,
        "title": block.display_name,
        "longest": LONGEST_TITLE,
        "parts": [
            {"id": part, "label": texts[f"part_{part}"], "chosen": part in parts} for part in ALL_PARTS
        ],
        "gives_grade": block.gives_grade,
    }
    fragment = Fragment(render("settings.html", context))
    fragment.add_css_url(block.runtime.local_resource_url(block, "public/settings.css"))
    start_module(block, fragment, "public/settings.js", {})
    return fragment


def save_settings(block: Any, data: dict[str, Any]) -> dict[str, Any]:
    """Check all three settings, then keep them; the answer repeats what is kept."""
    require_author(block)
    title, grade = parse_title(data.get("display_name")), data.get("gives_grade")
    if not isinstance(grade, bool):
        raise BadRequest("wrong_type", field="gives_grade", received=repr(grade)[:40], allowed="true, false")
    parts = parse_parts(data.get("parts"))
    block.display_name, block.parts, block.gives_grade = title, list(parts), grade
    return {"display_name": block.display_name, "parts": block.parts, "gives_grade": block.gives_grade}
