"""What a file would do, worked out before anything is done: what is new, what changes, what stays, what is wrong."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from winternship_board.actors import Standing
from winternship_board.errors import BadValue
from winternship_board.fields import values_of
from winternship_board.importing.mistakes import Mistake
from winternship_board.kinds import KINDS
from winternship_board.policy import POLICY
from winternship_board.validating import check_values
from winternship_core.placements import machine
from winternship_core.text import Text

NEW, CHANGED, SAME = "create", "change", "same"


@dataclass(slots=True)
class Item:
    """One object of the board that a row is about. ``links``: field → the item whose id it will hold.

    ``there`` is the row as it is now, if it is there; ``columns``: field → heading, to name when something is wrong.
    """

    line: int
    kind: str
    values: dict[str, Any]
    links: dict[str, Item] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    there: Any = None
    pk: int | None = None
    version: int = 0
    does: str = NEW
    before: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Plan:
    """All items of a file in the order in which they are made, and everything that is wrong.

    ``lines``: the numbers of its rows, in order.
    """

    lines: tuple[int, ...] = ()
    items: list[Item] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    ignored: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows the file has."""
        return len(self.lines)

    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """Kind → how many are new, changed and the same."""
        found: dict[str, Counter[str]] = {}
        for item in self.items:
            found.setdefault(item.kind, Counter())[item.does] += 1
        return found

    def digest(self, done: int = 0) -> str:
        """Says whether a plan is still the one that somebody saw; of what changes after the first ``done`` rows."""
        last = self.lines[done - 1] if done else 0
        left = [one for one in self.items if one.line > last and one.does != SAME]
        told = [[one.line, one.kind, one.does, one.pk, one.version, one.values] for one in left]
        content = json.dumps(told, cls=DjangoJSONEncoder, sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()


def settle(who: Standing, item: Item, row: Any | None) -> list[Mistake]:
    """Decide what an item does to the row that is there, if one is; returns what is wrong with its values."""
    kind = KINDS[item.kind]
    state = machine(item.kind).initial if kind.has_machine else ""
    if row is not None:
        item.pk, item.version, state = row.pk, row.version, getattr(row, "state", "")
        now = values_of(item.kind, row, item.values)
        item.values = {name: value for name, value in item.values.items() if not _same(now[name], value)}
        item.before = {name: now[name] for name in item.values}
        item.does = CHANGED if item.values else SAME
        if not item.values:
            return []
    allowed = kind.editable(state) | (kind.required if row is None else frozenset())
    if row is not None:
        allowed &= POLICY.writable(who, item.kind, row)
    mistakes = [_fixed(item, name, state) for name in item.values if name not in allowed]
    return mistakes + list(_refused(item, row or kind.model()))


def _same(now: object, value: object) -> bool:
    if isinstance(now, list) and now and isinstance(now[0], dict) and isinstance(value, list):
        # Tasks: what the file does not say of them stays as it is.
        return [one.get("code") for one in now] == [one.get("code") for one in value] and all(
            old.get(name) == new[name] for old, new in zip(now, value, strict=True) for name in new
        )
    return now == value


def _refused(item: Item, row: Any) -> Iterable[Mistake]:
    for name, value in item.values.items():
        try:
            check_values(KINDS[item.kind], row, {name: value})
        except BadValue as error:
            said = Text(
                error.text.nl.removeprefix(f"{error.field}: "), error.text.en.removeprefix(f"{error.field}: ")
            )
            yield Mistake(item.line, item.columns.get(name, ""), said)


def _fixed(item: Item, name: str, state: str) -> Mistake:
    return Mistake(
        item.line,
        item.columns.get(name, ""),
        Text(
            f"Dit is anders dan op het bord en kan in de staat {state or '-'} niet veranderen. Laat de cel leeg.",
            f"This differs from the board and cannot change in the state {state or '-'}. Leave the cell empty.",
        ),
    )
