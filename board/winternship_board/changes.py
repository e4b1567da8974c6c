"""The columns that a step sets beside the state: days, codes, counters, who did it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final

from winternship_board import clock
from winternship_board.actors import Standing
from winternship_board.agreement.annexes import with_annexes
from winternship_board.conditions import TURNED_DOWN
from winternship_board.fields import under18
from winternship_board.models import HourWeek
from winternship_core.placements import Said, Transition, machine
from winternship_core.placements.hours import WEEKS, over_the_limit
from winternship_core.placements.working_days import add_working_days

REPLY_WORKING_DAYS: Final = 10
OFFER_STANDS_DAYS: Final = 14

Changes = dict[str, Any]


def changes_of(kind: str, row: Any, step: Transition, who: Standing, said: Said) -> Changes:
    """The columns besides ``state``; pure but for the clock and the weeks before a week of hours."""
    change = _BY_KIND.get(kind)
    return change(row, step, who, said) if change else {}


def _organisation(row: Any, step: Transition, who: Standing, said: Said) -> Changes:
    changes: Changes = {"active_on": clock.today()}
    if step.target == "verified" and step.source == "submitted":
        changes |= {"verified_by_id": who.person_id, "verified_on": clock.today()}
    if step.action == "suspend":
        changes["suspended_by_id"] = who.person_id
    return _columns(changes)


def _accreditation(row: Any, step: Transition, who: Standing, said: Said) -> Changes:
    changes: Changes = {}
    if step.action == "record check":
        changes |= {"checked_on": clock.today(), "checked_by_id": who.person_id}
    if said.evidence:
        changes["evidence"] = said.evidence[:500]
    if step.target in {"withdrawn", "lapsed"}:
        changes["ends_on"] = said.on or clock.today()
    return _columns(changes)


def _vacancy(row: Any, step: Transition, who: Standing, said: Said) -> Changes:
    if step.action == "publish":
        from winternship_board.pictures.finding import recognition_of  # noqa: PLC0415 - it reads rows

        return {
            "published_on": clock.today(),
            "sign_of_life": clock.today(),
            "recognition_requested": recognition_of(row) == "requested",
        }
    return {"sign_of_life": clock.today()} if step.action == "resume" else {}


def _application(row: Any, step: Transition, who: Standing, said: Said) -> Changes:
    today = clock.today()
    changes: Changes = {}
    if step.target in {"submitted", "in_talks"}:
        changes = {
            "waiting_since": today,
            "reply_due_on": add_working_days(today, REPLY_WORKING_DAYS),
            "reminders": 0,
        }
    if step.target == "submitted":
        changes |= {"submitted_on": today, "is_revealed": not row.school.blind}
    if step.target == "in_talks":
        changes["is_revealed"] = True
    if step.target == "offered":
        expires = row.offer_expires_on or today + timedelta(OFFER_STANDS_DAYS)
        changes = {"offer_expires_on": expires, "is_revealed": True}
    if step.action == "decline" and step.target == "declined_by_company":
        changes = {"decline_code": said.code, "decline_text": said.reason[:500]}
    if step.target in machine("application").terminal:
        changes |= {"ended_on": today, "open_key": None}
    if step.target in TURNED_DOWN:
        changes["is_revealed"] = False
    return changes


def _placement(row: Any, step: Transition, who: Standing, said: Said) -> Changes:
    today = clock.today()
    changes: Changes = {}
    if step.action in {"cancel", "cancel before start", "end early"}:
        changes = {"end_code": said.code, "asked_by": said.asked_by[:2] or who.role}
    if step.target in {"ended", "ended_early", "cancelled", "rejected"}:
        changes |= {"ended_on": today}
    if step.target in {"cancelled", "rejected"}:
        changes["holds_place"] = False
    if step.target == "closed":
        changes["closed_on"] = today
    return changes


def _agreement(row: Any, step: Transition, who: Standing, said: Said) -> Changes:
    if step.target == "signing":
        contents = with_annexes(row.contents, row.placement)
        return {
            "contents": contents,
            "document_hash": document_hash(row, contents),
            "frozen_at": clock.now(),
            "minor_when_signing": under18(row.placement.student),
        }
    if step.target in machine("agreement").terminal:
        return {"ended_on": said.on or clock.today()}
    return {}


def document_hash(agreement: Any, contents: Mapping[str, Any] | None = None) -> str:
    """The digest of what is signed: the contents with their annexes, the template, the number, and who must sign."""
    held = agreement.contents if contents is None else contents
    document = [agreement.placement_id, agreement.number, agreement.template, held]
    content = json.dumps([*document, sorted(agreement.signatories)], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


def _hour_week(row: Any, step: Transition, who: Standing, said: Said) -> Changes:
    if step.target == "submitted":
        return {"submitted_on": clock.today(), "over": _over(row)}
    if step.target in {"approved", "approved_by_school"}:
        return {"approver_id": who.person_id} if who.person_id else {}
    return {}


def _over(row: HourWeek) -> list[dict[str, str]]:
    if not under18(row.placement.student):
        return []
    before = HourWeek.objects.filter(placement=row.placement_id, iso_year=row.iso_year)
    before = before.filter(iso_week__lt=row.iso_week, iso_week__gte=row.iso_week - WEEKS + 1).order_by(
        "iso_week"
    )
    earlier = [sum(map(float, week.days)) + float(week.school_hours) for week in before]
    told = over_the_limit(list(map(float, row.days)), float(row.school_hours), earlier)
    return [{"nl": text.nl, "en": text.en} for text in told]


def _contact_moment(row: Any, step: Transition, who: Standing, said: Said) -> Changes:
    if step.action == "move":
        return {"planned_on": said.on}
    if step.action == "hold":
        return {"held_on": row.held_on or clock.today()}
    return {}


def _columns(changes: Changes) -> Changes:
    """Foreign keys by the name of their field, as :func:`.recording.changed` wants them."""
    from winternship_board.models import Person  # noqa: PLC0415 - rows of people, only when there are any

    named: Changes = {}
    for name, value in changes.items():
        if name.endswith("_by_id"):
            named[name.removesuffix("_id")] = Person.objects.filter(pk=value).first()
        else:
            named[name] = value
    return named


_BY_KIND: Final[Mapping[str, Callable[[Any, Transition, Standing, Said], Changes]]] = {
    "organisation": _organisation,
    "accreditation": _accreditation,
    "vacancy": _vacancy,
    "application": _application,
    "placement": _placement,
    "agreement": _agreement,
    "hour_week": _hour_week,
    "contact_moment": _contact_moment,
}
