"""Talks of student, school and company during a placement: what is planned, and what was agreed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from winternship_board import api, clock
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, Form, form, read
from winternship_board.screens.registry import Post
from winternship_board.screens.replying import Go
from winternship_board.screens.steps import Step, steps
from winternship_board.screens.texts import text
from winternship_core.placements import Role
from winternship_core.placements.codes import CONTACT_KIND, CONTACT_MODE

PLAN: Final = (
    Field("kind", "choice", text("co_moment_kind"), choices=CONTACT_KIND, required=True),
    Field("planned_on", "date", text("co_moment_day"), required=True),
    Field("mode", "choice", text("co_moment_mode"), choices=CONTACT_MODE, required=True),
)
AGREED: Final = (Field("agreements", "area", text("co_moment_agreed"), required=True),)
TALKS: Final = frozenset({"confirmed", "active", "interrupted", "ended", "ended_early"})


@dataclass(frozen=True, slots=True)
class Moment:
    """One talk, in words, with what one may do about it."""

    what: str
    day: str
    state: str
    late: bool
    agreements: str
    steps: list[Step]
    form: Form | None


def moments(ask: Ask, placement: api.Seen) -> dict[str, object]:
    """The talks of a placement, the earliest first, and for the trainer a form to plan one."""
    rows = api.search(ask.actor, "contact_moment", where={"placement": placement.id}, limit=50).rows
    ordered = sorted(rows, key=lambda row: str(row.fields["planned_on"]))
    plan = ask.actor.role is Role.TRAINER and placement.fields["state"] in TALKS
    return {
        "rows": [_moment(ask, row) for row in ordered],
        "plan": form(ask, PLAN, do="plan", button=text("co_moment_plan"), hidden={"id": placement.id})
        if plan
        else None,
    }


def _moment(ask: Ask, row: api.Seen) -> Moment:
    language, state = ask.host.language, str(row.fields["state"])
    what = saying.value(language, "contact_moment", "kind", row.fields["kind"])
    mode = saying.value(language, "contact_moment", "mode", row.fields["mode"])
    held = row.fields.get("held_on") or row.fields["planned_on"]
    writes = state == "held" and ask.actor.role is Role.TRAINER
    return Moment(
        f"{what.capitalize()} ({mode})" if mode else what.capitalize(),
        saying.day(language, held),
        saying.state(language, "contact_moment", state),
        state == "planned" and str(row.fields["planned_on"]) < clock.today().isoformat(),
        str(row.fields.get("agreements") or ""),
        steps(ask, row),
        _agreed_form(ask, row) if writes else None,
    )


def _agreed_form(ask: Ask, row: api.Seen) -> Form:
    return form(
        ask,
        AGREED,
        do="agreed",
        button=text("co_save"),
        key=f"agreed {row.id}",
        values=row.fields,
        hidden={"id": row.fields["placement"], "moment": row.id, "version": row.version},
    )


def plan(ask: Ask) -> Go:
    """Plan a talk; the school sees it at once."""
    values = {**read(ask, PLAN), "placement": ask.number()}
    api.create(ask.actor, "contact_moment", values)
    return Go("placement", {"id": ask.number()}, text("co_moment_planned"))


def agreed(ask: Ask) -> Go:
    """Write down what was agreed; school and student read it."""
    values = read(ask, AGREED)
    api.change(ask.actor, "contact_moment", ask.number("moment"), values, version=ask.number("version"))
    return Go("placement", {"id": ask.number()}, text("co_saved"))


def moment_posts() -> Mapping[str, Post]:
    """What the forms of this part ask for."""
    return {"plan": plan, "agreed": agreed}
