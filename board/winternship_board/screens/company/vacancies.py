"""The company's vacancies: the list, one of them with what keeps it from being published, and its steps."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from winternship_board import api, clock
from winternship_board.screens import details, saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.company.own import HOUSE, contacts, facts
from winternship_board.screens.company.taking_over import has_place
from winternship_board.screens.company.words import Found, findings
from winternship_board.screens.forms import Field, Form, form, read
from winternship_board.screens.listed import list_screen
from winternship_board.screens.listing import Column, Filter, Listing
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Go, Shown
from winternship_board.screens.steps import move_post, steps
from winternship_board.screens.texts import text
from winternship_core.placements import Role

ASK_OPEN_AFTER: Final = 45  # days; after sixty the vacancy goes off the board by itself
FACTS: Final = [
    "state",
    "location",
    "crebo",
    "other_crebos",
    "level",
    "route",
    "places",
    "places_open",
    "starts_on",
    "ends_on",
    "days",
    "hours_per_week",
    "allowance_from",
    "allowance_to",
    "expenses",
    "languages",
    "licences",
    "features",
    "contact",
    "published_on",
    "publish_until",
    "sign_of_life",
]
NEEDED: Final = ("title", "text", "crebo", "level", "route", "starts_on", "ends_on", "tasks")


def needs_sign(row: api.Seen) -> bool:
    """Whether it is time for the company to say that this vacancy is still open."""
    since = row.fields.get("sign_of_life")
    quiet = isinstance(since, dt.date) and (clock.today() - since).days >= ASK_OPEN_AFTER
    return row.fields.get("state") == "published" and quiet


def _note(ask: Ask, row: api.Seen) -> str:
    return ask.t["co_still_open_short"] if needs_sign(row) else ""


LIST: Final = Listing(
    "vacancies",
    "vacancy",
    (
        Column("title"),
        Column("state"),
        Column("location", names="location"),
        Column("level"),
        Column("starts_on"),
        Column("places_open"),
    ),
    filters=(Filter("state"), Filter("level"), Filter("starts_from", text("co_starts_from"), "date")),
    sorts={"newest": text("sort_newest"), "start": text("co_sort_start")},
    words=True,
    opens="vacancy",
    empty=text("co_vacancies_empty"),
    note=_note,
)
VACANCIES: Final = list_screen(
    LIST,
    text("co_vacancies"),
    HOUSE,
    template="company/vacancies.html",
    more=lambda ask: {"take": has_place(ask)},
)


def view(ask: Ask) -> Shown:
    """One vacancy as the company sees it."""
    seen = api.see(ask.actor, "vacancy", ask.number())
    words = findings(ask, seen)
    state = seen.fields["state"]
    names = {
        "location": "".join(api.names(ask.actor, "location", [seen.fields["location"]]).values()),
        "contact": "".join(api.names(ask.actor, "contact", [seen.fields.get("contact")]).values()) or "–",
    }
    draft = state == "draft"
    context = {
        "seen": seen,
        "rows": details.rows(ask, seen, FACTS, names),
        "draft": draft,
        "missing": _missing(ask, seen) if draft else [],
        "words": words,
        "recognition": recognition(ask, seen),
        "facts": facts(ask, ["REC-1", "REC-4"]),
        "steps": steps(ask, seen, leave={"submit"} if words else ()),
        "explain": _explain(ask, seen, words) if draft and words else None,
        "still": _still(ask, seen) if needs_sign(seen) and ask.actor.role is Role.COMPANY else None,
        "change": _change(ask, seen) if state in {"published", "paused"} else None,
        "applicants": _applicants(ask, seen.id),
    }
    return Shown("company/vacancy.html", context, str(seen.fields["title"]))


def recognition(ask: Ask, seen: api.Seen) -> dict[str, object]:
    """What is known of the recognition for this place and programme; nobody can publish without one."""
    where = {"location": seen.fields["location"], "crebo": seen.fields["crebo"] or "-"}
    rows = api.search(ask.actor, "accreditation", where=where, limit=1).rows
    if not rows:
        return {"state": "unknown", "id": 0, "good": False}
    state = str(rows[0].fields["state"])
    return {
        "state": state,
        "id": rows[0].id,
        "good": state == "recognised",
        "asked": state == "requested",
        "checked_on": rows[0].fields.get("checked_on"),
    }


def _missing(ask: Ask, seen: api.Seen) -> list[str]:
    language = ask.host.language
    found = [saying.label(language, "", name) for name in NEEDED if not seen.fields.get(name)]
    if seen.fields.get("allowance_from") is None:
        found.append(ask.t["co_allowance"])
    return found


def _explain(ask: Ask, seen: api.Seen, words: list[Found]) -> Form:
    """Submitting in spite of words that shut people out: say why, and a person reads that."""
    fields = [
        Field("reason", "area", text("co_words_reason"), hint=text("co_words_reason_hint"), required=True),
        Field("words_considered", "check", text("co_words_considered"), required=True),
    ]
    hidden = {"kind": "vacancy", "id": seen.id, "version": seen.version, "action": "submit"}
    return form(
        ask,
        fields,
        do="move",
        button=saying.action("vacancy", "submit"),
        key="explain",
        hidden={**hidden, "asked.words_considered": "1"},
    )


def _still(ask: Ask, seen: api.Seen) -> Form:
    hidden = {"id": seen.id, "version": seen.version}
    return form(ask, [], do="still_open", button=text("co_still_open"), hidden=hidden)


def _change_fields(ask: Ask) -> list[Field]:
    people = contacts(ask)
    return [
        Field("places", "number", required=True),
        *([Field("contact", "choice", text("co_contact"), choices=people)] if people else []),
        Field("publish_until", "date"),
    ]


def _change(ask: Ask, seen: api.Seen) -> Form:
    return form(
        ask,
        _change_fields(ask),
        do="change",
        button=text("co_save"),
        values=seen.fields,
        hidden={"id": seen.id, "version": seen.version},
        kind="vacancy",
    )


def change(ask: Ask) -> Go:
    """Change what may change while it is published; what was reviewed stays as it was."""
    found: dict[str, Any] = read(ask, _change_fields(ask))
    if "contact" in found:
        found["contact"] = int(found["contact"]) if found["contact"] else None
    moved = api.change(ask.actor, "vacancy", ask.number(), found, version=ask.number("version"))
    return Go("vacancy", {"id": moved.id}, text("co_saved"))


def still_open(ask: Ask) -> Go:
    """The sign of life: still open."""
    moved = api.still_open(ask.actor, ask.number(), version=ask.number("version"))
    return Go("vacancy", {"id": moved.id}, text("co_still_open_done"))


def _applicants(ask: Ask, pk: int) -> list[tuple[str, int]]:
    """(state in words, how many) of the newest applications for a vacancy."""
    counts: dict[str, int] = {}
    for row in api.search(ask.actor, "application", where={"vacancy": pk}, limit=200).rows:
        state = str(row.fields["state"])
        counts[state] = counts.get(state, 0) + 1
    return [(saying.state(ask.host.language, "application", state), n) for state, n in counts.items()]


VACANCY: Final = Screen(
    "vacancy",
    text("co_vacancy"),
    HOUSE,
    view,
    {"move": move_post, "still_open": still_open, "change": change},
)
