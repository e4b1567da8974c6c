"""Steps that another step brings with it: the system makes them, named here so that none is made unseen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from winternship_core.placements.guard import Effect


@dataclass(frozen=True, slots=True)
class Consequence:
    """Because of ``effect`` the system makes ``action`` on each ``machine`` object that stands in ``source``.

    The role that the machine names for that step is that of whoever made the first step, or the system's: no
    person's right is widened, because the cause was judged already.
    """

    effect: Effect
    machine: str
    source: str
    action: str


CONSEQUENCES: Final = (
    Consequence(Effect.PAUSE_VACANCIES, "vacancy", "published", "pause"),
    Consequence(Effect.STOP_SIGNING, "agreement", "signing", "recall"),
    Consequence(Effect.END_AGREEMENT, "agreement", "active", "end early"),
    Consequence(Effect.CLOSE_AGREEMENT, "agreement", "active", "period over"),
    Consequence(Effect.LOCK_HOURS, "hour_week", "approved", "lock"),
    Consequence(Effect.LOCK_HOURS, "hour_week", "approved_by_school", "lock"),
    Consequence(Effect.FREE_PLACE, "vacancy", "filled", "place freed"),
    Consequence(Effect.CREATE_PLACEMENT, "vacancy", "published", "last place taken"),
)
