"""The screens of coordinators, school supervisors and confidential contacts."""

from __future__ import annotations

from typing import Final

from winternship_board.screens.registry import Screen

SCREENS: Final[tuple[Screen, ...]] = ()
