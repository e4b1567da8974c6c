"""How many there are, up to a bound: a number on the first screen must not cost more the more there is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from winternship_board.actors import Actor, standing
from winternship_board.kinds import kind_of
from winternship_board.pages import condition_of
from winternship_board.scopes import listable

MOST: Final = 99


def how_many(actor: Actor, kind: str, where: Mapping[str, object], *, most: int = MOST) -> int:
    """How many objects of a list there are for this person, ``most + 1`` when there are more than ``most``.

    ``where`` takes the names of :data:`.pages.FILTERS`. A number is no look at anybody, so none is noted. Raises
    :class:`BadValue`.
    """
    who, what = standing(actor), kind_of(kind)
    rows = what.model._default_manager.filter(listable(who, kind) & condition_of(what, where))
    return len(rows.order_by("pk").values_list("pk", flat=True)[: most + 1])
