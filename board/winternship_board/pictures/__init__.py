"""Makes of a row the small frozen view that its conditions look at; the only place where rules meet the database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from winternship_board.actors import Standing
from winternship_board.pictures.during import (
    agreement_view,
    assessment_view,
    contact_moment_view,
    hour_week_view,
    placement_view,
)
from winternship_board.pictures.finding import (
    accreditation_view,
    application_view,
    organisation_view,
    vacancy_view,
)
from winternship_core.placements import Said

Picture = Callable[[Any, Standing, Said], object]

PICTURES: Final[Mapping[str, Picture]] = {
    "organisation": organisation_view,
    "accreditation": accreditation_view,
    "vacancy": vacancy_view,
    "application": application_view,
    "placement": placement_view,
    "agreement": agreement_view,
    "hour_week": hour_week_view,
    "contact_moment": contact_moment_view,
    "assessment": assessment_view,
}
