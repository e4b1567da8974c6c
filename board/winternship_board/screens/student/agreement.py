"""Reading the placement agreement as it was frozen, and signing it: for the student, and a parent under 18."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from winternship_board import api
from winternship_board.errors import WrongForm
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, form
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Go, Shown
from winternship_board.screens.steps import move_post, steps
from winternship_board.screens.student.own import GUARDIAN, STUDENT
from winternship_board.screens.texts import text
from winternship_core.placements import Role
from winternship_core.placements.contents import AGREEMENT_CONTENTS

READ: Final = (Field("read_it", "check", text("agreement_read"), required=True),)


def view(ask: Ask) -> Shown:
    """The contents by the law's list, who must sign and who did, and the form to sign."""
    seen = api.see(ask.actor, "agreement", ask.number())
    language = ask.host.language
    signed = {
        str(one.data.get("code")): saying.day(language, one.at)
        for one in api.history(ask.actor, "agreement", seen.id)
        if one.action == "sign"
    }
    asked = [str(role) for role in seen.fields["signatories"]]  # type: ignore[attr-defined]
    mine = str(ask.actor.role)
    may_sign = seen.fields["state"] == "signing" and mine in asked and mine not in signed
    context = {
        "seen": seen,
        "contents": _contents(ask, seen.fields.get("contents")),
        "signers": [(saying.role(language, role), signed.get(role, "")) for role in asked],
        "sign": _form(ask, seen) if may_sign else None,
        "steps": steps(ask, seen),
    }
    return Shown("student/agreement.html", context)


def sign(ask: Ask) -> Go:
    """Sign the document that was shown; another one than that is refused by its hash."""
    if not ask.one("read_it"):
        raise WrongForm({"read_it": text("wrong_empty")})
    api.sign(ask.actor, ask.number(), version=ask.number("version"), document_hash=ask.one("document_hash"))
    return Go("agreement", {"id": ask.number()}, text("agreement_signed"))


def _form(ask: Ask, seen: api.Seen) -> Any:
    hidden = {"id": seen.id, "version": seen.version, "document_hash": seen.fields["document_hash"]}
    as_whom = "agreement_sign_parent" if ask.actor.role is Role.GUARDIAN else "agreement_sign_self"
    lead = f"{ask.t[as_whom]} {ask.t['agreement_sign_lead']}"
    return form(ask, READ, do="sign", button=text("agreement_sign"), hidden=hidden, lead=lead)


def _contents(ask: Ask, contents: object) -> list[tuple[str, list[tuple[str, str]]]]:
    if not isinstance(contents, Mapping):
        return []
    language = ask.host.language
    found = []
    for item in AGREEMENT_CONTENTS:
        rows = [
            (
                saying.label(language, "agreement", key),
                _value(language, key, contents[key]),
            )
            for key in item.keys
            if contents.get(key)
        ]
        if rows:
            found.append((ask.say(item.text).capitalize(), rows))
    return found


def _value(language: str, key: str, value: object) -> str:
    if key in {"starts_on", "ends_on"} and isinstance(value, str):
        with contextlib.suppress(ValueError):  # somebody wrote it in words; then those are what was agreed
            value = dt.date.fromisoformat(value)
    return saying.value(language, "agreement", key, value)


AGREEMENT: Final = Screen(
    "agreement", text("agreement_title"), STUDENT | GUARDIAN, view, {"sign": sign, "move": move_post}
)
