"""The recognition record: what is known per place and programme, when it was checked, and how to ask for one."""

from __future__ import annotations

from typing import Final

from winternship_board import api
from winternship_board.errors import WrongForm
from winternship_board.screens import details
from winternship_board.screens.asking import Ask
from winternship_board.screens.company.own import COMPANY, facts, locations
from winternship_board.screens.forms import Field, form, read
from winternship_board.screens.listed import list_screen
from winternship_board.screens.listing import Column, Filter, Listing
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Go, Shown
from winternship_board.screens.steps import move_post, steps
from winternship_board.screens.texts import text
from winternship_core.placements.codes import LEVEL

FACTS: Final = [
    "state",
    "location",
    "crebo",
    "name",
    "level",
    "route",
    "company_id",
    "starts_on",
    "ends_on",
    "checked_on",
    "source",
    "evidence",
]
LIST: Final = Listing(
    "recognitions",
    "accreditation",
    (
        Column("crebo"),
        Column("name"),
        Column("location", names="location"),
        Column("state"),
        Column("checked_on", text("co_checked_on")),
        Column("ends_on"),
    ),
    filters=(Filter("state"), Filter("crebo")),
    opens="accreditation",
    empty=text("co_recognitions_empty"),
)


def _fields(ask: Ask) -> list[Field]:
    return [
        Field("location", "choice", choices=locations(ask), required=True),
        Field("crebo", hint=text("co_crebo_hint"), required=True, most=5),
        Field("name", label=text("co_programme_name"), most=200),
        Field("level", "choice", choices=LEVEL),
    ]


def more(ask: Ask) -> dict[str, object]:
    """The rules, and a form to note a programme for which the company wants to be recognised."""
    fields = _fields(ask)
    made = form(ask, fields, do="add", button=text("co_recognition_add"), kind="accreditation")
    return {
        "form": made if fields[0].choices else None,
        "facts": facts(ask, ["REC-1", "REC-4", "REC-2", "REC-5", "REC-6", "REC-7"]),
    }


def add(ask: Ask) -> Go:
    """Note a place and programme; it begins as unknown, for nobody here can grant a recognition."""
    found = read(ask, _fields(ask))
    crebo = found["crebo"]
    if len(crebo) != 5 or not crebo.isascii() or not crebo.isdigit():
        raise WrongForm({"crebo": text("co_wrong_crebo")})
    made = api.create(ask.actor, "accreditation", {**found, "location": int(found["location"])})
    return Go("accreditation", {"id": made.id}, text("co_recognition_added"))


def view(ask: Ask) -> Shown:
    """One recognition: what is known, since when, and what the company can note."""
    seen = api.see(ask.actor, "accreditation", ask.number())
    place = api.names(ask.actor, "location", [seen.fields["location"]])
    context = {
        "state": seen.fields["state"],
        "rows": details.rows(ask, seen, FACTS, {"location": "".join(place.values())}),
        "steps": steps(ask, seen),
        "facts": facts(ask, ["REC-3", "REC-6", "REC-7", "REC-8"]),
    }
    return Shown("company/recognition.html", context, f"{seen.fields['crebo']} {seen.fields['name']}".strip())


RECOGNITIONS: Final = list_screen(
    LIST,
    text("co_recognitions"),
    COMPANY,
    posts={"add": add},
    template="company/recognitions.html",
    more=more,
)
ACCREDITATION: Final = Screen("accreditation", text("co_recognition"), COMPANY, view, {"move": move_post})
