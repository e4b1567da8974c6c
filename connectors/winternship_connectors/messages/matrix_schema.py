"""What an administrator sets for a room of Matrix, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from winternship_connectors.messages.schema import STUDENT
from winternship_connectors.wording import words

CONFIG: Final[Mapping[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["url", "token", "room"],
    "properties": {
        "url": {
            "type": "string",
            "x-address": True,
            "pattern": "^https?://[^?#]+$",
            "x-words": words(
                "Adres van de Matrix-server",
                "Address of the Matrix server",
                "Bijvoorbeeld https://matrix.school.nl",
                "Such as https://matrix.school.nl",
            ),
        },
        "token": {
            "type": "string",
            "writeOnly": True,
            "x-words": words(
                "Toegangssleutel",
                "Access token",
                "Van een eigen account voor deze koppeling.",
                "Of an account of its own for this connection.",
            ),
        },
        "room": {
            "type": "string",
            "maxLength": 255,
            "pattern": r"^(![^\s]+|#[^\s:]+:[^\s]+)$",
            "x-words": words(
                "Ruimte",
                "Room",
                "Interne id (begint met !) of adres (begint met #). Het account moet erin zitten.",
                "Internal id (begins with !) or address (begins with #). The account must be in it.",
            ),
        },
        "student": STUDENT,
    },
}
