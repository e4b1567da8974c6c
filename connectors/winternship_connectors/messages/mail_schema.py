"""What an administrator sets for e-mail, in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from winternship_connectors.messages.schema import STUDENT
from winternship_connectors.wording import words

# Of the addresses of RFC 5321 those that every server takes: no quotes, no comments, ASCII.
_ADDRESS: Final = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?"

# How a message is handed in, and to whom; also for files that go by mail.
SERVER: Final[Mapping[str, Any]] = {
    "host": {
        "type": "string",
        "x-address": True,
        "minLength": 1,
        "maxLength": 253,
        "pattern": r"^[A-Za-z0-9.:-]+\Z",
        "x-words": words(
            "Mailserver", "Mail server", "Bijvoorbeeld smtp.school.nl", "Such as smtp.school.nl"
        ),
    },
    "security": {
        "type": "string",
        "enum": ["starttls", "tls"],
        "default": "starttls",
        "x-words": words(
            "Versleuteling",
            "Encryption",
            "Zonder versleuteling gaat er niets.",
            "Nothing goes without encryption.",
            starttls=("STARTTLS, meestal poort 587", "STARTTLS, usually port 587"),
            tls=("TLS vanaf het begin, meestal poort 465", "TLS from the beginning, usually port 465"),
        ),
    },
    "port": {
        "type": "integer",
        "minimum": 1,
        "maximum": 65535,
        "x-words": words("Poort", "Port", "Leeg: de gebruikelijke.", "Empty: the usual one."),
    },
    "user": {
        "type": "string",
        "minLength": 1,
        "maxLength": 200,
        "x-words": words("Gebruikersnaam", "User name", "Om in te loggen.", "To log in with."),
    },
    "password": {
        "type": "string",
        "writeOnly": True,
        "x-words": words("Wachtwoord", "Password", "Van de mailserver.", "Of the mail server."),
    },
    "sender": {
        "type": "string",
        "maxLength": 254,
        "pattern": rf"^{_ADDRESS}\Z",
        "x-words": words(
            "Afzender", "Sender", "Het e-mailadres dat verstuurt.", "The e-mail address that sends."
        ),
    },
    "recipients": {
        "type": "string",
        "minLength": 3,
        "maxLength": 2000,
        "x-lines": 3,
        "x-words": words(
            "Ontvangers",
            "Recipients",
            "E-mailadressen van bijvoorbeeld het stagebureau, elk op een regel, hoogstens tien.",
            "E-mail addresses of the internship office, for example: one a line, at most ten.",
        ),
    },
}
REQUIRED: Final = ("host", "user", "password", "sender", "recipients")

CONFIG: Final[Mapping[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "required": list(REQUIRED),
    "properties": {**SERVER, "student": STUDENT},
}


def addresses(config: Mapping[str, Any]) -> Sequence[str]:
    """The recipients, each once, in their order."""
    return list(dict.fromkeys(re.split(r"[\s,;]+", str(config["recipients"]).strip())))


def problems(config: Mapping[str, Any]) -> Mapping[str, str]:
    """What the schema does not say of the recipients: how many lines are no address."""
    found = addresses(config)
    wrong = sum(re.fullmatch(_ADDRESS, one) is None for one in found)
    if wrong:
        return {"recipients": f"{wrong} of {len(found)} are no e-mail address such as office@school.example"}
    return {"recipients": f"received {len(found)}, at most 10 are allowed"} if len(found) > 10 else {}
