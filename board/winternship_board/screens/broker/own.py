"""What the screens of brokers share: their region, and the one sentence on what their role never sees."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from winternship_board import api
from winternship_board.actors import standing
from winternship_board.screens.asking import Ask
from winternship_core.placements import Role

BROKER: Final = frozenset({Role.BROKER})
COUNTERS: Final = frozenset({Role.BROKER, Role.PARTNERSHIP})
LIST: Final = "broker/list.html"


def region(ask: Ask) -> str:
    """The region that the person's role rests on."""
    return standing(ask.actor).region


def in_region(ask: Ask) -> Mapping[str, object]:
    """The filter that keeps a list within the region."""
    return {"region": region(ask)}


def never(ask: Ask) -> Mapping[str, object]:
    """The sentence on what this role never sees, for a template."""
    return {"never": ask.t[f"never_{ask.actor.role}"]}


def name_of(row: api.Seen) -> str:
    """What people call an organisation."""
    return str(row.fields.get("trade_name") or row.fields.get("name") or "")
