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
COMMON = Path(__file__).parent


class Wording:
    """The sentences of one block: its own ``texts/ui.json`` on top of those that all blocks share."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def words(self, language: Language) -> Mapping[str, str]:
        """All sentences in one language, by key."""
        return _words(self.folder, language)

    def say(self, language: Language, key: str, **values: object) -> str:
        """One sentence with its blanks filled in."""
        return self.words(language)[key].format(**values)


@cache
def _words(folder: Path, language: Language) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for place in (COMMON, folder):
        pairs = json.loads((place / "texts" / "ui.json").read_text(encoding="utf-8"))
        found |= {key: pair[language] for key, pair in pairs.items()}
    return found


def say_date(language: Language, moment: str) -> str:
    """An ISO moment as a date in words, such as ``23 november 2026``, in the host's time zone."""
    with translation.override(language):
        return date_format(timezone.localtime(datetime.fromisoformat(moment)), "j F Y", use_l10n=False)
