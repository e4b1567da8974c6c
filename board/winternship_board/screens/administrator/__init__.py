"""The screens of administrators, and the notice to whoever one of them looked at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from winternship_board.screens.administrator import glass, houses, logs, people, retention, roles, start, told
from winternship_board.screens.broker.invitations import FOR_ADMINISTRATORS
from winternship_board.screens.registry import Screen
from winternship_board.screens.today import Today
from winternship_core.placements import Role

SCREENS: Final[tuple[Screen, ...]] = (
    start.START,
    houses.HOUSES,
    houses.HOUSE,
    FOR_ADMINISTRATORS,
    roles.ROLES,
    people.PEOPLE,
    people.PERSON,
    retention.RETENTION,
    logs.LOG,
    logs.ACCESS,
    glass.GLASS,
    told.LOOKED,
)
TODAY: Final[Mapping[object, Today]] = {Role.STUDENT: told.student}
