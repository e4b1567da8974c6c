"""The words of the screens, in the language of whoever looks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import get_language


class Words(dict[str, str]):
    """Word by key; a key without a word is shown as it is, since a connector of others may bring new ones."""

    def __missing__(self, key: str) -> str:
        return key


def language() -> str:
    """``nl`` or ``en``."""
    return "nl" if (get_language() or "").startswith("nl") else "en"


def words() -> Words:
    """All words in the language of now."""
    return _all()[language()]


def later(key: str) -> Any:
    """A word that is looked up when it is shown."""
    return lazy(lambda: words()[key], str)()


def of_schema(one: Mapping[str, Any], what: str) -> str:
    """The title or description of a setting, as its connector tells it."""
    told: Mapping[str, str] = one.get("x-words", {}).get(what, {})
    return told.get(language(), "")


@cache
def _all() -> Mapping[str, Words]:
    told = json.loads((Path(__file__).parent / "words.json").read_text(encoding="utf-8"))
    return {
        name: Words({key: both[number] for key, both in told.items()})
        for number, name in enumerate(("nl", "en"))
    }
