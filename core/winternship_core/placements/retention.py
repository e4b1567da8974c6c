"""How long each kind of data is kept (domain D.7): a pure rule, so that a school can read it and a test can hold it."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

WINDOW_DAYS: Final = 30


class Keep(StrEnum):
    """The keys of D.7."""

    APPLICATIONS = "K1"
    MESSAGES = "K2"
    PROFILE = "K3"
    FILE = "K4"
    ORGANISATION = "K5"
    EVALUATIONS = "K6"
    SIGNALS = "K7"
    AUDIT = "K8"


class Deed(StrEnum):
    """What happens when the time is over."""

    ERASE = "erase"
    ANONYMISE = "anonymise"
    ARCHIVE = "archive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Periods:
    """The times; a school may set its own. ``file_months`` follows its selection list: without one nothing goes."""

    application_weeks: int = 4
    application_wish_months: int = 12
    message_months: int = 12
    profile_months: int = 3
    file_months: int | None = None
    organisation_months: int = 24
    evaluation_months: int = 6
    signal_months: int | None = None
    audit_months: int = 24


@dataclass(frozen=True, slots=True)
class Fate:
    """What is to happen with something, and from which day on."""

    deed: Deed
    due: date


PROPOSED_PERIODS: Final = Periods()
DEEDS: Final = {
    Keep.APPLICATIONS: Deed.ERASE,
    Keep.MESSAGES: Deed.ERASE,
    Keep.PROFILE: Deed.ERASE,
    Keep.FILE: Deed.ERASE,
    Keep.ORGANISATION: Deed.ARCHIVE,
    Keep.EVALUATIONS: Deed.ANONYMISE,
    Keep.SIGNALS: Deed.ERASE,
    Keep.AUDIT: Deed.ERASE,
}


def fate(
    keep: Keep, ended: date | None, *, wish: bool = False, periods: Periods = PROPOSED_PERIODS
) -> Fate | None:
    """What becomes of data of this kind that has been over since ``ended``; ``None`` while it is kept.

    ``ended`` is the end of what the data was for: the round, the placement, the enrolment, the last activity;
    ``None`` while that still runs. ``wish``: the student asked to keep an application for at most a year.
    """
    if ended is None:
        return None
    due = _due(keep, ended, wish, periods)
    return None if due is None else Fate(DEEDS[keep], due)


def _due(keep: Keep, ended: date, wish: bool, periods: Periods) -> date | None:
    if keep is Keep.APPLICATIONS and not wish:
        return ended + timedelta(weeks=periods.application_weeks)
    months = {
        Keep.APPLICATIONS: periods.application_wish_months,
        Keep.MESSAGES: periods.message_months,
        Keep.PROFILE: periods.profile_months,
        Keep.FILE: periods.file_months,
        Keep.ORGANISATION: periods.organisation_months,
        Keep.EVALUATIONS: periods.evaluation_months,
        Keep.SIGNALS: periods.signal_months,
        Keep.AUDIT: periods.audit_months,
    }[keep]
    return None if months is None else months_later(ended, months)


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where that day is not there."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_earlier(day: date, months: int) -> date:
    """The same day so many months before; see :func:`months_later`."""
    return months_later(day, -months)
