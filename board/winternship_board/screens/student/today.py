"""What waits for a student: offers, signatures, weeks to fill in, an assessment, an evaluation; else the first step."""

from __future__ import annotations

import datetime as dt

from winternship_board import api, clock
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.student.hours import OPEN, RUNNING
from winternship_board.screens.student.own import profile
from winternship_board.screens.student.weeks import weeks_of
from winternship_board.screens.today import Item
from winternship_core.placements import Role

MOST = 50


def student_today(ask: Ask) -> list[Item]:
    """All that waits for the student, from what they see themselves."""
    placements = api.search(ask.actor, "placement", limit=20).rows
    found = [*_applications(ask), *_signatures(ask, placements), *_weeks(ask, placements)]
    found += [*_assessments(ask, placements), *_evaluations(ask, placements)]
    begun = found or placements or api.search(ask.actor, "application", limit=1).rows
    if not begun and not profile(ask).fields.get("is_placed"):
        found.append(Item(ask.t["today_search"], "vacancies", hint=ask.t["today_search_hint"]))
    return found


def guardian_today(ask: Ask) -> list[Item]:
    """What waits for a parent: the signature under an agreement."""
    return _signatures(ask, api.search(ask.actor, "placement", limit=20).rows)


def _applications(ask: Ask) -> list[Item]:
    found = []
    for state, words in (("offered", "offer_waiting"), ("proposed", "proposal_waiting")):
        for row in api.search(ask.actor, "application", where={"state": state}, limit=MOST).rows:
            due = row.fields.get("offer_expires_on")
            title = f"{ask.t[words]} {row.fields['vacancy_title']}"
            found.append(
                Item(title, "application", {"id": row.id}, due=due if isinstance(due, dt.date) else None)
            )
    return found


def _signatures(ask: Ask, placements: tuple[api.Seen, ...]) -> list[Item]:
    found = []
    for placement in placements:
        if placement.fields["state"] != "agreement":
            continue
        for row in api.search(ask.actor, "agreement", where={"placement": placement.id}, limit=5).rows:
            asked = row.fields["signatories"]
            role = str(ask.actor.role)
            if row.fields["state"] != "signing" or not isinstance(asked, list) or role not in asked:
                continue
            signed = {one.data.get("code") for one in api.history(ask.actor, "agreement", row.id)}
            if role not in signed:
                found.append(Item(ask.t["today_sign"], "agreement", {"id": row.id}))
    return found


def _weeks(ask: Ask, placements: tuple[api.Seen, ...]) -> list[Item]:
    """Weeks that are over and not sent, the oldest; and any that came back."""
    placement = next((row for row in placements if row.fields["state"] in RUNNING[:2]), None)
    if placement is None:
        return []
    made = {
        (row.fields["iso_year"], row.fields["iso_week"]): row
        for row in api.search(ask.actor, "hour_week", where={"placement": placement.id}, limit=200).rows
    }
    starts, ends = placement.fields["starts_on"], placement.fields["ends_on"]
    if not isinstance(starts, dt.date) or not isinstance(ends, dt.date):
        return []
    last_week = clock.today() - dt.timedelta(days=7)
    found = []
    for year, week in reversed(weeks_of(starts, ends, last_week)):
        row = made.get((year, week))
        if row is None or row.fields["state"] in OPEN:
            monday = saying.day(ask.host.language, dt.date.fromisocalendar(year, week, 1))
            hint = ask.t["today_returned"] if row and row.fields["state"] == "returned" else ""
            title = ask.t["today_week"].format(week=week, monday=monday)
            found.append(Item(title, "hours", {"iso_year": year, "iso_week": week}, hint))
    return found[:4]


def _assessments(ask: Ask, placements: tuple[api.Seen, ...]) -> list[Item]:
    """The school goes on only when the student has said something to what the trainer wrote."""
    found = []
    for placement in placements:
        if placement.fields["state"] in ("active", "ended", "ended_early"):
            where = {"placement": placement.id, "state": "submitted"}
            for row in api.search(ask.actor, "assessment", where=where, limit=5).rows:
                if not row.fields.get("student_view"):
                    found.append(Item(ask.t["today_assessment"], "assessment", {"id": row.id}))
    return found


def _evaluations(ask: Ask, placements: tuple[api.Seen, ...]) -> list[Item]:
    found = []
    for placement in placements:
        if placement.fields["state"] != "closed":
            continue
        for row in api.search(ask.actor, "evaluation", where={"placement": placement.id}, limit=10).rows:
            if row.fields.get("party") == str(Role.STUDENT) and not row.fields.get("answers"):
                found.append(Item(ask.t["today_evaluate"], "evaluation", {"id": row.id}))
    return found
