"""Recognitions of the region as the register had them, and one of them with its check."""

from __future__ import annotations

from typing import Final

from winternship_board import api
from winternship_board.screens import details, saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.broker import fields, own
from winternship_board.screens.forms import form, read
from winternship_board.screens.listed import list_screen
from winternship_board.screens.listing import Column, Filter, Listing
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Go, Shown
from winternship_board.screens.steps import move_post, steps
from winternship_board.screens.texts import text

FACTS: Final = [
    "organisation",
    "location",
    "state",
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
        Column("organisation", names="organisation"),
        Column("location", names="location"),
        Column("crebo"),
        Column("state"),
        Column("checked_on"),
        Column("ends_on"),
    ),
    filters=(Filter("state"), Filter("crebo")),
    opens="accreditation",
    empty=text("br_recognitions_empty"),
)
RECOGNITIONS: Final = list_screen(
    LIST, text("br_recognitions_title"), own.BROKER, template=own.LIST, more=own.never
)


def view(ask: Ask) -> Shown:
    """What is known of it, the form to fill in what the register says, and the steps."""
    seen = api.see(ask.actor, "accreditation", ask.number("back_id" if ask.one("back_id") else "id"))
    company = api.names(ask.actor, "organisation", [seen.fields["organisation"]])
    place = api.names(ask.actor, "location", [seen.fields["location"]])
    names = {"organisation": "".join(company.values()), "location": "".join(place.values())}
    may = fields.editable("accreditation", str(seen.fields["state"]), fields.RECOGNITION)
    hidden = {"id": seen.id, "version": seen.version}
    language = ask.host.language
    context = {
        "seen": seen,
        "rows": details.rows(ask, seen, FACTS, names),
        "steps": steps(ask, seen),
        "edit": may
        and form(
            ask,
            may,
            do="change",
            button=text("br_save"),
            values=seen.fields,
            hidden=hidden,
            kind="accreditation",
        ),
        "events": [
            (saying.day(language, one.at), ask.say(saying.action("accreditation", one.action)), one.reason)
            for one in reversed(api.history(ask.actor, "accreditation", seen.id))
        ],
        **own.never(ask),
    }
    title = ask.t["br_recognition_of"].format(crebo=seen.fields["crebo"], company=names["organisation"])
    return Shown("broker/accreditation.html", context, title)


def change(ask: Ask) -> Go:
    """Keep what the register says."""
    seen = api.see(ask.actor, "accreditation", ask.number())
    may = fields.editable("accreditation", str(seen.fields["state"]), fields.RECOGNITION)
    api.change(ask.actor, "accreditation", seen.id, read(ask, may), version=ask.number("version"))
    return Go("accreditation", {"id": seen.id}, text("br_saved"))


RECOGNITION: Final = Screen(
    "accreditation", text("br_recognition"), own.BROKER, view, {"move": move_post, "change": change}
)
