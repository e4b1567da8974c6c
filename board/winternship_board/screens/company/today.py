"""What needs the company or the trainer today, each with the screen where it is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from winternship_board import api, clock
from winternship_board.overviews import signers
from winternship_board.screens.asking import Ask
from winternship_board.screens.company.applications import due, who
from winternship_board.screens.company.own import MOST
from winternship_board.screens.company.vacancies import needs_sign
from winternship_board.screens.texts import text
from winternship_board.screens.today import Item
from winternship_core.placements import Role

SOON: Final = dt.timedelta(28)
TALK_SOON: Final = dt.timedelta(14)
UNSETTLED: Final = frozenset({"proposed", "approved", "agreement", "confirmed"})


def company(ask: Ask) -> list[Item]:
    """For the company contact: answers due, agreements, vacancies, trainers to name, the company's own papers."""
    parts = [_answers(ask), _agreements(ask), _evaluations(ask)]
    if ask.actor.link_id is None:
        parts += [_vacancies(ask), _trainers(ask), _own_papers(ask)]
    return [item for part in parts for item in part]


def trainer(ask: Ask) -> list[Item]:
    """For the trainer: hours, assessments, talks, agreements to check, answers due."""
    parts = [_answers(ask), _agreements(ask), _hours(ask), _assessments(ask), _talks(ask), _evaluations(ask)]
    return [item for part in parts for item in part]


def _answers(ask: Ask) -> Iterator[Item]:
    for state in ("submitted", "in_talks"):
        for row in api.search(ask.actor, "application", where={"state": state}, limit=MOST).rows:
            title = ask.say(text(f"co_today_{state}", who=who(ask, row)))
            hint = str(row.fields.get("vacancy_title") or "")
            yield Item(title, "application", {"id": row.id}, hint, due(row))


def _agreements(ask: Ask) -> Iterator[Item]:
    for row in api.search(ask.actor, "agreement", where={"state": "company_check"}, limit=MOST).rows:
        yield Item(ask.t["co_today_check"], "agreement", {"id": row.id}, _student(row))
    if ask.actor.role is not Role.COMPANY:
        return
    rows = api.search(ask.actor, "agreement", where={"state": "signing"}, limit=MOST).rows
    parties = signers(ask.actor, [row.id for row in rows])
    for row in rows:
        if any(one.role is Role.COMPANY and one.at is None for one in parties.get(row.id, ())):
            yield Item(ask.t["co_today_sign"], "agreement", {"id": row.id}, _student(row))


def _student(row: api.Seen) -> str:
    contents = row.fields.get("contents")
    return str(contents.get("student_name") or "") if isinstance(contents, dict) else ""


def _hours(ask: Ask) -> Iterator[Item]:
    rows = api.search(ask.actor, "hour_week", where={"state": "submitted"}, limit=MOST).rows
    if rows:
        yield Item(
            ask.say(text("co_today_hours", weeks=len(rows))), "hours", {}, ask.t["co_today_hours_hint"]
        )


def _assessments(ask: Ask) -> Iterator[Item]:
    rows = api.search(ask.actor, "assessment", limit=200).rows
    judged = {row.fields["placement"] for row in rows if row.fields["state"] != "draft"}
    for state in ("active", "ended", "ended_early"):
        for row in api.search(ask.actor, "placement", where={"state": state}, limit=MOST).rows:
            ends = row.fields.get("ends_on")
            if isinstance(ends, dt.date) and ends - clock.today() <= SOON and row.id not in judged:
                hint = str(row.fields.get("student_name") or "")
                yield Item(ask.t["co_today_assess"], "assessment", {"id": row.id}, hint, ends)


def _talks(ask: Ask) -> Iterator[Item]:
    until = clock.today() + TALK_SOON
    where = {"state": "planned", "planned_until": until}
    for row in api.search(ask.actor, "contact_moment", where=where, limit=MOST).rows:
        day = row.fields["planned_on"]
        yield Item(
            ask.t["co_today_talk"],
            "placement",
            {"id": row.fields["placement"]},
            "",
            day if isinstance(day, dt.date) else None,
        )


def _evaluations(ask: Ask) -> Iterator[Item]:
    for row in api.search(ask.actor, "evaluation", limit=MOST).rows:
        open_one = not row.fields.get("answers") and not row.fields.get("text")
        if row.fields.get("party") == ask.actor.role and open_one:
            yield Item(ask.t["co_today_evaluate"], "evaluation", {"id": row.id})


def _vacancies(ask: Ask) -> Iterator[Item]:
    for row in api.search(ask.actor, "vacancy", where={"state": "draft"}, limit=MOST).rows:
        yield Item(ask.t["co_today_draft"], "vacancy", {"id": row.id}, str(row.fields["title"]))
    for row in api.search(ask.actor, "vacancy", where={"state": "published"}, limit=MOST).rows:
        if needs_sign(row):
            yield Item(ask.t["co_today_still"], "vacancy", {"id": row.id}, str(row.fields["title"]))


def _trainers(ask: Ask) -> Iterator[Item]:
    for row in api.search(ask.actor, "placement", limit=MOST).rows:
        if row.fields["state"] in UNSETTLED and row.fields.get("trainer") is None:
            start = row.fields.get("starts_on")
            hint = str(row.fields.get("student_name") or "")
            when = start if isinstance(start, dt.date) else None
            yield Item(ask.t["co_today_trainer"], "placement", {"id": row.id}, hint, when)


def _own_papers(ask: Ask) -> Iterator[Item]:
    rows = api.search(ask.actor, "organisation", limit=1).rows
    if rows and rows[0].fields.get("state") == "draft":
        yield Item(ask.t["co_today_submit"], "company", {}, ask.t["co_today_submit_hint"])
    if not api.my_card(ask.actor).name:
        yield Item(ask.t["co_today_card"], "colleagues", {}, ask.t["co_today_card_hint"])
    for state in ("unknown", "recheck_due"):
        for row in api.search(ask.actor, "accreditation", where={"state": state}, limit=MOST).rows:
            hint = f"{row.fields['crebo']} {row.fields['name']}".strip()
            yield Item(ask.t[f"co_today_{state}"], "accreditation", {"id": row.id}, hint)
