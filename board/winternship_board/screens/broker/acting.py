"""What a broker does from a company's page besides its steps: fill in, note, introduce, invite."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from winternship_board import api
from winternship_board.screens.asking import Ask
from winternship_board.screens.broker import fields, own
from winternship_board.screens.broker.codes import code_made, shown_code
from winternship_board.screens.forms import Field, Form, form, read
from winternship_board.screens.replying import Go, Undo
from winternship_board.screens.texts import text
from winternship_core.placements import ROLE_NAMES, Role

__all__ = ["POSTS", "introduction_form", "invite_form", "note_form", "recognition_form", "shown_code"]
MOST: Final = 100
NOTE: Final = (Field("note", "area", label=text("br_note"), hint=text("br_note_hint"), required=True),)
_KNOWN: Final[Mapping[str, tuple[Field, ...]]] = {
    "organisation": fields.COMPANY,
    "location": fields.LOCATION,
    "contact": fields.CONTACT,
}
_INVITED: Final = (Role.COMPANY,)


def note_form(ask: Ask, seen: api.Seen) -> Form:
    """A note of one's own."""
    return form(ask, NOTE, do="write_note", button=text("br_note_button"), hidden={"id": seen.id})


def recognition_form(ask: Ask, seen: api.Seen) -> Form | None:
    """A recognition at one of the company's locations; nothing before there is a location."""
    known = _recognition_fields(ask, seen.id)
    if not known:
        return None
    hidden = {"id": seen.id}
    return form(
        ask,
        known,
        do="add_recognition",
        button=text("br_add"),
        values={"source": "manual"},
        hidden=hidden,
        kind="accreditation",
    )


def introduction_form(ask: Ask, seen: api.Seen) -> Form | None:
    """An introduction to a school of the region; nothing when there is none."""
    known = _introduction_fields(ask)
    if known is None:
        return None
    return form(
        ask,
        known,
        do="introduce",
        button=text("br_introduce_button"),
        hidden={"id": seen.id},
        lead=ask.t["br_introduce_lead"],
    )


def invite_form(ask: Ask, seen: api.Seen) -> Form:
    """A code with which somebody of the company takes a role there."""
    known = _invite_fields()
    return form(
        ask,
        known,
        do="invite",
        button=text("br_invite_button"),
        values={"role": Role.COMPANY},
        hidden={"id": seen.id},
        lead=ask.t["br_invite_lead"],
    )


def _recognition_fields(ask: Ask, company: int) -> tuple[Field, ...]:
    rows = api.search(ask.actor, "location", where={"organisation": company}, limit=MOST).rows
    places = [(str(row.id), _place(row)) for row in reversed(rows)]
    return (Field("location", "choice", choices=places, required=True), *fields.RECOGNITION) if places else ()


def _introduction_fields(ask: Ask) -> tuple[Field, ...] | None:
    where = {"kind": "school", "region": own.region(ask)}
    rows = api.search(ask.actor, "organisation", where=where, sort="name", limit=MOST).rows
    schools = [(str(row.id), own.name_of(row)) for row in rows if row.fields["state"] == "verified"]
    if not schools:
        return None
    return (
        Field("school", "choice", choices=schools, required=True),
        Field(
            "words", "area", label=text("br_introduce_words"), hint=text("br_introduce_hint"), required=True
        ),
    )


def _invite_fields() -> tuple[Field, ...]:
    roles = {str(role): ROLE_NAMES[role] for role in _INVITED}
    return (Field("role", "choice", label=text("br_invite_role"), choices=roles, required=True),)


def _place(row: api.Seen) -> str:
    words = (row.fields.get("name"), row.fields.get("address"), row.fields.get("city"))
    return ", ".join(str(one) for one in words if one)


def _change(ask: Ask) -> Go:
    kind, part = ask.one("kind"), ask.number("part")
    if kind not in _KNOWN:
        raise api.NotFound("kind")
    seen = api.see(ask.actor, kind, part)
    may = fields.editable(kind, str(seen.fields.get("state", "")), _KNOWN[kind])
    values = read(ask, may)
    values = fields.with_pc4(values) if kind == "location" else values
    api.change(ask.actor, kind, part, values, version=ask.number("version"))
    return Go("organisation", {"id": ask.number()}, text("br_saved"))


def _add(ask: Ask) -> Go:
    kind, company = ask.one("kind"), ask.number()
    if kind not in {"location", "contact"}:
        raise api.NotFound("kind")
    values = read(ask, _KNOWN[kind])
    if kind == "location":
        values = {**fields.with_pc4(values), "region": own.region(ask)}
    api.create(ask.actor, kind, {"organisation": company, **values})
    return Go("organisation", {"id": company}, text("br_added"))


def _add_recognition(ask: Ask) -> Go:
    company = ask.number()
    known = _recognition_fields(ask, company)
    values = {name: value for name, value in read(ask, known).items() if value not in (None, "")}
    made = api.create(ask.actor, "accreditation", {**values, "location": int(values["location"])})
    return Go("accreditation", {"id": made.id}, text("br_recognition_added"))


def _write_note(ask: Ask) -> Go:
    values = read(ask, NOTE)
    api.brokering.write_note(ask.actor, ask.number(), values["note"])
    return Go("organisation", {"id": ask.number()}, text("br_note_kept"))


def _drop_note(ask: Ask) -> Go:
    company, words = api.brokering.drop_note(ask.actor, ask.number("note_id"))
    undo = Undo("organisation", "write_note", {"id": company, "note": words})
    return Go("organisation", {"id": company}, text("br_note_dropped"), undo)


def _introduce(ask: Ask) -> Go:
    values = read(ask, _introduction_fields(ask) or ())
    school = int(values["school"]) if values else 0
    api.brokering.introduce_company(ask.actor, ask.number(), school, values.get("words", ""))
    return Go("organisation", {"id": ask.number()}, text("br_introduced"))


def _invite(ask: Ask) -> Go:
    values = read(ask, _invite_fields())
    secret = api.invite(ask.actor, Role(values["role"]), organisation=ask.number())
    return code_made("organisation", secret, {"id": ask.number()})


POSTS: Final[Mapping[str, Callable[[Ask], Go]]] = {
    "change": _change,
    "add": _add,
    "add_recognition": _add_recognition,
    "write_note": _write_note,
    "drop_note": _drop_note,
    "introduce": _introduce,
    "invite": _invite,
}
