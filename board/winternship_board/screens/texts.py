"""The words of the screens in both languages: one JSON file per part, found under ``texts/``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from winternship_core.text import Text

FOLDER: Final = Path(__file__).parent / "texts"


@cache
def all_texts() -> Mapping[str, Text]:
    """Every sentence by its key; raises :class:`ValueError` when two files use one key."""
    found: dict[str, Text] = {}
    for path in sorted(FOLDER.glob("*.json")):
        for key, pair in json.loads(path.read_text(encoding="utf-8")).items():
            if key in found:
                raise ValueError(f"The text {key!r} is in two files; the second is {path.name}.")
            found[key] = Text(pair["nl"], pair["en"])
    return found


@cache
def words(language: str) -> Mapping[str, str]:
    """Every sentence in one language, by its key."""
    return {key: text.in_language(language) for key, text in all_texts().items()}


def text(key: str, **values: object) -> Text:
    """One sentence with its blanks filled in."""
    found = all_texts()[key]
    return Text(found.nl.format(**values), found.en.format(**values))
