"""Work processes by their names, as the programme of a placement lists them."""

from __future__ import annotations

from winternship_board import api
from winternship_board.overviews import learning
from winternship_board.screens.asking import Ask


def process_names(ask: Ask, placement: object) -> dict[str, str]:
    """Code → the code with its name, for the placement's programme; raises :class:`NotFound` for a stranger's."""
    pk = placement if isinstance(placement, int) else 0
    programme = api.see(ask.actor, "placement", pk).fields.get("programme")
    known = learning([programme] if isinstance(programme, int) else [])
    return {code: f"{code} {name}" for one in known.values() for code, name in one.work.items()}
