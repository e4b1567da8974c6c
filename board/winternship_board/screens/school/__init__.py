"""The screens of coordinators, school supervisors and confidential contacts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from winternship_board.screens.registry import Screen
from winternship_board.screens.school import (
    agreement,
    agreements,
    applications,
    assessments,
    class_codes,
    coming,
    companies,
    facts,
    found_places,
    hours,
    imports,
    more,
    one_round,
    people,
    placement,
    placements,
    recognitions,
    round_rows,
    rounds,
    signals,
    student,
    student_forms,
    students,
    vacancies,
    visits,
)
from winternship_board.screens.today import Today
from winternship_core.placements import Role

SCREENS: Final[tuple[Screen, ...]] = (
    students.WAITING,
    students.STUDENTS,
    student.STUDENT,
    student_forms.NEW_STUDENT,
    class_codes.CODES,
    found_places.FOUND_PLACE,
    applications.APPLICATIONS,
    applications.APPLICATION,
    placements.APPROVALS,
    placements.PLACEMENTS,
    placement.PLACEMENT,
    agreements.AGREEMENTS,
    agreement.AGREEMENT,
    visits.VISITS,
    visits.TALK,
    hours.HOURS,
    hours.WEEKS,
    hours.WEEK,
    assessments.ASSESSMENTS,
    assessments.ASSESSMENT,
    rounds.ROUNDS,
    one_round.ROUND,
    round_rows.RUN_ROWS,
    round_rows.ROUND_STUDENT,
    companies.COMPANIES,
    companies.COMPANY,
    recognitions.RECOGNITIONS,
    recognitions.RECOGNITION,
    vacancies.VACANCIES,
    vacancies.VACANCY,
    imports.IMPORTS,
    people.PEOPLE,
    more.MORE,
    signals.SIGNALS,
    signals.SIGNAL_SCREEN,
    facts.RULES,
)
TODAY: Final[Mapping[Role, Today]] = coming.TODAYS
