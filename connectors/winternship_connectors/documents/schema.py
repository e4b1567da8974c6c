"""What an administrator sets for a document system, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from winternship_connectors import oauth

CONFIG: Final[Mapping[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["url", *oauth.REQUIRED],
    "properties": {
        "url": {
            "type": "string",
            "x-address": True,
            "pattern": "^https?://",
            "x-words": {
                "title": {"nl": "Adres van het documentsysteem", "en": "Address of the document system"},
                "description": {
                    "nl": "Het adres tot en met het versienummer, bijvoorbeeld https://…/okd/v1",
                    "en": "The address up to the number of the version, such as https://…/okd/v1",
                },
            },
        },
        **oauth.PROPERTIES,
        "subtype": {
            "type": "string",
            "default": "bpv-overeenkomst",
            "maxLength": 100,
            "x-words": {
                "title": {"nl": "Soort document", "en": "Kind of document"},
                "description": {
                    "nl": "De naam die je school hiervoor gebruikt; zonder keuze: bpv-overeenkomst",
                    "en": "The name that your school uses for it; without a choice: bpv-overeenkomst",
                },
            },
        },
        "retention": {
            "type": "string",
            "default": "3Y",
            "pattern": "^[0-9]{1,4}[YMDH]$",
            "x-words": {
                "title": {"nl": "Voorstel voor de bewaartermijn", "en": "Suggested period of keeping"},
                "description": {
                    "nl": "Bijvoorbeeld 3Y of 6M. Het documentsysteem mag dit negeren.",
                    "en": "Such as 3Y or 6M. The document system may ignore it.",
                },
            },
        },
        "delete": {
            "type": "boolean",
            "default": False,
            "x-words": {
                "title": {"nl": "Ook daar verwijderen", "en": "Delete there too"},
                "description": {
                    "nl": "Verwijder het document als de plaatsing hier verdwijnt. Uit: de school bewaart het.",
                    "en": "Delete the document when the placement goes here. Off: the school keeps it.",
                },
            },
        },
    },
}
