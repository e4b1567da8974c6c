"""What the school fills in at a placement: who is who, hours and goals, and a new agreement, talk or document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

from winternship_board import api, clock, overviews
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, read
from winternship_board.screens.registry import Post
from winternship_board.screens.replying import Go
from winternship_board.screens.school.labels import label
from winternship_board.screens.school.paper import Opening, opening
from winternship_board.screens.school.roles import is_coordinator, school_of
from winternship_board.screens.texts import text
from winternship_core.placements import Role
from winternship_core.placements.codes import CONTACT_KIND, CONTACT_MODE

MaybeForm = Opening | None
BEFORE: Final = frozenset({"proposed", "approved"})
WITH_AGREEMENT: Final = frozenset({"agreement", "confirmed", "active", "interrupted"})
BEING_MADE: Final = frozenset({"draft", "company_check", "signing"})
OVER: Final = frozenset({"closed", "cancelled", "rejected"})
STAFF_FIELDS: Final = {
    "supervisor": Role.SUPERVISOR,
    "coordinator": Role.COORDINATOR,
    "trainer": Role.TRAINER,
    "stand_in": Role.TRAINER,
}
PLAN: Final = (
    Field("planned_hours", "number", label("placement", "planned_hours")),
    Field("starts_on", "date", label("placement", "starts_on")),
    Field("ends_on", "date", label("placement", "ends_on")),
    Field("goals", "area", label("placement", "goals"), text("sc_goals_hint")),
    Field("work_processes", "area", label("placement", "work_processes"), text("sc_work_hint")),
)
DAY_ONE: Final = (Field("day_one_sent_on", "date", label("placement", "day_one_sent_on"), required=True),)
TALK: Final = (
    Field("kind", "choice", label("contact_moment", "kind"), choices=CONTACT_KIND, required=True),
    Field("mode", "choice", label("contact_moment", "mode"), choices=CONTACT_MODE),
    Field("planned_on", "date", label("contact_moment", "planned_on"), required=True),
)


def forms(ask: Ask, seen: api.Seen) -> list[MaybeForm]:
    """The plan while it may change, and the list for the first day."""
    state, held = str(seen.fields.get("state")), {"id": seen.id, "version": seen.version}
    plan = day = None
    if state in BEFORE:
        values = {**seen.fields, "work_processes": "\n".join(_codes(seen))}
        plan = opening(
            ask,
            text("sc_change_plan"),
            PLAN,
            do="plan",
            button=text("sc_save"),
            values=values,
            hidden=held,
            kind="placement",
        )
    if state in WITH_AGREEMENT and not seen.fields.get("day_one_sent_on"):
        day = opening(
            ask,
            text("sc_day_one"),
            DAY_ONE,
            do="day_one",
            lead=text("sc_day_one_lead"),
            values={"day_one_sent_on": clock.today()},
            hidden=held,
        )
    return [plan, day]


def _codes(seen: api.Seen) -> list[str]:
    codes = seen.fields.get("work_processes")
    return [str(one) for one in codes] if isinstance(codes, list) else []


def forms_of(ask: Ask, seen: api.Seen, kind: str, found: Sequence[api.Seen]) -> list[MaybeForm]:
    """The forms below one part of the page."""
    state, held = str(seen.fields.get("state")), {"id": seen.id}
    if kind == "agreement" and is_coordinator(ask) and state in WITH_AGREEMENT:
        if any(str(one.fields["state"]) in BEING_MADE for one in found):
            return []
        amends = any(one.fields["state"] == "active" for one in found)
        title = text("sc_amend" if amends else "sc_new_agreement")
        lead = text("sc_amend_lead") if amends else None
        return [opening(ask, title, (), do="agreement", lead=lead, hidden=held)]
    if kind == "contact_moment" and state not in OVER:
        plan = opening(ask, text("sc_plan_talk"), TALK, do="talk", hidden=held, kind="contact_moment")
        three = None
        if not found and seen.fields.get("starts_on") and seen.fields.get("ends_on"):
            three = opening(
                ask, text("sc_plan_three"), (), do="three", lead=text("sc_plan_three_lead"), hidden=held
            )
        return [three, plan]
    return []


def people_form(ask: Ask, seen: api.Seen) -> MaybeForm:
    """Who is who, chosen from those who have that role there; for the coordinator."""
    if not is_coordinator(ask) or str(seen.fields.get("state")) in OVER:
        return None
    values = {name: str(seen.fields.get(name) or "") for name in STAFF_FIELDS}
    held = {"id": seen.id, "version": seen.version}
    return opening(
        ask,
        text("sc_name_people"),
        _staff(ask, seen),
        do="people",
        button=text("sc_save"),
        values=values,
        hidden=held,
        kind="placement",
    )


def _staff(ask: Ask, seen: api.Seen) -> list[Field]:
    school, company = school_of(ask), seen.fields.get("organisation")
    there = list(overviews.colleagues(ask.actor, school, {Role.SUPERVISOR, Role.COORDINATOR}))
    if isinstance(company, int) and _in_reach(ask, company):
        there += overviews.colleagues(ask.actor, company, {Role.TRAINER})
    fields = []
    for name, role in STAFF_FIELDS.items():
        choices = [
            (str(one.person), one.name or f"{ask.t['sc_without_card']} {one.person}")
            for one in there
            if one.role is role
        ]
        fields.append(Field(name, "choice", label("placement", name), choices=choices))
    return fields


def _in_reach(ask: Ask, company: int) -> bool:
    """Whether the company is of the school's region; elsewhere its people are named by the company itself."""
    return "state" in api.see(ask.actor, "organisation", company).fields


