"""Signing for the school, who signed so far, and signatures on paper with where the scan is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from winternship_board import api, clock, overviews
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, read
from winternship_board.screens.registry import Post
from winternship_board.screens.replying import Go
from winternship_board.screens.school import facts
from winternship_board.screens.school.paper import Link, Opening, Part, opening
from winternship_board.screens.school.roles import is_coordinator
from winternship_board.screens.texts import text
from winternship_core.placements import Role
from winternship_core.placements.roles import ROLE_NAMES

# A scan lies in the school's own file; the board keeps where, and no digest of what it never saw.
NO_DIGEST: Final = "-"
SIGN: Final = (Field("read_it", "check", text("sc_read_it"), required=True),)


def part(ask: Ask, seen: api.Seen) -> Part | None:
    """Each party with its signature, and what the coordinator can do about the missing ones."""
    if not seen.fields.get("frozen_at"):
        return None
    parties = overviews.signers(ask.actor, [seen.id]).get(seen.id, ())
    language = ask.host.language
    links = [
        Link(
            saying.role(language, one.role).capitalize(),
            tags=(ask.t["sc_signed" if one.at else "sc_not_signed"],),
            hint=", ".join(
                filter(
                    None, (saying.day(language, one.at), ask.t[f"sc_by_{one.method}"] if one.method else "")
                )
            ),
        )
        for one in parties
    ]
    forms: list[Opening | None] = []
    if is_coordinator(ask) and seen.fields.get("state") == "signing":
        signed = {one.role for one in parties if one.at}
        forms = [None if Role.COORDINATOR in signed else _sign(ask, seen), _paper(ask, seen, parties)]
    return Part(ask.t["sc_signatures"], links=links, forms=forms, lines=facts.lines(ask, ("POK-1", "POK-7")))


def _sign(ask: Ask, seen: api.Seen) -> Opening:
    held = {"id": seen.id, "version": seen.version, "document_hash": seen.fields["document_hash"]}
    return opening(ask, text("sc_sign"), SIGN, do="sign", lead=text("sc_sign_lead"), hidden=held)


def sign(ask: Ask) -> Go:
    """The school's signature under the document that was shown."""
    pk = ask.number()
    read(ask, SIGN)
    moved = api.sign(ask.actor, pk, version=ask.number("version"), document_hash=ask.one("document_hash"))
    return Go(
        "agreement", {"id": pk}, text("sc_all_signed" if moved.state == "active" else "sc_school_signed")
    )


def _fields(parties: tuple[overviews.Signer, ...]) -> list[Field]:
    waiting = {str(one.role): ROLE_NAMES[one.role] for one in parties if not one.at}
    return [
        Field("parties", "many", text("sc_who_signed"), choices=waiting),
        Field("date", "date", text("sc_signed_on"), required=True),
        Field("where", "text", text("sc_where_scan"), text("sc_where_scan_hint"), required=True, most=180),
    ]


def _paper(ask: Ask, seen: api.Seen, parties: tuple[overviews.Signer, ...]) -> Opening:
    return opening(
        ask,
        text("sc_record_paper"),
        _fields(parties),
        do="paper",
        lead=text("sc_record_paper_lead"),
        values={"parties": [str(one.role) for one in parties if not one.at], "date": clock.today()},
        hidden={"id": seen.id, "version": seen.version},
    )


def paper(ask: Ask) -> Go:
    """Record signatures on paper: who, when, and where the scan is kept. All three or nothing."""
    pk, version = ask.number(), ask.number("version")
    seen = api.see(ask.actor, "agreement", pk)
    values = read(ask, _fields(overviews.signers(ask.actor, [pk]).get(pk, ())))
    scan = {
        "placement": seen.fields["placement"],
        "kind": "agreement",
        "name": f"{ask.t['sc_scan_of']} {seen.fields['number']}",
        "storage_key": f"outside: {values['where']}",
        "digest": NO_DIGEST,
        "visible_to": [str(Role.COORDINATOR)],
    }
    document = api.create(ask.actor, "document", scan)
    moved = api.change(ask.actor, "agreement", pk, {"scan": document.id}, version=version)
    parties = [Role(one) for one in values["parties"]]
    api.record_paper_signing(ask.actor, pk, version=moved.version, parties=parties, on=values["date"])
    return Go("agreement", {"id": pk}, text("sc_paper_recorded"))


POSTS: Final[Mapping[str, Post]] = {"sign": sign, "paper": paper}
