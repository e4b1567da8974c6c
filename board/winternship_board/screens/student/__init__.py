"""The screens of students: finding a place, applying, their placement, hours, and trouble."""

from __future__ import annotations

from typing import Final

from winternship_board.screens.registry import Screen
from winternship_board.screens.student import applications, vacancies

SCREENS: Final[tuple[Screen, ...]] = (
    vacancies.VACANCIES,
    vacancies.VACANCY,
    applications.APPLICATIONS,
    applications.APPLICATION,
)
