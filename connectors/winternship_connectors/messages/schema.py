"""What an administrator sets for messages, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from winternship_connectors.wording import words

STUDENT: Final[Mapping[str, Any]] = {
    "type": "string",
    "enum": ["nothing", "number", "name"],
    "default": "nothing",
    "x-words": words(
        "Wat er over de student in staat",
        "What is told about the student",
        "Iedereen die het bericht krijgt, leest dit ook. Zonder keuze: niets.",
        "Whoever gets the message reads this too. Without a choice: nothing.",
        nothing=("niets", "nothing"),
        number=("het studentnummer", "the student number"),
        name=("naam en studentnummer", "name and student number"),
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
                standard=("ondertekend, voor een systeem", "signed, for a system"),
                text=("voor een ruimte in Slack of Mattermost", "for a room in Slack or Mattermost"),
                teams=("een kaart in Teams", "a card in Teams"),
            ),
        },
        "secret": {
            "type": "string",
            "writeOnly": True,
            "x-words": words(
                "Geheim voor de handtekening",
                "Secret for the signature",
                "Begint met whsec_. Nodig bij een ondertekend bericht.",
                "Begins with whsec_. Needed for a signed message.",
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
