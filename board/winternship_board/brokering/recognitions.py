"""How many recognitions companies have, for a list: told at once for a page of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from winternship_board.actors import Actor, standing
from winternship_board.models import Accreditation
from winternship_board.scopes import listable


@dataclass(slots=True)
class Recognitions:
    """Of one company: those that hold now, those to be checked again, and all others that did not end."""

    recognised: int = 0
    recheck_due: int = 0
    requested: int = 0


def recognitions_of(actor: Actor, organisations: Collection[int]) -> dict[int, Recognitions]:
    """Organisation → its recognitions, as far as this person may list them; one query however many."""
    who = standing(actor)
    rows = Accreditation.objects.filter(listable(who, "accreditation"), organisation__in=list(organisations))
    found: dict[int, Recognitions] = {}
    for organisation, state in rows.values_list("organisation_id", "state"):
        one = found.setdefault(organisation, Recognitions())
        if state in {"recognised", "recheck_due", "requested"}:
            setattr(one, state, getattr(one, state) + 1)
    return found
