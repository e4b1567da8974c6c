"""A made-up placement as connectors see it."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from winternship_connectors.records import (
    Agreement,
    Company,
    Hours,
    Period,
    Qualification,
    Record,
    State,
    Student,
    Supervisor,
)

PDF = b"%PDF-1.7 made up \x00\xff\r\n--boundary\r\n%%EOF"
SHA256 = hashlib.sha256(PDF).hexdigest()


def placement(number: int = 7, **changes: Any) -> Record:
    """A signed placement of Maartje at a bakery."""
    made = Record(
        id=f"placement-{number}",
        uuid=uuid5(NAMESPACE_URL, f"https://winternship.test/placement/{number}"),
        rev=1,
        state=State.SIGNED,
        school="1",
        student=Student("3", "1234567", "Maartje van Damme", "maartje@school.test"),
        company=Company(
            "5", "Bakkerij De Ster é", "100018965", "12345678", "", "Markt 1", "3500AB", "Utrecht", "NL"
        ),
        qualification=Qualification("25655", "Verzorgende-IG", 3, "BOL"),
        period=Period(dt.date(2027, 2, 1), dt.date(2027, 7, 1)),
        hours=Hours(640, None, 120),
        agreement=Agreement(f"{number}-1", dt.date(2026, 11, 20), SHA256),
        supervisors=(
            Supervisor("trainer", "8", "Jan Smit", "jan@bakkerij.test"),
            Supervisor("supervisor", "9", "Piet Docent"),
        ),
    )
    return replace(made, **changes)
