"""A code of invitation is shown once, in the answer to the form that made it; it is in no address and kept nowhere."""

from __future__ import annotations

from collections.abc import Mapping

from winternship_board import api
from winternship_board.screens.asking import Ask
from winternship_board.screens.replying import Go
from winternship_board.screens.texts import text


def code_made(screen: str, secret: str, params: Mapping[str, object] | None = None) -> Go:
    """Show the screen again with the code on it."""
    return Go(screen, {**(params or {}), "made": secret}, text("br_code_made"))


def shown_code(ask: Ask) -> str:
    """The code that was just made by this person; empty for anything else that an address may say."""
    made = ask.one("made")
    return made if made and api.oversight.is_own_code(ask.actor, made) else ""
