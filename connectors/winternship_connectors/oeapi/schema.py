"""What an administrator sets for an OEAPI, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from winternship_connectors import oauth


def _words(nl: str, en: str, more_nl: str, more_en: str) -> dict[str, dict[str, str]]:
    return {"title": {"nl": nl, "en": en}, "description": {"nl": more_nl, "en": more_en}}


CONFIG: Final[Mapping[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["url", *oauth.REQUIRED],
    "properties": {
        "url": {
            "type": "string",
            "pattern": "^https?://",
            "x-words": _words(
                "Adres van de OEAPI",
                "Address of the OEAPI",
                "Het adres tot en met het versienummer.",
                "The address up to the number of the version.",
            ),
        },
        **oauth.PROPERTIES,
        "media_type": {
            "type": "string",
            "enum": ["application/json", "application/vnd.oeapi+json"],
            "default": "application/json",
            "x-words": _words(
                "Mediatype", "Media type", "Vraag het de leverancier.", "Ask the supplier of the system."
            ),
        },
        "organisation_type": {
            "type": "string",
            "pattern": "^(x-[a-z0-9-]{1,40}|root|institute|department|faculty|branch|academy|school)$",
            "default": "x-leerbedrijf",
            "x-words": _words(
                "Soort organisatie",
                "Kind of organisation",
                "Hoe een leerbedrijf daar heet; zonder keuze: x-leerbedrijf",
                "What a learning company is called there; without a choice: x-leerbedrijf",
            ),
        },
        "consumer_key": {
            "type": "string",
            "maxLength": 60,
            "x-words": _words(
                "Naam van het consumer-blok",
                "Name of the consumer block",
                "Hiermee gaan uren en leerbedrijf mee, zoals in het concept x-nl-okbb. Leeg: niets extra.",
                "With it hours and company go along, as in the draft x-nl-okbb. Empty: nothing more.",
            ),
        },
    },
}
