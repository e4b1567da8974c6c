"""One student for the school: what is sought, how far it has come, whom to call, and what can be done to help."""

from __future__ import annotations

from typing import Any, Final

from winternship_board import api, overviews
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Shown
from winternship_board.screens.school import student_forms, student_help
from winternship_board.screens.school.labels import rows
from winternship_board.screens.school.looking_up import programmes
from winternship_board.screens.school.paper import Link, Part, paper
from winternship_board.screens.school.roles import STAFF, is_coordinator
from winternship_board.screens.texts import text

FACTS: Final = [
    "student_number",
    "programme",
    "year",
    "route",
    "plan",
    "starts_on",
    "ends_on",
    "days",
    "is_placed",
    "waiting_since",
    "help_first",
    "enrolled_until",
    "under18",
    "email",
    "phone",
]
WISHES: Final = [
    "wish_text",
    "work_wished",
    "interests",
    "languages",
    "licences",
    "limits",
    "travel_modes",
    "max_minutes",
    "wants_guidance",
]
MOST: Final = 50


def view(ask: Ask) -> Shown:
    """The page; each part shows what the person may see of it, and no more."""
    seen = api.see(ask.actor, "student", ask.number())
    plan = seen.fields.get("plan")
    extra = {
        "programme": programmes(ask, [seen]).get(seen.id, ""),
        "plan": api.names(ask.actor, "plan", [plan]).get(plan, "") if isinstance(plan, int) else "",
    }
    parts = [_sought(ask, seen), _places(ask, seen), _applications(ask, seen), *_people(ask, seen)]
    forms: list[Any] = []
    if is_coordinator(ask):
        parts += [student_help.ways(ask, seen), student_help.apart(ask, seen)]
        forms = [*student_help.forms(ask, seen), *student_forms.forms(ask, seen)]
    warnings = [ask.t["sc_help_first_note"]] if seen.fields.get("help_first") else []
    title = str(seen.fields.get("name") or f"{ask.t['field_student']} {seen.id}")
    return paper(
        ask,
        seen,
        title=title,
        rows=rows(ask, seen, FACTS, extra),
        warnings=warnings,
        parts=parts,
        forms=forms,
    )


def _sought(ask: Ask, seen: api.Seen) -> Part:
    wished = overviews.wishes_of(ask.actor, seen.id) if "wish_text" in seen.fields else ()
    known = api.names(ask.actor, "vacancy", wished)
    opens = "vacancy" if is_coordinator(ask) else ""
    links = [
        Link(f"{rank}. {known.get(pk, ask.t['sc_gone'])}", opens if pk in known else "", {"id": pk})
        for rank, pk in enumerate(wished, start=1)
    ]
    forms = student_help.wish_forms(ask, seen, wished, known) if is_coordinator(ask) else []
    return Part(ask.t["sc_sought"], rows(ask, seen, WISHES), links, forms=forms, empty=ask.t["sc_no_wishes"])


def _places(ask: Ask, seen: api.Seen) -> Part:
    found = api.search(ask.actor, "placement", where={"student": seen.id}, limit=MOST).rows
    companies = api.names(ask.actor, "organisation", [row.fields.get("organisation") for row in found])
    language = ask.host.language
    links = [
        Link(
            companies.get(_id(row, "organisation"), f"{ask.t['sc_placement']} {row.id}"),
            "placement",
            {"id": row.id},
            (saying.state(language, "placement", str(row.fields["state"])),),
            " – ".join(
                filter(None, (saying.day(language, row.fields.get(one)) for one in ("starts_on", "ends_on")))
            ),
        )
        for row in found
    ]
    return Part(ask.t["sc_placements"], links=links, empty=ask.t["sc_no_placement"])


def _applications(ask: Ask, seen: api.Seen) -> Part:
    found = api.search(ask.actor, "application", where={"student": seen.id}, limit=MOST).rows
    language = ask.host.language
    links = [
        Link(
            str(row.fields.get("vacancy_title", "")),
            "application",
            {"id": row.id},
            (saying.state(language, "application", str(row.fields["state"])),),
            saying.value(language, "application", "decline_code", row.fields.get("decline_code")),
        )
        for row in found
    ]
    return Part(ask.t["sc_applications"], links=links, empty=ask.t["sc_no_applications"])


def _people(ask: Ask, seen: api.Seen) -> list[Part | None]:
    """Whom to call at home, and what the student wrote about learning well, when they share that with us."""
    cards = api.search(ask.actor, "guardian", where={"student": seen.id}, limit=MOST).rows
    lines = [
        ", ".join(str(card.fields[one]) for one in ("name", "phone", "email") if card.fields.get(one))
        for card in cards
    ]
    shared = api.search(ask.actor, "support_wish", where={"student": seen.id}, limit=1).rows
    wish = [str(one.fields["text"]) for one in shared if one.fields.get("text")]
    return [
        Part(ask.t["sc_guardians"], lines=lines) if lines else None,
        Part(ask.t["sc_support"], lines=wish, lead=ask.t["sc_support_lead"]) if wish else None,
    ]


def _id(row: api.Seen, name: str) -> int:
    found = row.fields.get(name)
    return found if isinstance(found, int) else 0


STUDENT: Final = Screen(
    "student", text("sc_student_title"), STAFF, view, {**student_forms.POSTS, **student_help.POSTS}
)
