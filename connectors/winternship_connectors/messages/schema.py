"""What an administrator sets for messages, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final


def words(nl: str, en: str, more_nl: str, more_en: str) -> Mapping[str, Any]:
    """Title and description of a setting, in Dutch and English."""
    return {"title": {"nl": nl, "en": en}, "description": {"nl": more_nl, "en": more_en}}


STUDENT: Final[Mapping[str, Any]] = {
    "type": "string",
    "enum": ["nothing", "number", "name"],
    "default": "nothing",
    "x-words": words(
        "Wat er over de student in staat",
        "What is told about the student",
        "nothing: niets. number: het studentnummer. name: naam en nummer, voor iedereen die meeleest.",
        "nothing. number: the student number. name: name and number, for everybody who reads along.",
    ),
}

CONFIG: Final[Mapping[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["url"],
    "properties": {
        # A secret: who has an address of Slack or Teams may write in the room.
        "url": {
            "type": "string",
            "pattern": "^https?://",
            "writeOnly": True,
            "x-words": words(
                "Adres van de ontvanger",
                "Address of the receiver",
                "Het adres waar berichten heen gaan. Houd het geheim.",
                "The address that messages go to. Keep it secret.",
            ),
        },
        "body": {
            "type": "string",
            "enum": ["standard", "text", "teams"],
            "default": "standard",
            "x-words": words(
                "Vorm van het bericht",
                "Form of the message",
                "standard: ondertekend, voor een systeem. text: Slack of Mattermost. teams: een kaart in Teams.",
                "standard: signed, for a system. text: Slack or Mattermost. teams: a card in Teams.",
            ),
        },
        "secret": {
            "type": "string",
            "writeOnly": True,
            "x-words": words(
                "Geheim voor de handtekening",
                "Secret for the signature",
                "Begint met whsec_. Nodig bij standard.",
                "Begins with whsec_. Needed with standard.",
            ),
        },
        "old_secret": {
            "type": "string",
            "writeOnly": True,
            "x-words": words(
                "Vorig geheim",
                "Former secret",
                "Alleen zolang de ontvanger het oude geheim nog gebruikt.",
                "Only as long as the receiver still uses the old secret.",
            ),
        },
    },
}
