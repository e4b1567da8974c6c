"""The words of the screens in both languages, so that a learner may switch whatever the host speaks.

Gettext follows the one language that is active in the host; here the learner chooses, per request, and one file
is found by every host alike.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Literal

from django.utils import timezone, translation
from django.utils.formats import date_format

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")
NAMES: Mapping[Language, str] = {"nl": "Nederlands", "en": "English"}


@cache
def words(language: Language) -> dict[str, str]:
    """All sentences of the screens in one language, by key."""
    source = Path(__file__).parent / "texts" / "ui.json"
    pairs: dict[str, dict[str, str]] = json.loads(source.read_text(encoding="utf-8"))
    return {key: pair[language] for key, pair in pairs.items()}


def say(language: Language, key: str, **values: object) -> str:
    """One sentence with its blanks filled in."""
    return words(language)[key].format(**values)


def say_date(language: Language, moment: str) -> str:
    """An ISO moment as a date in words, such as ``23 november 2026``, in the host's time zone."""
    with translation.override(language):
        return date_format(timezone.localtime(datetime.fromisoformat(moment)), "j F Y", use_l10n=False)
