"""What happens during and after a placement in the made-up region: hours, talks, the assessment, and the ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Final

from winternship_board import clock
from winternship_board.region.agreements import agree, make_agreement, prepare
from winternship_board.region.names import TRADES
from winternship_board.region.people import House, edit, step
from winternship_board.region.pupils import Pupil, period_of
from winternship_board.writing import create
from winternship_core.placements import Said

Fate = Callable[[Pupil, House, int], None]
WEEK: Final = [8, 8, 8, 8, 0, 0, 0]
# How far each week of hours is, oldest first.
_WEEKS: Final = ("approved", "returned", "submitted", "open")


def _active(pupil: Pupil, house: House, placement: int) -> None:
    prepare(pupil, house, placement)
    agree(pupil, house, make_agreement(pupil, house, placement))
    edit(pupil.school.boss, "placement", placement, day_one_sent_on=period_of(pupil.group)[0])
    step(pupil.school.guide, "placement", placement, "start")


def _running(pupil: Pupil, house: House, placement: int) -> None:
    _active(pupil, house, placement)
    begin, _ = period_of(pupil.group)
    create(pupil.actor, "plan_week", {"placement": placement, "week": 1, "goal": "De werkplek leren kennen."})
    for number, until in enumerate(_WEEKS):
        _hours(pupil, house, placement, begin + dt.timedelta(weeks=number), until)
    _talks(pupil, placement, begin)


def _hours(pupil: Pupil, house: House, placement: int, monday: dt.date, until: str) -> None:
    year, week, _ = monday.isocalendar()
    made = create(pupil.actor, "hour_week", {"placement": placement, "iso_year": year, "iso_week": week}).id
    edit(pupil.actor, "hour_week", made, days=WEEK)
    if until == "open":
        return
    step(pupil.actor, "hour_week", made, "submit week")
    if until == "approved":
        step(house.guide, "hour_week", made, "approve")
    if until == "returned":
        step(house.guide, "hour_week", made, "return", Said(reason="Friday was a day off."))


def _talks(pupil: Pupil, placement: int, begin: dt.date) -> None:
    guide = pupil.school.guide
    for number, (kind, week) in enumerate((("start", 1), ("midway", 4), ("extra", 5), ("end", 18))):
        values = {"placement": placement, "kind": kind, "planned_on": begin + dt.timedelta(weeks=week)}
        made = create(guide, "contact_moment", {**values, "mode": ("visit", "video", "phone")[number % 3]}).id
        if kind == "extra":
            step(guide, "contact_moment", made, "not held")
        if kind in {"start", "midway"}:
            step(guide, "contact_moment", made, "hold")
        if kind == "start":
            edit(guide, "contact_moment", made, agreements="Elke week een gesprek van een kwartier.")
            step(guide, "contact_moment", made, "report")


def _quiet(pupil: Pupil, house: House, placement: int) -> None:
    """Running, but nothing was filled in yet."""
    _active(pupil, house, placement)


def _interrupted(pupil: Pupil, house: House, placement: int) -> None:
    _active(pupil, house, placement)
    step(pupil.school.guide, "placement", placement, "pause", Said(code="holiday"))


def _ended_early(pupil: Pupil, house: House, placement: int) -> None:
    _active(pupil, house, placement)
    said = Said(
        code="content",
        asked_by="ST",
        on=clock.today(),
        reason="The work was another than agreed.",
        confirmed=frozenset({"rules_followed"}),
    )
    step(pupil.school.boss, "placement", placement, "end early", said)


def _ended(pupil: Pupil, house: House, placement: int) -> None:
    _active(pupil, house, placement)
    begin, _ = period_of(pupil.group)
    _hours(pupil, house, placement, begin, "approved")
    step(pupil.school.guide, "placement", placement, "end date reached")


def _assessment(pupil: Pupil, house: House, placement: int, until: str) -> None:
    words = {"scale": "good", "words": "Doet dit zelfstandig en legt het anderen uit."}
    judgements = {code: words for code, _ in TRADES[house.trade].tasks}
    made = create(house.guide, "assessment", {"placement": placement, "judgements": judgements}).id
    if until == "draft":
        return
    step(house.guide, "assessment", made, "submit")
    if until == "submitted":
        return
    edit(pupil.actor, "assessment", made, student_view="Ik heb veel geleerd, vooral van de drukke dagen.")
    step(pupil.school.guide, "assessment", made, "discuss with student")
    if until == "discussed":
        return
    edit(pupil.school.guide, "assessment", made, feedback_to_company="Goed begeleid, met echte taken.")
    step(pupil.school.guide, "assessment", made, "confirm", Said(confirmed=frozenset({"school_decides"})))


def _ended_with(until: str) -> Fate:
    def do(pupil: Pupil, house: House, placement: int) -> None:
        _ended(pupil, house, placement)
        _assessment(pupil, house, placement, until)

    return do


def _assessed(pupil: Pupil, house: House, placement: int) -> None:
    _ended_with("confirmed")(pupil, house, placement)
    step(pupil.school.guide, "placement", placement, "assessment confirmed")


def _closed(pupil: Pupil, house: House, placement: int) -> None:
    _assessed(pupil, house, placement)
    step(pupil.school.boss, "placement", placement, "close")


FATES_RUNNING: Final[tuple[Fate, ...]] = (_running, _quiet, _interrupted, _running, _ended_early, _quiet)
FATES_PAST: Final[tuple[Fate, ...]] = (
    _closed,
    _ended_with("draft"),
    _closed,
    _assessed,
    _ended_with("submitted"),
    _closed,
    _ended_with("discussed"),
)
