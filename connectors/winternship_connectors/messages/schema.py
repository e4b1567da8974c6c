"""What an administrator sets for messages, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final


def _words(nl: str, en: str, more_nl: str, more_en: str) -> Mapping[str, Any]:
    return {"title": {"nl": nl, "en": en}, "description": {"nl": more_nl, "en": more_en}}


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
            "x-words": _words(
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
            "x-words": _words(
                "Vorm van het bericht",
                "Form of the message",
                "standard: ondertekend, voor een systeem. text: Slack of Mattermost. teams: een kaart in Teams.",
                "standard: signed, for a system. text: Slack or Mattermost. teams: a card in Teams.",
            ),
        },
        "secret": {
            "type": "string",
            "writeOnly": True,
            "x-words": _words(
                "Geheim voor de handtekening",
                "Secret for the signature",
                "Begint met whsec_. Nodig bij standard.",
                "Begins with whsec_. Needed with standard.",
            ),
        },
        "old_secret": {
            "type": "string",
            "writeOnly": True,
            "x-words": _words(
                "Vorig geheim",
                "Former secret",
                "Alleen zolang de ontvanger het oude geheim nog gebruikt.",
                "Only as long as the receiver still uses the old secret.",
            ),
        },
    },
}
