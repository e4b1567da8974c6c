"""Dutch and English travel together, so that no screen can be finished in one language only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or label in both languages of the project."""

    nl: str
    en: str

    def in_language(self, code: str) -> str:
        """The text for a tag such as ``nl``, ``nl-BE`` or ``en_GB``; English for any language but Dutch."""
        primary = code.replace("_", "-").partition("-")[0]
        return self.nl if primary.lower() == "nl" else self.en
