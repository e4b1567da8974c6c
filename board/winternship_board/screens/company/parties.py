"""Who has a part in a placement: whom to call, who trains here, and a link for someone without an account."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from winternship_board import api
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, Form, form, read
from winternship_board.screens.replying import Go
from winternship_board.screens.texts import text
from winternship_core.placements import Role
from winternship_core.placements.roles import ROLE_NAMES
from winternship_core.text import Text

Who = dict[str, str]
RUNNING: Final = frozenset({"active", "interrupted"})
CLOSED: Final = frozenset({"closed", "cancelled", "rejected"})
# A bare number is never asked for; what people wrote in the agreement is what there is to call.
_DAYS: Final = {
    "7": Text("een week", "one week"),
    "14": Text("twee weken", "two weeks"),
    "28": Text("vier weken", "four weeks"),
}


def people(ask: Ask, seen: api.Seen, agreements: Sequence[api.Seen]) -> list[Who]:
    """Everyone to reach about a placement, those of the company first; empty words where nothing is known."""
    if "trainer" not in seen.fields:
        return []
    around = api.around(ask.actor, seen.id)
    found = [
        {
            "part": saying.label(ask.host.language, "placement", one.part),
            "name": one.name or ask.t["co_no_card"],
            "reach": ", ".join(filter(None, (one.function, one.email, one.phone))),
        }
        for one in around.people
    ]
    contents: Any = agreements[0].fields.get("contents") if agreements else None
    contents = contents or {}
    student = str(contents.get("student_contact") or "")
    found.append({"part": ask.t["co_student"], "name": str(seen.fields["student_name"]), "reach": student})
    school = str(contents.get("school_contact") or "")
    found.append(
        {"part": saying.label(ask.host.language, "", "school"), "name": around.school, "reach": school}
    )
    return found + _guardians(ask, seen)


def _guardians(ask: Ask, seen: api.Seen) -> list[Who]:
    """Whom to call in an emergency; only the trainer sees that, only while the placement runs."""
    if ask.actor.role is not Role.TRAINER or seen.fields["state"] not in RUNNING:
        return []
    rows = api.search(ask.actor, "guardian", where={"student": seen.fields["student"]}, limit=5).rows
    return [
        {
            "part": ask.t["co_emergency"],
            "name": str(row.fields["name"]),
            "reach": ", ".join(filter(None, (str(row.fields["phone"]), str(row.fields["email"])))),
        }
        for row in rows
    ]


def _choices(ask: Ask) -> list[tuple[str, str]]:
    """Each colleague once, as somebody who can train; whoever has no card is told apart by their role."""
    found: dict[int, str] = {}
    for one in api.my_colleagues(ask.actor):
        me = f" ({ask.t['co_you']})" if one.person_id == ask.actor.person_id else ""
        name = one.name or f"{saying.role(ask.host.language, one.part)} {one.person_id}"
        found.setdefault(one.person_id, f"{name}{me}")
    return [(str(person), name) for person, name in found.items()]


def _team(ask: Ask) -> list[Field]:
    known = _choices(ask)
    return [
        Field("trainer", "choice", hint=text("co_trainer_hint"), choices=known),
        Field("stand_in", "choice", text("co_stand_in"), hint=text("co_stand_in_hint"), choices=known),
    ]


def team_form(ask: Ask, seen: api.Seen) -> Form | None:
    """Who trains, and who when they are away; while there is still something to train for."""
    if seen.fields["state"] in CLOSED:
        return None
    hidden = {"id": seen.id, "version": seen.version}
    return form(
        ask,
        _team(ask),
        do="team",
        button=text("co_save"),
        values=seen.fields,
        hidden=hidden,
        kind="placement",
    )


def set_people(ask: Ask) -> Go:
    """Name the trainer and the stand-in; a colleague who is no trainer yet becomes one by it."""
    found = {name: int(value) if value else None for name, value in read(ask, _team(ask)).items()}
    before = api.see(ask.actor, "placement", ask.number())
    house = before.fields["organisation"]
    trainers = {one.person_id for one in api.my_colleagues(ask.actor) if one.part == Role.TRAINER}
    for person in {one for one in found.values() if one is not None} - trainers:
        if person == ask.actor.person_id:
            api.train_myself(ask.actor)
            continue
        api.grant(ask.actor, person, Role.TRAINER, organisation=house if isinstance(house, int) else None)
    moved = api.change(ask.actor, "placement", before.id, found, version=ask.number("version"))
    return Go("placement", {"id": moved.id}, text("co_saved"))


LEND: Final = (
    Field(
        "role",
        "radio",
        text("co_link_for"),
        choices={str(role): ROLE_NAMES[role] for role in (Role.TRAINER, Role.COMPANY)},
        required=True,
    ),
    Field("days", "choice", text("co_link_days"), choices=_DAYS, required=True),
)


def link_form(ask: Ask, seen: api.Seen) -> Form | None:
    """A personal link for this one placement."""
    if seen.fields["state"] in CLOSED:
        return None
    values = {"role": str(Role.TRAINER), "days": "14"}
    return form(ask, LEND, do="lend", button=text("co_link_make"), values=values, hidden={"id": seen.id})


def lend(ask: Ask) -> Go:
    """Make a link and show it this once; only its digest is kept."""
    found = read(ask, LEND)
    pk = ask.number()
    if not ask.host.links_at:
        raise api.NotFound("link")
    secret = api.personal_link(ask.actor, Role(found["role"]), "placement", pk, days=int(found["days"]))
    return Go("placement", {"id": pk}, text("co_link_made", link=f"{ask.host.links_at}{secret}"))
