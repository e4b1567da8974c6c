"""Breaking the glass: looking at one thing for an hour, with a reason that whoever it is about gets to read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from winternship_board import api
from winternship_board.screens import details, saying
from winternship_board.screens.administrator import own
from winternship_board.screens.administrator.logs import moment
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, form, read
from winternship_board.screens.listed import list_posts
from winternship_board.screens.listing import Column, Filter, Listing, listing
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Go, Shown
from winternship_board.screens.texts import text
from winternship_core.text import Text

KINDS: Final[Mapping[str, Text]] = {
    kind: text(f"ad_kind_{kind}") for kind in ("student", "application", "placement", "agreement")
}
# What is shown of each kind, in this order, as far as the table of rights lets an administrator see it.
SHOWN: Final[Mapping[str, str]] = {
    "student": (
        "name student_number person school programme route year is_placed waiting_since enrolled_until help_first"
    ),
    "application": (
        "state vacancy_title organisation origin submitted_on reply_due_on reminders offer_expires_on is_revealed"
        " decline_code decline_text ended_on created_on"
    ),
    "placement": (
        "state student_name school organisation programme route starts_on ends_on planned_hours trainer stand_in"
        " supervisor coordinator day_one_sent_on ended_on closed_on created_on"
    ),
    "agreement": "state number frozen_at ended_on",
}
SHORTEST: Final = 20
BREAK: Final = (
    Field("what", "choice", label=text("ad_about"), choices=KINDS, required=True),
    Field("number", "number", label=text("ad_number"), hint=text("ad_number_hint"), required=True),
    Field("reason", "area", label=text("ad_glass_reason"), hint=text("ad_glass_hint"), required=True),
    Field("sure", "check", label=text("ad_glass_sure"), required=True),
)


def _is_open(ask: Ask, row: api.Seen) -> str:
    return ask.t["ad_glass_open"] if row.fields["is_open"] else ""


def _buttons(ask: Ask, row: api.Seen) -> list[tuple[str, str]]:
    if not (row.fields["is_open"] and row.fields["is_mine"]):
        return []
    return [("look", ask.t["ad_look"]), ("end", ask.t["ad_glass_end"])]


LIST: Final = Listing(
    "glass",
    "glass",
    (
        Column("at", text("ad_at"), show=moment),
        Column(
            "object_kind",
            text("ad_about"),
            show=lambda ask, row: (
                f"{own.kind_name(ask.host.language, row.fields['object_kind'])} {row.fields['object_id']}"
            ),
        ),
        Column("person", text("ad_person_number")),
        Column("reason"),
    ),
    filters=(
        Filter(
            "object_kind", text("ad_about"), choices=lambda ask: [(k, ask.say(w)) for k, w in KINDS.items()]
        ),
        Filter("from", text("ad_from"), "date"),
    ),
    sorts={"newest": text("sort_newest"), "oldest": text("ad_sort_oldest")},
    source=api.oversight.glass_log,
    note=_is_open,
    buttons=_buttons,
    empty=text("ad_glass_empty"),
)


def view(ask: Ask) -> Shown:
    """The form, what was looked at, and what is open now."""
    made = form(
        ask, BREAK, do="break", button=text("ad_glass_break"), lead=ask.t["ad_glass_lead"], danger=True
    )
    context = {"form": made, "list": listing(ask, LIST), "open": _open(ask), **own.never(ask)}
    return Shown("administrator/glass.html", context)


def _open(ask: Ask) -> Mapping[str, object] | None:
    """What is seen through one's own open glass; the board decides the fields anew each time."""
    if not ask.one("look").isdigit():
        return None
    rows = api.oversight.glass_log(ask.actor, where={"id": ask.number("look")}).rows
    if not rows or not (rows[0].fields["is_mine"] and rows[0].fields["is_open"]):
        raise api.NotFound("look")
    look = rows[0].fields
    kind, pk = str(look["object_kind"]), look["object_id"]
    assert isinstance(pk, int)
    seen = api.see(ask.actor, kind, pk)
    contents = seen.fields.get("contents")
    parts = dict(contents) if isinstance(contents, Mapping) else {}
    names = {
        name: api.names(ask.actor, "organisation", [seen.fields.get(name)])
        for name in ("school", "organisation")
    }
    programmes = api.programmes(ask.host.language, ids=[seen.fields.get("programme")])
    told = {name: "".join(found.values()) for name, found in names.items() if found}
    told |= {"programme": next(iter(programmes.values()))} if programmes else {}
    return {
        "id": rows[0].id,
        "title": f"{own.kind_name(ask.host.language, kind)} {pk}",
        "rows": [
            *details.rows(ask, seen, SHOWN[kind].split(), told),
            *(
                (name.replace("_", " "), saying.value(ask.host.language, kind, name, one))
                for name, one in parts.items()
            ),
        ],
        "until": look["until"],
    }


def _part(ask: Ask, kind: str, name: str, what: object) -> tuple[str, str]:
    """One line of what an agreement says."""
    language = ask.host.language
    return saying.label(language, kind, name), saying.value(language, kind, name, what)


def break_now(ask: Ask) -> Go:
    """Write down the look, then show."""
    values = read(ask, BREAK)
    if len(values["reason"].strip()) < SHORTEST:
        raise api.BadValue("reason", text("ad_glass_short", least=SHORTEST))
    api.break_glass(ask.actor, values["what"], values["number"], values["reason"])
    newest = api.oversight.glass_log(ask.actor, limit=1).rows[0]
    return Go("glass", {"look": newest.id}, text("ad_glass_broken"))


def look(ask: Ask) -> Go:
    """Show what is behind one's own open glass."""
    return Go("glass", {"look": ask.number()})


def end(ask: Ask) -> Go:
    """Close it before the hour is over."""
    api.oversight.end_look(ask.actor, ask.number())
    return Go("glass", {}, text("ad_glass_ended"))


GLASS: Final = Screen(
    "glass",
    text("ad_glass_title"),
    own.ADMIN,
    view,
    {**list_posts(LIST), "break": break_now, "look": look, "end": end},
    menu=True,
)
