"""The words of a setting, as ``config_schema`` carries them under ``x-words``."""

from __future__ import annotations

from typing import Any


def words(
    nl: str, en: str, nl_help: str = "", en_help: str = "", **choices: tuple[str, str]
) -> dict[str, Any]:
    """Title and description in Dutch and English; ``choices``: value → what to call it, Dutch and English."""
    told: dict[str, Any] = {"title": {"nl": nl, "en": en}, "description": {"nl": nl_help, "en": en_help}}
    if choices:
        told["choices"] = {name: {"nl": one[0], "en": one[1]} for name, one in choices.items()}
    return told
