"""The student's own placement: what, when, who, how far it is, and what can be done now."""

from __future__ import annotations

from typing import Any, Final

from winternship_board import api
from winternship_board.screens import details, saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Shown
from winternship_board.screens.steps import move_post, steps
from winternship_board.screens.student import messages
from winternship_board.screens.student.own import GUARDIAN, STUDENT
from winternship_board.screens.texts import text
from winternship_core.placements import Role

FACTS: Final = [
    "state",
    "organisation",
    "location",
    "programme",
    "starts_on",
    "ends_on",
    "planned_hours",
    "goals",
    "work_processes",
]
WAY: Final = ("proposed", "approved", "agreement", "confirmed", "active", "ended", "assessed", "closed")


def view(ask: Ask) -> Shown:
    """The placement that is asked for, else the newest; and which others there are."""
    rows = api.search(ask.actor, "placement", limit=20).rows
    if not rows:
        words = "no_placement_of_child" if ask.actor.role is Role.GUARDIAN else "no_placement"
        return Shown("student/no_placement.html", {"sentence": ask.t[words]})
    seen = next((row for row in rows if str(row.id) == ask.one("id")), rows[0])
    if ask.one("id") and ask.number() != seen.id:
        seen = api.see(ask.actor, "placement", ask.number())
    people = api.around(ask.actor, seen.id)
    fields = seen.fields
    places = api.names(ask.actor, "location", [fields["location"]])
    programmes = api.programmes(ask.host.language, ids=[fields["programme"]])
    shown = {
        "organisation": people.company,
        "location": "".join(places.values()),
        "programme": "".join(dict.fromkeys(programmes.values())),
    }
    state = str(fields["state"])
    context = {
        "seen": seen,
        "rows": details.rows(ask, seen, FACTS, shown),
        "people": [(saying.label(ask.host.language, "placement", one.part), one) for one in people.people],
        "school": people.school,
        "steps": steps(ask, seen),
        "messages": messages.messages(ask, "placement", seen.id),
        "way": _way(ask, state),
        "others": [row for row in rows if row.id != seen.id],
        **_parts(ask, seen.id),
    }
    return Shown("student/placement.html", context)


def _way(ask: Ask, state: str) -> list[dict[str, object]]:
    """The states on the way, with where it stands; empty when it left the way."""
    if state not in WAY:
        return []
    here = WAY.index(state)
    language = ask.host.language
    return [
        {"name": saying.state(language, "placement", name), "here": number == here, "past": number < here}
        for number, name in enumerate(WAY)
    ]


def _parts(ask: Ask, placement: int) -> dict[str, Any]:
    """What hangs on a placement, as far as this person sees it."""
    where = {"placement": placement}
    moments = api.search(ask.actor, "contact_moment", where=where, limit=20).rows
    language = ask.host.language
    return {
        "agreements": api.search(ask.actor, "agreement", where=where, limit=10).rows,
        "moments": [
            (
                saying.day(language, row.fields.get("held_on") or row.fields["planned_on"]),
                saying.value(language, "contact_moment", "kind", row.fields["kind"]),
                saying.state(language, "contact_moment", str(row.fields["state"])),
                row.fields.get("agreements") or "",
            )
            for row in moments
        ],
        "assessments": api.search(ask.actor, "assessment", where=where, limit=10).rows,
        "evaluations": api.search(ask.actor, "evaluation", where=where, limit=10).rows,
    }


def _screen(title: str, roles: frozenset[Role]) -> Screen:
    return Screen("placement", text(title), roles, view, {"move": move_post, **messages.POSTS}, menu=True)


PLACEMENT: Final = _screen("placement_title", STUDENT)
OF_CHILD: Final = _screen("placement_of_child", GUARDIAN)