def people(ask: Ask) -> Go:
    """Name the people of a placement."""
    pk = ask.number()
    seen = api.see(ask.actor, "placement", pk)
    found = read(ask, _staff(ask, seen))
    values = {name: int(one) if one else None for name, one in found.items()}
    changed = {name: one for name, one in values.items() if seen.fields.get(name) != one}
    api.change(ask.actor, "placement", pk, changed, version=ask.number("version"))
    return Go("placement", {"id": pk}, text("sc_saved"))


def plan(ask: Ask) -> Go:
    """Fill in the hours, the period, the goals and the work processes."""
    pk, values = ask.number(), read(ask, PLAN)
    values["work_processes"] = str(values["work_processes"]).replace(",", " ").split()
    values["planned_hours"] = values["planned_hours"] or 0
    before = api.see(ask.actor, "placement", pk).fields
    changed = {name: one for name, one in values.items() if before.get(name) != one}
    api.change(ask.actor, "placement", pk, changed, version=ask.number("version"))
    return Go("placement", {"id": pk}, text("sc_saved"))


def day_one(ask: Ask) -> Go:
    """Note that the list for the first day was sent."""
    pk = ask.number()
    api.change(ask.actor, "placement", pk, read(ask, DAY_ONE), version=ask.number("version"))
    return Go("placement", {"id": pk}, text("sc_saved"))


def agreement(ask: Ask) -> Go:
    """A new agreement, filled in from what is known; the next version when there is one."""
    made = api.create(ask.actor, "agreement", {"placement": ask.number()})
    return Go("agreement", {"id": made.id}, text("sc_agreement_made"))


def talk(ask: Ask) -> Go:
    """Plan one talk."""
    pk = ask.number()
    made = api.create(ask.actor, "contact_moment", {**read(ask, TALK), "placement": pk})
    return Go("contact_moment", {"id": made.id}, text("sc_talk_planned"))


def three(ask: Ask) -> Go:
    """Plan the three talks of a placement at once: in its second week, halfway, and two weeks before the end."""
    pk = ask.number()
    seen = api.see(ask.actor, "placement", pk)
    starts, ends = seen.fields.get("starts_on"), seen.fields.get("ends_on")
    if not isinstance(starts, dt.date) or not isinstance(ends, dt.date):
        raise api.BadValue("starts_on", text("wrong_empty"))
    week, length = dt.timedelta(weeks=1), max(ends - starts, dt.timedelta(0))
    last = max(ends - 2 * week, starts)
    days: dict[str, Any] = {"start": min(starts + week, last), "midway": starts + length / 2, "end": last}
    for kind, day in days.items():
        api.create(
            ask.actor, "contact_moment", {"placement": pk, "kind": kind, "mode": "visit", "planned_on": day}
        )
    return Go("placement", {"id": pk}, text("sc_three_planned"))


POSTS: Final[Mapping[str, Post]] = {
    "people": people,
    "plan": plan,
    "day_one": day_one,
    "agreement": agreement,
    "talk": talk,
    "three": three,
}
