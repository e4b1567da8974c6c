"""The screens about oneself, at the end of everyone's menu."""

from __future__ import annotations

from typing import Final

from winternship_board.screens.personal import privacy, reaching
from winternship_board.screens.registry import Screen

SCREENS: Final[tuple[Screen, ...]] = (reaching.REACHING, privacy.PRIVACY)
