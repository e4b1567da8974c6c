"""Who lives in the made-up region, and how each of them does something on the board: by the api, as anyone would."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from winternship_board.actors import SYSTEM, Actor
from winternship_board.importing.doing import import_apply, import_preview
from winternship_board.kinds import kind_of
from winternship_board.moving import move
from winternship_board.people import grant, person
from winternship_board.writing import change
from winternship_core.placements import NOTHING_SAID, Role, Said

ISSUER: Final = "winternship:made-up-region"


@dataclass(slots=True)
class House:
    """A school or company with its people; ``location`` and ``crebo`` of a company are where and for what it trains."""

    id: int
    name: str
    boss: Actor
    guide: Actor
    location: int = 0
    trade: int = 0


@dataclass(slots=True)
class Region:
    """What was made so far. ``known``: short name → id of a person of the host, who takes a part in it."""

    code: str
    chance: random.Random
    known: Mapping[str, int]
    brokers: list[Actor] = field(default_factory=list)
    schools: list[House] = field(default_factory=list)
    companies: list[House] = field(default_factory=list)

    def someone(self, name: str, role: Role, organisation: int | None = None) -> Actor:
        """A person in a role: one of the host's if it has one of this name, else somebody made up."""
        who = self.known.get(name) or person(ISSUER, name)
        region = self.code if organisation is None else ""
        return grant(SYSTEM, who, role, organisation=organisation, region=region)


def version_of(kind: str, pk: int) -> int:
    """The version an object has now."""
    return int(kind_of(kind).model._default_manager.values_list("version", flat=True).get(pk=pk))


def step(who: Actor, kind: str, pk: int, action: str, said: Said = NOTHING_SAID) -> None:
    """A step on what is there now."""
    move(who, kind, pk, action, version=version_of(kind, pk), said=said)


def edit(who: Actor, kind: str, pk: int, **values: Any) -> None:
    """A change of what is there now."""
    change(who, kind, pk, values, version=version_of(kind, pk))


def read_in(who: Actor, what: str, rows: Sequence[Mapping[str, object]]) -> None:
    """Rows as a file, read in as a school or broker would."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    data = out.getvalue().encode()
    import_apply(who, what, data, seen=import_preview(who, what, data).seen)
