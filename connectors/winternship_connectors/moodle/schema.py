"""What an administrator sets for a Moodle, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from winternship_connectors.wording import words

CONFIG: Final[Mapping[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["url", "token", "course"],
    "properties": {
        "url": {
            "type": "string",
            "x-address": True,
            "pattern": "^https?://",
            "x-words": words(
                "Adres van Moodle",
                "Address of Moodle",
                "Het adres van de startpagina, bijvoorbeeld https://moodle.school.nl",
                "The address of the front page, such as https://moodle.school.nl",
            ),
        },
        "token": {
            "type": "string",
            "writeOnly": True,
            "minLength": 1,
            "x-words": words(
                "Token van de webservice",
                "Token of the web service",
                "Wordt versleuteld bewaard en nooit getoond.",
                "Kept encrypted and never shown.",
            ),
        },
        "course": {
            "type": "integer",
            "minimum": 2,
            "x-words": words(
                "Nummer van de cursus",
                "Number of the course",
                "Het getal achter id= in het adres van de cursus.",
                "The number behind id= in the address of the course.",
            ),
        },
        "match": {
            "type": "string",
            "enum": ["idnumber", "username", "email"],
            "default": "idnumber",
            "x-words": words(
                "Student herkennen aan",
                "Recognise a student by",
                "idnumber of username is het studentnummer; email is het e-mailadres van school.",
                "idnumber or username is the student number; email is the address at school.",
            ),
        },
        "enrol": {
            "type": "boolean",
            "default": False,
            "x-words": words(
                "Studenten aanmelden bij de cursus",
                "Enrol students in the course",
                "Uit: alleen wie al in de cursus zit, komt in een groep.",
                "Off: only those who are in the course already come into a group.",
            ),
        },
        "cohort": {
            "type": "boolean",
            "default": False,
            "x-words": words(
                "Ook een cohort (sitegroep) voor elke stage",
                "A cohort for each placement too",
                "De sitegroep is verborgen voor wie geen sitegroepen beheert.",
                "The cohort is hidden from those who do not manage cohorts.",
            ),
        },
        "calendar": {
            "type": "boolean",
            "default": False,
            "x-words": words(
                "Begin en einde van de stage in de kalender",
                "Begin and end of the placement in the calendar",
                "Als groepsgebeurtenis: alleen de student en docenten van de cursus zien het.",
                "As an event of the group: only the student and teachers of the course see it.",
            ),
        },
        "role": {
            "type": "integer",
            "minimum": 1,
            "default": 5,
            "x-words": words(
                "Nummer van de rol student",
                "Number of the role of student",
                "In een gewone Moodle is dit 5.",
                "In a usual Moodle this is 5.",
            ),
        },
    },
}
