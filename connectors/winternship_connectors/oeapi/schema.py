"""What an administrator sets for an OEAPI, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from winternship_connectors import oauth
from winternship_connectors.wording import words

CONFIG: Final[Mapping[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["url", *oauth.REQUIRED],
    "properties": {
        "url": {
            "type": "string",
            "x-address": True,
            "pattern": "^https?://",
            "x-words": words(
                "Adres van de OEAPI",
                "Address of the OEAPI",
                "Het adres tot en met het versienummer.",
                "The address up to the number of the version.",
            ),
        },
        **oauth.PROPERTIES,
        "version": {
            "type": "string",
            "enum": ["6", "5"],
            "default": "6",
            "x-words": words(
                "Versie",
                "Version",
                "Vraag het de leverancier. Zonder keuze: 6.0",
                "Ask the supplier of the system. Without a choice: 6.0",
                **{
                    "6": ("OEAPI 6.0", "OEAPI 6.0"),
                    "5": ("OOAPI 5, zoals OKE het gebruikt", "OOAPI 5, as OKE uses it"),
                },
            ),
        },
        "media_type": {
            "type": "string",
            "enum": ["application/json", "application/vnd.oeapi+json"],
            "default": "application/json",
            "x-words": words(
                "Mediatype", "Media type", "Vraag het de leverancier.", "Ask the supplier of the system."
            ),
        },
        "organisation_type": {
            "type": "string",
            "pattern": "^(x-[a-z0-9-]{1,40}|root|institute|department|faculty|branch|academy|school)$",
            "default": "x-leerbedrijf",
            "x-words": words(
                "Soort organisatie",
                "Kind of organisation",
                "Alleen versie 6: hoe een leerbedrijf daar heet; zonder keuze: x-leerbedrijf",
                "Version 6 only: what a learning company is called there; without a choice: x-leerbedrijf",
            ),
        },
        "consumer_key": {
            "type": "string",
            "maxLength": 60,
            "x-words": words(
                "Naam van het consumer-blok",
                "Name of the consumer block",
                "Hiermee gaan uren en leerbedrijf mee, zoals in het concept x-nl-okbb. Leeg: niets extra. "
                "Versie 5 heeft hem nodig: het studentnummer staat erin.",
                "With it hours and company go along, as in the draft x-nl-okbb. Empty: nothing more. "
                "Version 5 needs it: the student's number is in it.",
            ),
        },
    },
}
