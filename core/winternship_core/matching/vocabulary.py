"""The code lists both sides share, so that a student and a placement mean the same by a word."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

LEVELS: Final = (1, 2, 3, 4)
YEARS: Final = (1, 2, 3, 4)
ROUTES: Final = ("BOL", "BBL", "DERDE")
DAYS: Final = ("mo", "tu", "we", "th", "fr", "sa", "su")
CEFR: Final = ("A1", "A2", "B1", "B2", "C1", "C2")
SKILLS: Final = ("listen", "read", "speak", "write")
# A language or a licence may be asked only for a reason in the work itself.
TASK_REASONS: Final = ("safety", "clients", "task")
STATUSES: Final = ("open", "recognition_unchecked", "organisation_unverified", "suspended")


class Criterion(StrEnum):
    """Why a placement is not proposed to a student, in the order in which reasons are told."""

    PROGRAMME = "programme"
    STATUS = "status"
    DISTANCE = "distance"
    PERIOD = "period"
    LEVEL = "level"
    ROUTE = "route"
    DAYS = "days"
    WORK = "work"
    SAFETY = "safety"
    LANGUAGE = "language"
    LICENCE = "licence"
    OWN_LIMIT = "own_limit"
    BLOCKED = "blocked"
    PLACES = "places"


class Part(StrEnum):
    """The named parts of the points. Travel and preference count for the student only."""

    COVERAGE = "coverage"
    PREFERENCE = "preference"
    TRAVEL = "travel"
    LEARNING = "learning"
    PERIOD = "period"
    WORK_WISH = "work_wish"
    CHOICE = "choice"
