"""The screens of brokers and partnership managers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from winternship_board.screens.broker import (
    accreditation,
    companies,
    intake,
    invitations,
    matches,
    organisation,
    region,
    todays,
    totals,
    vacancies,
)
from winternship_board.screens.registry import Screen
from winternship_board.screens.today import Today
from winternship_core.placements import Role

SCREENS: Final[tuple[Screen, ...]] = (
    companies.COMPANIES,
    organisation.ORGANISATION,
    intake.NEW,
    accreditation.RECOGNITIONS,
    accreditation.RECOGNITION,
    vacancies.VACANCIES,
    vacancies.VACANCY,
    matches.MATCHES,
    matches.MATCH,
    region.REGION,
    totals.TOTALS,
    invitations.INVITATIONS,
)
TODAY: Final[Mapping[object, Today]] = {Role.BROKER: todays.broker}
