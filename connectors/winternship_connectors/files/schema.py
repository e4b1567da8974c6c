"""What an administrator sets for files, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from winternship_connectors.files.layout import FIELDS
from winternship_connectors.files.mailing import PREFIX
from winternship_connectors.files.moodle import CELL
from winternship_connectors.messages.mail_schema import REQUIRED, SERVER
from winternship_connectors.wording import words

_FIELDS: Final = ", ".join(FIELDS)
_ALWAYS: Final[Mapping[str, Any]] = {}
_IN_COLUMNS: Final = {"form": ["columns"]}
_ON_A_SERVER: Final = {"place": ["webdav", "sftp"]}
_SFTP: Final = {"place": ["sftp"]}
_CELL: Final = rf"^{CELL}\Z"
DEFAULT: Final = """\
Plaatsing = id
Studentnummer = student_number
Leerbedrijf = company_name
Crebo = crebo
Begin = starts_on
Einde = ends_on
Status = state (proposed: Voorlopig, agreed: Volledig, signed: Definitief, active: Lopend, \
ended: Beëindigd, cancelled: Afgemeld)
"""

_RECIPIENTS: Final = {
    "x-words": words(
        "Ontvangers",
        "Recipients",
        "E-mailadressen, elk op een regel, hoogstens tien. Wie het bericht krijgt, kan het bestand lezen.",
        "E-mail addresses, one a line, at most ten. Whoever gets the message can read the file.",
    )
}
_MAIL: Final = {
    f"{PREFIX}{name}": one
    | {"x-when": {"place": ["mail"]}}
    | ({"x-needed": _ALWAYS} if name in REQUIRED else {})
    | (_RECIPIENTS if name == "recipients" else {})
    for name, one in SERVER.items()
}

CONFIG: Final[Mapping[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["place"],
    "properties": {
        "place": {
            "type": "string",
            "enum": ["folder", "webdav", "sftp", "mail"],
            "x-words": words(
                "Waar komt het bestand?",
                "Where does the file go?",
                folder=("een map op deze server", "a folder on this server"),
                webdav=("een map op een andere server (WebDAV)", "a folder on another server (WebDAV)"),
                sftp=("een map op een andere server (SFTP)", "a folder on another server (SFTP)"),
                mail=("een bericht per e-mail", "a message by e-mail"),
            ),
        },
        "form": {
            "type": "string",
            "enum": ["columns", "oneroster", "moodle", "jsonl"],
            "default": "columns",
            "x-words": words(
                "In welke vorm?",
                "In which form?",
                columns=("CSV met eigen kolommen", "CSV with columns of your own"),
                oneroster=("OneRoster 1.2, CSV-bestanden in één zip", "OneRoster 1.2, CSV files in one zip"),
                moodle=("inschrijvingen in een cursus van Moodle", "enrolments in a course of Moodle"),
                jsonl=(
                    "JSON, één plaatsing per regel (JSON Lines)",
                    "JSON, one placement a line (JSON Lines)",
                ),
            ),
        },
        "folder": {
            "type": "string",
            "x-when": {"place": ["folder"]},
            "x-needed": _ALWAYS,
            "pattern": "^[A-Za-z0-9_-]{1,60}$",
            "x-words": words(
                "Naam van de map",
                "Name of the folder",
                "Een map binnen de map die de beheerder van de server hiervoor aanwees.",
                "A folder within the one that the administrator of the server set aside for this.",
            ),
        },
        "url": {
            "type": "string",
            "x-address": True,
            "x-when": {"place": ["webdav"]},
            "x-needed": _ALWAYS,
            "pattern": "^https?://[^?#]+/$",
            "x-words": words(
                "WebDAV-adres van de map",
                "WebDAV address of the folder",
                "Eindigt op een /.",
                "Ends with a /.",
            ),
        },
        "user": {
            "type": "string",
            "x-when": _ON_A_SERVER,
            "x-needed": _SFTP,
            "pattern": "^[^:]+$",
            "x-words": words("Gebruikersnaam", "User name", "Van de andere server.", "Of the other server."),
        },
        "password": {
            "type": "string",
            "x-when": _ON_A_SERVER,
            "x-needed": _SFTP,
            "writeOnly": True,
            "x-words": words("Wachtwoord", "Password", "Van de andere server.", "Of the other server."),
        },
        "sftp_url": {
            "type": "string",
            "x-address": True,
            "x-when": _SFTP,
            "x-needed": _ALWAYS,
            "pattern": "^sftp://[^?#@]+/$",
            "x-words": words(
                "SFTP-adres van de map",
                "SFTP address of the folder",
                "Zo: sftp://server/map/.",
                "Like this: sftp://server/folder/.",
            ),
        },
        "host_key": {
            "type": "string",
            "x-when": _SFTP,
            "x-needed": _ALWAYS,
            "pattern": "^SHA256:[A-Za-z0-9+/]{43}$",
            "x-words": words(
                "Sleutel van de SFTP-server",
                "Key of the SFTP server",
                "Begint met SHA256:. Vraag hem aan wie de server beheert en vergelijk.",
                "Begins with SHA256:. Ask whoever runs the server for it and compare.",
            ),
        },
        **_MAIL,
        "prefix": {
            "type": "string",
            "default": "placements",
            "pattern": "^[A-Za-z0-9_-]{1,60}$",
            "x-words": words("Begin van de bestandsnaam", "Beginning of the file name"),
        },
        "content": {
            "type": "string",
            "x-when": {"form": ["columns", "jsonl"]},
            "enum": ["all", "changes"],
            "default": "all",
            "x-words": words(
                "Wat staat erin?",
                "What is in it?",
                all=("alle plaatsingen, elke keer", "all placements, each time"),
                changes=("alleen wat veranderde", "only what changed"),
            ),
        },
        "moodle_course": {
            "type": "string",
            "maxLength": 100,
            "pattern": _CELL,
            "x-when": {"form": ["moodle"]},
            "x-needed": _ALWAYS,
            "x-words": words(
                "ID-nummer van de cursus",
                "ID number of the course",
                "Staat in Moodle bij de instellingen van de cursus. Studenten worden gevonden met hun studentnummer.",
                "Stands in the settings of the course in Moodle. Students are found by their student number.",
            ),
        },
        "moodle_role": {
            "type": "string",
            "maxLength": 100,
            "default": "student",
            "pattern": _CELL,
            "x-when": {"form": ["moodle"]},
            "x-words": words(
                "Rol in de cursus",
                "Role in the course",
                "De korte naam van de rol in Moodle.",
                "The short name of the role in Moodle.",
            ),
        },
        "companies": {
            "type": "boolean",
            "default": False,
            "x-when": {"form": ["oneroster"]},
            "x-words": words(
                "Ook leerbedrijven en praktijkopleiders",
                "Companies and trainers too",
                "Onder woorden die met ext: beginnen. Niet elk systeem leest die; vraag het na.",
                "Under words that begin with ext:. Not every system reads these; ask first.",
            ),
        },
        "columns": {
            "type": "string",
            "x-when": _IN_COLUMNS,
            "x-needed": _ALWAYS,
            "maxLength": 6000,
            "default": DEFAULT,
            "x-lines": 10,
            "x-words": words(
                "Kolommen",
                "Columns",
                f'Eén kolom per regel: naam = veld, of naam = "vaste tekst". Tussen haakjes andere woorden voor '
                f"waarden. Velden: {_FIELDS}.",
                f'One column a line: name = field, or name = "fixed text". In brackets other words for values. '
                f"Fields: {_FIELDS}.",
            ),
        },
        "separator": {
            "type": "string",
            "x-when": _IN_COLUMNS,
            "enum": [";", ",", "|", "tab"],
            "default": ";",
            "x-words": words("Scheidingsteken", "Separator"),
        },
        "encoding": {
            "type": "string",
            "x-when": _IN_COLUMNS,
            "enum": ["utf-8", "utf-8-sig", "cp1252"],
            "default": "utf-8-sig",
            "x-words": words(
                "Tekenset", "Encoding", "utf-8-sig opent goed in Excel.", "utf-8-sig opens well in Excel."
            ),
        },
        "date_format": {
            "type": "string",
            "x-when": _IN_COLUMNS,
            "enum": ["yyyy-mm-dd", "dd-mm-yyyy", "yyyymmdd"],
            "default": "yyyy-mm-dd",
            "x-words": words("Datums", "Dates"),
        },
        "no_header": {
            "type": "boolean",
            "x-when": _IN_COLUMNS,
            "default": False,
            "x-words": words("Zonder kopregel", "Without a header row"),
        },
        "for_machines": {
            "type": "boolean",
            "x-when": _IN_COLUMNS,
            "default": False,
            "x-words": words(
                "Alleen voor machines",
                "For machines only",
                "Uit: een cel die een rekenblad zou uitrekenen krijgt een apostrof ervoor.",
                "Off: a cell that a spreadsheet would work out gets an apostrophe before it.",
            ),
        },
    },
}
