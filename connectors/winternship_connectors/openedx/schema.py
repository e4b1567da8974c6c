"""What an administrator sets for an Open edX, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from winternship_connectors import oauth
from winternship_connectors.wording import words

CONFIG: Final[Mapping[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["url", *oauth.REQUIRED, "course"],
    "properties": {
        "url": {
            "type": "string",
            "x-address": True,
            "pattern": "^https?://",
            "x-words": words(
                "Adres van Open edX",
                "Address of Open edX",
                "Het adres waar studenten leren, bijvoorbeeld https://leren.school.nl",
                "The address where students learn, such as https://learn.school.nl",
            ),
        },
        **oauth.PROPERTIES,
        "course": {
            "type": "string",
            "pattern": r"^course-v1:[^/+,\s]+\+[^/+,\s]+\+[^/+,\s]+$",
            "x-words": words(
                "Cursus",
                "Course",
                "De sleutel van de cursus, bijvoorbeeld course-v1:School+Stage+2027",
                "The key of the course, such as course-v1:School+Placement+2027",
            ),
        },
        "cohort": {
            "type": "string",
            "pattern": "^[^,]*$",
            "maxLength": 255,
            "x-words": words(
                "Cohort",
                "Cohort",
                "De naam van een cohort dat al in de cursus bestaat; leeg: geen cohort.",
                "The name of a cohort that is in the course already; empty: no cohort.",
            ),
        },
    },
}
