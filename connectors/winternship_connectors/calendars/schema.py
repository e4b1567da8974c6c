"""What an administrator sets for a calendar, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

CONFIG: Final[Mapping[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["url", "user", "password"],
    "properties": {
        "url": {
            "type": "string",
            "x-address": True,
            "pattern": "^https?://[^?#]+$",
            "x-words": {
                "title": {"nl": "Adres van de agenda", "en": "Address of the calendar"},
                "description": {
                    "nl": "Het CalDAV-adres van één agenda, bijvoorbeeld https://…/calendars/stagebureau/stages/",
                    "en": "The CalDAV address of one calendar, such as https://…/calendars/office/placements/",
                },
            },
        },
        "user": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200,
            "pattern": "^[^:]+$",  # a colon ends the name [RFC 7617 2]
            "x-words": {
                "title": {"nl": "Gebruikersnaam", "en": "User name"},
                "description": {
                    "nl": "Liefst van een eigen account, dat alleen in deze agenda mag schrijven.",
                    "en": "Best of an account of its own, which may write in this calendar only.",
                },
            },
        },
        "password": {
            "type": "string",
            "minLength": 1,
            "writeOnly": True,
            "x-words": {
                "title": {"nl": "App-wachtwoord", "en": "App password"},
                "description": {
                    "nl": "Maak dit aan in het agendasysteem; gebruik niet het wachtwoord van een persoon.",
                    "en": "Make this in the calendar's own system; do not use a person's password.",
                },
            },
        },
        "student": {
            "type": "string",
            "enum": ["number", "name", "nothing"],
            "default": "number",
            "x-words": {
                "title": {"nl": "Wat er over de student in staat", "en": "What it says about the student"},
                "description": {
                    "nl": "Iedereen die de agenda ziet, ziet dit ook. Zonder keuze: alleen het studentnummer.",
                    "en": "Whoever sees the calendar sees this too. Without a choice: only the student number.",
                },
                "choices": {
                    "number": {"nl": "studentnummer", "en": "student number"},
                    "name": {"nl": "naam en studentnummer", "en": "name and student number"},
                    "nothing": {"nl": "niets", "en": "nothing"},
                },
            },
        },
    },
}
