"""The screens of company contacts and workplace trainers."""

from __future__ import annotations

from typing import Final

from winternship_board.screens.registry import Screen

SCREENS: Final[tuple[Screen, ...]] = ()
