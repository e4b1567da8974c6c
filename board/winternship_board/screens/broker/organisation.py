"""One company: its data, places, people, recognitions, vacancies and self-assessment, and what a broker can do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from winternship_board import api
from winternship_board.overviews import alike
from winternship_board.screens import details, saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.broker import acting, fields, own
from winternship_board.screens.broker.companies import replies
from winternship_board.screens.company.sharing import level_name
from winternship_board.screens.forms import Field, Form, form
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Shown
from winternship_board.screens.steps import move_post, steps
from winternship_board.screens.texts import text

MOST: Final = 100
FACTS: Final = [
    "trade_name",
    "kind",
    "state",
    "sector",
    "size",
    "region",
    "country",
    "registry",
    "registry_number",
    "registry_none_because",
    "website",
    "verified_on",
    "active_on",
]
PLACE: Final = ["address", "pc6", "city", "public_transport", "features"]
CARD: Final = ["function", "email", "phone"]
UNDECIDED: Final = frozenset({"draft", "submitted"})


def view(ask: Ask) -> Shown:
    """The company with all its parts; each part has its own form, folded away."""
    seen = api.see(ask.actor, "organisation", _shown(ask))
    state = str(seen.fields["state"])
    rows = [(ask.t["field_name"], str(seen.fields["name"])), *details.rows(ask, seen, FACTS)]
    answered = replies(ask, seen)
    context = {
        "seen": seen,
        "rows": [*rows, (ask.t["br_replies"], answered)] if answered else rows,
        "steps": steps(ask, seen),
        "alike": alike(ask.actor, seen.id) if state in UNDECIDED else (),
        "edit": _edit(ask, seen, fields.COMPANY),
        "locations": _parts(ask, seen, "location", fields.LOCATION, PLACE),
        "contacts": _parts(ask, seen, "contact", fields.CONTACT, CARD),
        "add_location": _add(ask, seen, "location", fields.LOCATION),
        "add_contact": _add(ask, seen, "contact", fields.CONTACT),
        "recognitions": _found(ask, seen, "accreditation"),
        "add_recognition": acting.recognition_form(ask, seen),
        "vacancies": _found(ask, seen, "vacancy"),
        "levels": _levels(ask, seen),
        "notes": api.brokering.notes(ask.actor, seen.id),
        "note": acting.note_form(ask, seen),
        "introduce": acting.introduction_form(ask, seen) if state == "verified" else None,
        "invite": acting.invite_form(ask, seen) if seen.fields["kind"] != "school" else None,
        "code": acting.shown_code(ask),
        "events": _events(ask, seen),
        **own.never(ask),
    }
    return Shown("broker/organisation.html", context, own.name_of(seen))


def _shown(ask: Ask) -> int:
    return ask.number("back_id") if ask.one("back_id") else ask.number("id")


def _found(ask: Ask, seen: api.Seen, kind: str) -> Sequence[api.Seen]:
    return api.search(ask.actor, kind, where={"organisation": seen.id}, limit=MOST).rows


def _edit(ask: Ask, seen: api.Seen, known: tuple[Field, ...], company: int = 0) -> Form | None:
    kind = seen.kind
    may = fields.editable(kind, str(seen.fields.get("state", "")), known)
    if not may:
        return None
    hidden: dict[str, object] = {
        "id": company or seen.id,
        "part": seen.id,
        "version": seen.version,
        "kind": kind,
    }
    key = f"change {kind} {seen.id}"
    return form(
        ask, may, do="change", key=key, button=text("br_save"), values=seen.fields, hidden=hidden, kind=kind
    )


def _add(ask: Ask, seen: api.Seen, kind: str, known: tuple[Field, ...]) -> Form:
    return form(
        ask,
        known,
        do="add",
        key=f"add {kind}",
        button=text("br_add"),
        kind=kind,
        hidden={"id": seen.id, "kind": kind},
    )


def _parts(
    ask: Ask, seen: api.Seen, kind: str, known: tuple[Field, ...], shown: Sequence[str]
) -> list[Mapping[str, Any]]:
    return [
        {
            "name": row.fields.get("name")
            or row.fields.get("city")
            or saying.label(ask.host.language, kind, "id"),
            "rows": details.rows(ask, row, shown),
            "form": _edit(ask, row, known, seen.id),
        }
        for row in reversed(_found(ask, seen, kind))
    ]


def _levels(ask: Ask, seen: api.Seen) -> list[Mapping[str, object]]:
    """The self-assessments that the company shares at this moment, the newest first; not one otherwise."""
    return [
        {"level": level_name(ask, row.fields["level"]), "made_on": row.fields["made_on"]}
        for row in _found(ask, seen, "shared_assessment")
        if row.fields.get("is_shared")
    ]


def _events(ask: Ask, seen: api.Seen) -> list[tuple[str, str, str, str]]:
    language = ask.host.language
    return [
        (
            saying.day(language, one.at),
            ask.say(saying.action("organisation", one.action)),
            saying.role(language, one.by_role),
            one.reason,
        )
        for one in reversed(api.history(ask.actor, "organisation", seen.id))
    ]


ORGANISATION: Final = Screen(
    "organisation",
    text("br_organisation_title"),
    own.BROKER,
    view,
    {"move": move_post, **acting.POSTS},
)
