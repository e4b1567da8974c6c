"""The agreement: the company checks its own data first, then signs with the rules beside the button."""

from __future__ import annotations

import contextlib
import datetime as dt
from typing import Any, Final

from winternship_board import api
from winternship_board.overviews import signers
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.company.own import HOUSE, facts
from winternship_board.screens.forms import Field, Form, form, read
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Go, Shown
from winternship_board.screens.steps import move_post, steps
from winternship_board.screens.texts import text
from winternship_core.placements import Role
from winternship_core.placements.contents import AGREEMENT_CONTENTS, missing_contents
from winternship_core.text import Text

FACTS: Final = ("POK-1", "POK-3", "POK-4", "POK-7", "LIA-1")
# The signer comes first: people mistook the question for "who trains?" (complaint 18).
CHECK: Final = (
    Field("company_name", label=text("co_check_company"), required=True, most=200),
    Field("signer", label=text("co_check_signer"), hint=text("co_check_signer_hint"), required=True),
    Field(
        "also_trainer",
        "radio",
        text("co_check_also"),
        choices={"yes": Text("Ja", "Yes"), "no": Text("Nee, iemand anders", "No, somebody else")},
        required=True,
    ),
    Field("trainer_name", label=text("co_check_trainer"), hint=text("co_check_trainer_hint"), most=200),
)
READ: Final = (Field("have_read", "check", text("co_have_read"), required=True),)


def view(ask: Ask) -> Shown:
    """What is agreed, who has signed, and what the company does with it now."""
    seen = api.see(ask.actor, "agreement", ask.number())
    contents: Any = seen.fields.get("contents") or {}
    state = str(seen.fields["state"])
    parties = signers(ask.actor, [seen.id]).get(seen.id, ())
    language = ask.host.language
    mine = next((one for one in parties if one.role == ask.actor.role), None)
    signing = state == "signing"
    context = {
        "seen": seen,
        "state": state,
        "parts": [
            (ask.say(item.text).capitalize(), _lines(ask, item.keys, contents)) for item in AGREEMENT_CONTENTS
        ],
        "missing": [ask.say(item.text) for item in missing_contents(contents)],
        "signers": [
            (saying.role(language, one.role), saying.day(language, one.at), one.method) for one in parties
        ],
        "signed": sum(one.at is not None for one in parties),
        "facts": facts(ask, FACTS),
        "check": _check_form(ask, seen, contents) if state == "company_check" else None,
        "sign": _sign_form(ask, seen) if signing and mine is not None and mine.at is None else None,
        "mine": bool(mine and mine.at),
        "steps": steps(ask, seen),
        "number": seen.fields["number"],
    }
    return Shown("company/agreement.html", context, ask.say(text("co_agreement")))


def _lines(ask: Ask, keys: tuple[str, ...], contents: Any) -> list[tuple[str, str]]:
    language = ask.host.language
    return [
        (saying.label(language, "agreement", key), _value(language, key, contents.get(key))) for key in keys
    ]


def _value(language: str, key: str, value: object) -> str:
    if key in {"starts_on", "ends_on"} and isinstance(value, str):
        with contextlib.suppress(ValueError):  # somebody wrote it in words; then those are what was agreed
            value = dt.date.fromisoformat(value)
    return saying.value(language, "placement", key, value)


def _check_form(ask: Ask, seen: api.Seen, contents: Any) -> Form:
    contact, trainer = str(contents.get("company_contact") or ""), str(contents.get("trainer_name") or "")
    same = bool(trainer) and contact.startswith(trainer)
    values = {
        "company_name": contents.get("company_name", ""),
        "signer": contact,
        "also_trainer": "yes" if same else ("no" if trainer else ""),
        "trainer_name": "" if same else trainer,
    }
    hidden = {"id": seen.id, "version": seen.version}
    return form(ask, CHECK, do="check", button=text("co_check_save"), values=values, hidden=hidden)


def check(ask: Ask) -> Go:
    """Keep the company's own part of the agreement, and tell the school that it was looked at."""
    found = read(ask, CHECK)
    trainer = found["trainer_name"]
    if found["also_trainer"] == "yes":
        trainer = found["signer"].split(",")[0].strip()
    if not trainer:
        raise api.BadValue("trainer_name", text("wrong_empty"))
    seen = api.see(ask.actor, "agreement", ask.number())
    contents: Any = seen.fields["contents"]
    own = {"company_name": found["company_name"], "company_contact": found["signer"], "trainer_name": trainer}
    values = {"contents": {**contents, **own}}
    moved = api.change(ask.actor, "agreement", seen.id, values, version=ask.number("version"))
    placement = seen.fields["placement"]
    told = _tell(ask, placement if isinstance(placement, int) else 0)
    return Go("agreement", {"id": moved.id}, text("co_checked" if told else "co_checked_untold"))


def _tell(ask: Ask, placement: int) -> bool:
    try:
        api.tell(ask.actor, "placement", placement, Role.COORDINATOR, ask.t["co_checked_message"])
    except api.NotFound:
        return False
    return True


def _sign_form(ask: Ask, seen: api.Seen) -> Form:
    hidden = {"id": seen.id, "version": seen.version, "document_hash": seen.fields["document_hash"]}
    return form(ask, READ, do="sign", button=text("co_sign"), hidden=hidden, lead=ask.t["co_sign_lead"])


def sign(ask: Ask) -> Go:
    """Sign for the company: this document and no other."""
    read(ask, READ)
    moved = api.sign(
        ask.actor, ask.number(), version=ask.number("version"), document_hash=ask.one("document_hash")
    )
    return Go(
        "agreement", {"id": moved.id}, text("co_signed_all" if moved.state == "active" else "co_signed")
    )


AGREEMENT: Final = Screen(
    "agreement",
    text("co_agreement"),
    HOUSE,
    view,
    {"check": check, "sign": sign, "move": move_post},
    links=True,
)
