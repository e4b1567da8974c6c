"""The steps of a life cycle as forms: what a step asks is read from its condition, so no screen has to know it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from winternship_board import api, clock
from winternship_board.errors import WrongForm
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, Form, form
from winternship_board.screens.replying import Go
from winternship_board.screens.texts import all_texts, text
from winternship_core.facts import load_facts
from winternship_core.placements import Role, Said, guard_of, machine
from winternship_core.placements.blocks import BLOCK_FACTS
from winternship_core.placements.codes import CODE_LISTS
from winternship_core.placements.guard import Check, Guard
from winternship_core.placements.roles import ROLE_NAMES
from winternship_core.text import Text

# An end that people hope for; its button does not warn in red.
GLAD = frozenset({"accepted", "reported", "confirmed", "closed"})
WHO_ASKED = (Role.STUDENT, Role.COMPANY, Role.COORDINATOR)


@dataclass(frozen=True, slots=True)
class Step:
    """One step to offer. ``missing`` tells what is still in the way; ``opens``: it asks something first;
    ``final``: there is no way back, and nobody hopes for it.

    ``rules``: of what is in the way, the rules that nobody may set aside, each as a fact with when it was checked.
    """

    action: str
    label: str
    form: Form
    missing: Sequence[str]
    opens: bool
    final: bool
    open_now: bool
    rules: Sequence[tuple[str, str]] = ()


def steps(
    ask: Ask,
    seen: api.Seen,
    *,
    state: str = "",
    only: Collection[str] | None = None,
    leave: Collection[str] = (),
) -> list[Step]:
    """The steps this person may make with an object; ``state`` when it is not among the fields they see."""
    state = state or str(seen.fields.get("state", ""))
    if not state:
        return []
    missing = api.may_move(ask.actor, seen.kind, seen.id)
    return [
        _step(ask, seen, state, action, missing[action])
        for action in seen.actions
        if action in missing and (only is None or action in only) and action not in leave
    ]


def _step(ask: Ask, seen: api.Seen, state: str, action: str, unmet: Sequence[str]) -> Step:
    guard = guard_of(seen.kind, state, action)
    target = machine(seen.kind).step(state, action).target
    final = target in machine(seen.kind).terminal
    sad = final and target not in GLAD
    checks = [check for check in guard.checks if check.code in unmet]
    in_the_way = [ask.say(check.text) for check in checks]
    fields = _fields(ask, guard, any(check.block is None for check in checks))
    label = saying.action(seen.kind, action)
    lead = all_texts().get(f"warn_{seen.kind}_{action.replace(' ', '_')}") or (
        text("warn_final") if final else None
    )
    made = form(
        ask,
        fields,
        do="move",
        button=label,
        key=f"move {seen.kind} {seen.id} {action}",
        hidden={
            "kind": seen.kind,
            "id": seen.id,
            "version": seen.version,
            "action": action,
            **{f"asked.{one.code}": "1" for one in guard.asserted},
        },
        lead=ask.say(lead) if lead else "",
        danger=sad,
    )
    return Step(
        action, ask.say(label), made, in_the_way, bool(fields or lead), sad, made.typed, _rules(ask, checks)
    )


def _rules(ask: Ask, checks: Sequence[Check[Any]]) -> list[tuple[str, str]]:
    """The facts behind what nobody may set aside, readable at the moment it matters."""
    facts, language = load_facts(), ask.host.language
    known = [facts[BLOCK_FACTS[check.block]] for check in checks if check.block is not None]
    return [(fact.text.in_language(language), fact.label(language, clock.today())) for fact in known]


def _fields(ask: Ask, guard: Guard[Any], blocked: bool) -> list[Field]:
    asks, found = guard.asks, []
    if asks.codes:
        found.append(Field("code", "choice", text("ask_code"), choices=CODE_LISTS[asks.codes], required=True))
    if asks.text or asks.codes:
        label = text("ask_reason" if asks.text else "ask_words")
        found.append(Field("reason", "area", label, hint=text("ask_reason_hint"), required=asks.text))
    if asks.date:
        found.append(Field("date", "date", text("ask_date"), required=True))
    if asks.who:
        names = {str(role): ROLE_NAMES[role] for role in WHO_ASKED}
        found.append(Field("who", "choice", text("ask_who"), choices=names, required=True))
    found += [Field(one.code, "check", one.text, required=True) for one in guard.asserted]
    if any(one.evidence for one in guard.asserted):
        found.append(Field("evidence", "text", text("ask_evidence"), required=True))
    if blocked and ask.actor.role is Role.COORDINATOR:
        found.append(Field("override", "area", text("ask_override"), hint=text("ask_override_hint")))
    return found


def said_of(ask: Ask) -> Said:
    """The words that came with a step; raises :class:`WrongForm` for a date that is none."""
    try:
        on = dt.date.fromisoformat(ask.one("date")) if ask.one("date") else None
    except ValueError:
        raise WrongForm({"date": text("wrong_date")}) from None
    asked = [name.removeprefix("asked.") for name in ask.params if name.startswith("asked.")]
    return Said(
        reason=ask.one("reason"),
        code=ask.one("code"),
        confirmed=frozenset(code for code in asked if ask.one(code)),
        evidence=ask.one("evidence"),
        on=on,
        asked_by=ask.one("who"),
        override=ask.one("override"),
    )


def make_step(ask: Ask) -> api.Moved:
    """Make the step that a form of :func:`steps` asks for; raises what :func:`api.move` raises."""
    return api.move(
        ask.actor,
        ask.one("kind"),
        ask.number("id"),
        ask.one("action"),
        version=ask.number("version"),
        said=said_of(ask),
    )


def move_post(ask: Ask) -> Go:
    """The post ``move`` for any screen about one object: make the step and show the object again."""
    moved = make_step(ask)
    return Go(ask.screen, _here(ask, moved), done(ask, moved))


def done(ask: Ask, moved: api.Moved) -> Text:
    """The sentence after a step, with the state that the object is in now."""
    texts = all_texts()
    own = texts.get(f"done_{moved.kind}_{ask.one('action').replace(' ', '_')}")
    nl, en = (saying.state(code, moved.kind, moved.state) for code in ("nl", "en"))
    return own or Text(f"Gedaan. Het staat nu op: {nl}.", f"Done. It is now: {en}.")


def _here(ask: Ask, moved: api.Moved) -> Mapping[str, object]:
    return {"id": ask.one("back_id") or moved.id}
