"""The screen that everyone begins with."""

from __future__ import annotations

from typing import Final

from winternship_board.screens.registry import Screen
from winternship_board.screens.shared import home

SCREENS: Final[tuple[Screen, ...]] = (home.HOME,)
