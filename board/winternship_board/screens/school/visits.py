"""Talks of student, school and company: which come, which are late, what was agreed, and the school's own note."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from winternship_board import api, clock, overviews
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, read
from winternship_board.screens.listed import list_screen
from winternship_board.screens.listing import Column, Filter, Listing
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Go, Shown
from winternship_board.screens.school import facts
from winternship_board.screens.school.labels import label, rows
from winternship_board.screens.school.looking_up import companies, students
from winternship_board.screens.school.paper import Link, Opening, Part, opening, paper
from winternship_board.screens.school.roles import STAFF
from winternship_board.screens.steps import move_post, steps
from winternship_board.screens.texts import text
from winternship_core.placements import Role
from winternship_core.placements.codes import CONTACT_KIND, CONTACT_MODE
from winternship_core.placements.roles import ROLE_NAMES

STATES: Final = ("planned", "held", "reported", "missed")
FACTS: Final = ("kind", "mode", "planned_on", "held_on", "agreements", "private_note")
PRESENT: Final = {
    str(role): ROLE_NAMES[role] for role in (Role.STUDENT, Role.TRAINER, Role.COMPANY, Role.SUPERVISOR)
}
_PRESENT: Final = Field("present", "many", label("contact_moment", "present"), choices=PRESENT)
PLANNED: Final = (
    Field("mode", "choice", label("contact_moment", "mode"), choices=CONTACT_MODE, required=True),
    Field("held_on", "date", label("contact_moment", "held_on")),
    _PRESENT,
)
HELD: Final = (
    Field("held_on", "date", label("contact_moment", "held_on")),
    _PRESENT,
    Field("agreements", "area", label("contact_moment", "agreements"), text("sc_agreements_hint")),
    Field("private_note", "area", label("contact_moment", "private_note"), text("sc_private_hint")),
)


def _note(ask: Ask, row: api.Seen) -> str:
    planned = row.fields.get("planned_on")
    late = row.fields.get("state") == "planned" and isinstance(planned, dt.date) and planned < clock.today()
    return ask.t["sc_late"] if late else ""


LIST: Final = Listing(
    "visits",
    "contact_moment",
    (
        Column("student_name", label("placement", "student_name"), many=students),
        Column("company", label("placement", "organisation"), many=companies),
        Column("kind"),
        Column("mode", label("contact_moment", "mode")),
        Column("planned_on", label("contact_moment", "planned_on")),
        Column("state"),
    ),
    filters=(
        Filter("state", choices=lambda ask: tuple((one, ask.t[f"state_{one}"]) for one in STATES)),
        Filter(
            "kind", choices=lambda ask: tuple((one, ask.say(words)) for one, words in CONTACT_KIND.items())
        ),
        Filter("planned_until", text("sc_planned_until"), "date"),
    ),
    sorts={"planned": text("sc_sort_planned"), "newest": text("sort_newest")},
    opens="contact_moment",
    empty=text("sc_visits_empty"),
    note=_note,
)
VISITS: Final = list_screen(LIST, text("sc_visits_title"), STAFF)


def view(ask: Ask) -> Shown:
    """One talk; the private note is there for the school alone."""
    seen = api.see(ask.actor, "contact_moment", ask.number())
    title = overviews.titles(ask.actor, [seen.fields.get("placement")])
    names = next((f"{one.student} – {one.company}" for one in title.values()), "")
    present = seen.fields.get("present")
    said = (
        ", ".join(saying.role(ask.host.language, str(one)) for one in present)
        if isinstance(present, list)
        else ""
    )
    found = rows(ask, seen, (*FACTS, "present"), {"present": said})
    kind = saying.value(ask.host.language, "contact_moment", "kind", seen.fields.get("kind"))
    return paper(
        ask,
        seen,
        title=f"{ask.t['sc_talk']} ({kind}): {names}",
        rows=found,
        warnings=[ask.t["sc_late_note"]] if _note(ask, seen) else [],
        steps=steps(ask, seen),
        parts=[
            Part(
                ask.t["sc_about"],
                links=[
                    Link(names or ask.t["sc_placement"], "placement", {"id": seen.fields.get("placement")})
                ],
                lines=facts.lines(ask, ("PACT-2",)),
            )
        ],
        forms=[_form(ask, seen)],
    )


def _fields(seen: api.Seen) -> tuple[Field, ...]:
    return {"planned": PLANNED, "held": HELD}.get(str(seen.fields.get("state")), ())


def _form(ask: Ask, seen: api.Seen) -> Opening | None:
    fields = _fields(seen)
    if not fields:
        return None
    title = text("sc_prepare_talk" if fields is PLANNED else "sc_write_report")
    held = {"id": seen.id, "version": seen.version}
    return opening(
        ask,
        title,
        fields,
        do="change",
        button=text("sc_save"),
        values=seen.fields,
        hidden=held,
        kind="contact_moment",
    )


def change(ask: Ask) -> Go:
    """Write down how it will be or what was agreed; nobody has to write everything at once."""
    pk = ask.number()
    seen = api.see(ask.actor, "contact_moment", pk)
    values: dict[str, Any] = read(ask, _fields(seen))
    changed = {name: one for name, one in values.items() if seen.fields.get(name) != one}
    api.change(ask.actor, "contact_moment", pk, changed, version=ask.number("version"))
    return Go("contact_moment", {"id": pk}, text("sc_saved"))


TALK: Final = Screen("contact_moment", text("sc_talk"), STAFF, view, {"move": move_post, "change": change})
