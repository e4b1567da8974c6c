"""The screens of students, and of a parent who signs: finding a place, the placement, hours, looking back, trouble."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from winternship_board.screens.registry import Screen
from winternship_board.screens.student import (
    about_me,
    agreement,
    applications,
    hours,
    looking_back,
    placement,
    trouble,
    vacancies,
    wishes,
)
from winternship_board.screens.student.today import guardian_today, student_today
from winternship_board.screens.today import Today
from winternship_core.placements import Role

SCREENS: Final[tuple[Screen, ...]] = (
    vacancies.VACANCIES,
    vacancies.VACANCY,
    wishes.WISHES,
    applications.APPLICATIONS,
    applications.APPLICATION,
    placement.PLACEMENT,
    placement.OF_CHILD,
    agreement.AGREEMENT,
    hours.HOURS,
    looking_back.ASSESSMENT,
    looking_back.EVALUATE,
    about_me.ABOUT_ME,
    trouble.TROUBLE,
)
TODAY: Final[Mapping[Role, Today]] = {Role.STUDENT: student_today, Role.GUARDIAN: guardian_today}
