"""The screens of administrators."""

from __future__ import annotations

from typing import Final

from winternship_board.screens.registry import Screen

SCREENS: Final[tuple[Screen, ...]] = ()
