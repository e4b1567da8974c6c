"""What waits for a school's staff, as numbers that lead to the list behind each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from winternship_board import clock, overviews
from winternship_board.screens.asking import Ask
from winternship_board.screens.school.students import SOON
from winternship_board.screens.today import Item, Today
from winternship_core.placements import Role

SILENT: Final = dt.timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Waits:
    """One number: the sentence ``sc_today_<name>``, the list it leads to, and what is counted there.

    ``until``: filter → how many days from today, before today when negative. ``fixed``: counted, but no filter.
    """

    name: str
    screen: str
    kind: str
    where: Mapping[str, object]
    until: Mapping[str, dt.timedelta]
    fixed: Mapping[str, object]


def _waits(
    name: str,
    screen: str,
    kind: str,
    state: str = "",
    *,
    until: Mapping[str, dt.timedelta] | None = None,
    fixed: Mapping[str, object] | None = None,
) -> Waits:
    return Waits(name, screen, kind, {"state": state} if state else {}, until or {}, fixed or {})


TODAY: Final = dt.timedelta(0)
COORDINATOR: Final = (
    _waits("waiting", "waiting", "student", until={"starts_until": SOON}, fixed={"is_placed": False}),
    _waits("approve", "approvals", "placement", fixed={"state": "proposed"}),
    _waits("prepare", "placements", "placement", "approved"),
    _waits("companies", "organisations", "organisation", "submitted", fixed={"kind": "company"}),
    _waits("vacancies", "vacancies", "vacancy", "in_review"),
    _waits("recognitions", "recognitions", "accreditation", "recheck_due"),
    _waits("drafts", "agreements", "agreement", "draft"),
    _waits("company_check", "agreements", "agreement", "company_check"),
    _waits("signing", "agreements", "agreement", "signing"),
    _waits("proposals", "applications", "application", "draft"),
    _waits("assessed", "placements", "placement", "assessed"),
    _waits("cases", "signals", "signal", "open"),
)
SUPERVISOR: Final = (
    _waits("approve", "approvals", "placement", fixed={"state": "proposed"}),
    _waits("talks", "visits", "contact_moment", "planned", until={"planned_until": dt.timedelta(days=7)}),
    _waits("reports", "visits", "contact_moment", "held"),
    _waits("unanswered", "weeks", "hour_week", "submitted", until={"submitted_until": -SILENT}),
    _waits("over", "placements", "placement", "active", until={"ends_until": TODAY}),
    _waits("judged", "assessments", "assessment", "submitted"),
    _waits("discussed", "assessments", "assessment", "discussed"),
    _waits("ended", "placements", "placement", "ended"),
)
CONFIDANT: Final = (_waits("signals", "signals", "signal", "open"),)


def _items(waits: tuple[Waits, ...]) -> Today:
    def today(ask: Ask) -> list[Item]:
        found = []
        for one in waits:
            days = {name: clock.today() + delta for name, delta in one.until.items()}
            count = overviews.how_many(ask.actor, one.kind, {**one.where, **days, **one.fixed})
            if count:
                shown = {f"f.{name}": str(value) for name, value in {**one.where, **days}.items()}
                said = f"{overviews.MOST}+" if count > overviews.MOST else str(count)
                found.append(
                    Item(
                        ask.t[f"sc_today_{one.name}"].format(count=said), one.screen, {**shown, "searched": 1}
                    )
                )
        return found

    return today


TODAYS: Final[Mapping[Role, Today]] = {
    Role.COORDINATOR: _items(COORDINATOR),
    Role.SUPERVISOR: _items(SUPERVISOR),
    Role.CONFIDANT: _items(CONFIDANT),
}
