"""The screens of company contacts and workplace trainers."""

from __future__ import annotations

from typing import Final

from winternship_board.screens.company import (
    agreements,
    applications,
    assessments,
    colleagues,
    describing,
    evaluations,
    hours,
    house,
    placements,
    recognitions,
    sharing,
    today,
    trouble,
    vacancies,
)
from winternship_board.screens.registry import Screen
from winternship_core.placements import Role

SCREENS: Final[tuple[Screen, ...]] = (
    applications.APPLICATIONS,
    applications.APPLICATION,
    vacancies.VACANCIES,
    vacancies.VACANCY,
    describing.VACANCY_EDIT,
    placements.PLACEMENTS,
    placements.PLACEMENT,
    agreements.AGREEMENT,
    hours.HOURS,
    assessments.ASSESSMENT,
    evaluations.EVALUATION,
    recognitions.RECOGNITIONS,
    recognitions.ACCREDITATION,
    house.HOUSE_SCREEN,
    sharing.SHARING,
    colleagues.COLLEAGUES,
    trouble.TROUBLE,
)
TODAY: Final = {Role.COMPANY: today.company, Role.TRAINER: today.trainer}
