"""What an agreement must hold (fact POK-3), as data: a template, a form and the check before signing all read this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from winternship_core.text import Text

FACT: Final = "POK-3"


@dataclass(frozen=True, slots=True)
class Item:
    """One of the contents: the keys under which an agreement keeps it, and what it is called."""

    name: str
    keys: tuple[str, ...]
    text: Text


AGREEMENT_CONTENTS: Final = (
    Item(
        "parties",
        (
            "student_name",
            "student_contact",
            "school_name",
            "school_contact",
            "company_name",
            "company_contact",
        ),
        Text("contactgegevens van de drie partijen", "contact data of the three parties"),
    ),
    Item(
        "programme",
        ("programme_name", "programme_level", "programme_crebo"),
        Text("naam en niveau van de opleiding", "name and level of the programme"),
    ),
    Item("route", ("route",), Text("stage (bol) of leerbaan (bbl)", "internship (bol) or job (bbl)")),
    Item("period", ("starts_on", "ends_on"), Text("begin- en einddatum", "start and end date")),
    Item(
        "hours",
        ("hours_total", "hours_per_year"),
        Text(
            "praktijkuren en hoe ze over de studiejaren liggen", "practice hours and their spread over years"
        ),
    ),
    Item("trainer", ("trainer_name",), Text("naam van de praktijkopleider", "name of the workplace trainer")),
    Item(
        "work_processes",
        ("work_processes",),
        Text("werkprocessen en competenties", "work processes and competences"),
    ),
    Item("assessment", ("assessment_way",), Text("hoe wordt beoordeeld", "way of assessment")),
    Item(
        "early_ending",
        ("early_ending_conditions",),
        Text("wanneer het eerder kan stoppen", "conditions for early ending"),
    ),
)
CONTENT_KEYS: Final = tuple(key for item in AGREEMENT_CONTENTS for key in item.keys)


def missing_contents(contents: Mapping[str, object]) -> tuple[Item, ...]:
    """The items of POK-3 of which a part is empty, in the order of the law's list."""
    return tuple(
        item for item in AGREEMENT_CONTENTS if any(not _filled(contents.get(key)) for key in item.keys)
    )


def _filled(value: object) -> bool:
    return bool(value.strip()) if isinstance(value, str) else bool(value)
