"""One placement from the first yes to the last evaluation: what is missing, who is who, and all that belongs to it."""

from __future__ import annotations

from typing import Final

from winternship_board import api, overviews, reaching
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Shown
from winternship_board.screens.school import abroad, placement_forms, reaching_out, safety
from winternship_board.screens.school.labels import label, rows
from winternship_board.screens.school.looking_up import programmes
from winternship_board.screens.school.paper import Link, Part, here, paper
from winternship_board.screens.school.roles import STAFF, is_coordinator
from winternship_board.screens.steps import move_post, steps
from winternship_board.screens.texts import text

FACTS: Final = [
    "organisation",
    "location",
    "programme",
    "route",
    "starts_on",
    "ends_on",
    "planned_hours",
    "goals",
    "work_processes",
    "day_one_sent_on",
    "end_code",
    "asked_by",
    "ended_on",
    "closed_on",
    "created_on",
]
MOST: Final = 60
# The parts of a placement: kind → the fields that name one in a list.
PARTS: Final = {
    "agreement": ("number",),
    "contact_moment": ("kind", "planned_on"),
    "hour_week": ("iso_year", "iso_week"),
    "assessment": (),
    "document": ("kind", "name"),
    "plan_week": ("week", "goal"),
    "evaluation": ("party", "given_on"),
}
OWN_SCREEN: Final = frozenset({"agreement", "contact_moment", "hour_week", "assessment"})


def view(ask: Ask) -> Shown:
    """The page; what a supervisor does not see of it is not there."""
    seen = api.see(ask.actor, "placement", here(ask))
    place = api.names(ask.actor, "location", [seen.fields.get("location")])
    people = reaching.around(ask.actor, seen.id)
    extra = {
        "organisation": people.company,
        "location": "".join(place.values()),
        "programme": programmes(ask, [seen]).get(seen.id, ""),
        "work_processes": _work(ask, seen),
    }
    student = Link(str(seen.fields.get("student_name")), "student", {"id": seen.fields.get("student")})
    links = [student]
    if is_coordinator(ask):
        links.append(Link(people.company, "organisation", {"id": seen.fields.get("organisation")}))
    return paper(
        ask,
        seen,
        title=f"{seen.fields.get('student_name', '')} – {people.company}",
        rows=rows(ask, seen, FACTS, extra),
        steps=steps(ask, seen),
        parts=[
            Part(ask.t["sc_about"], links=links),
            _people(ask, people, placement_forms.people_form(ask, seen)),
            safety.part(ask, seen),
            abroad.part(ask, seen),
            _hours(ask, seen),
            *(_part(ask, seen, kind) for kind in PARTS),
            *reaching_out.parts(ask, seen),
        ],
        forms=placement_forms.forms(ask, seen),
    )


def _work(ask: Ask, seen: api.Seen) -> str:
    """The work processes by name where the list has them."""
    codes, programme = seen.fields.get("work_processes"), seen.fields.get("programme")
    if not isinstance(codes, list):
        return ""
    known = overviews.learning([programme] if isinstance(programme, int) else [])
    names = known[programme].work if isinstance(programme, int) and programme in known else {}
    return "\n".join(f"{code} {names.get(code, '')}".strip() for code in codes)


def _people(ask: Ask, people: reaching.Around, form: placement_forms.MaybeForm) -> Part:
    lines = []
    for one in people.people:
        card = ", ".join(filter(None, (one.name, one.function, one.phone, one.email)))
        lines.append(f"{ask.say(label('placement', one.part))}: {card or ask.t['sc_no_card']}")
    return Part(ask.t["sc_people"], lines=lines, forms=[form], empty=ask.t["sc_nobody_named"])


def _hours(ask: Ask, seen: api.Seen) -> Part | None:
    one = overviews.worked(ask.actor, [seen.id]).get(seen.id)
    if one is None or not (one.planned or one.approved or one.waiting):
        return None
    said = [
        ask.t["sc_hours_of"].format(
            approved=f"{one.approved:g}", planned=one.planned, waiting=f"{one.waiting:g}"
        )
    ]
    said += [ask.t["sc_hours_over"].format(weeks=one.over)] if one.over else []
    return Part(ask.t["sc_hours"], lines=said)


def _part(ask: Ask, seen: api.Seen, kind: str) -> Part | None:
    found = api.search(ask.actor, kind, where={"placement": seen.id}, limit=MOST).rows
    forms = placement_forms.forms_of(ask, seen, kind, found)
    if not found and not any(forms):
        return None
    language = ask.host.language
    links = [
        Link(
            " ".join(
                saying.role(language, str(one.fields[name]))
                if name == "party"
                else saying.value(language, kind, name, one.fields.get(name))
                for name in PARTS[kind]
            ).strip()
            or ask.t[f"sc_part_{kind}"],
            kind if kind in OWN_SCREEN else "",
            {"id": one.id},
            (saying.state(language, kind, str(one.fields["state"])),) if one.fields.get("state") else (),
        )
        for one in found
    ]
    return Part(ask.t[f"sc_parts_{kind}"], links=links, forms=forms, empty=ask.t["sc_none_yet"])


PLACEMENT: Final = Screen(
    "placement",
    text("sc_placement"),
    STAFF,
    view,
    {"move": move_post, **placement_forms.POSTS, **safety.POSTS, **abroad.POSTS, **reaching_out.POSTS},
)
