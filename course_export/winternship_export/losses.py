"""What a format cannot carry is said, item by item, with what stands in its place: nothing is dropped in silence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from winternship_core.text import Text

Item = Literal["work", "lesson", "question", "activity", "exchange", "picture", "term", "quiz"]
Degree = Literal["left out", "changed"]
ITEMS: Final[dict[Item, Text]] = {
    "work": Text("het geheel", "the whole"),
    "lesson": Text("les", "lesson"),
    "question": Text("vraag", "question"),
    "activity": Text("opdracht", "activity"),
    "exchange": Text("uitwisseling", "exchange"),
    "picture": Text("tekening", "drawing"),
    "term": Text("begrip", "term"),
    "quiz": Text("toets", "quiz"),
}
DEGREES: Final[dict[Degree, Text]] = {
    "left out": Text("weggelaten", "left out"),
    "changed": Text("anders", "changed"),
}


@dataclass(frozen=True, slots=True)
class Loss:
    """One item that a package does not hold (``left out``) or holds in another form (``changed``)."""

    item: Item
    key: str
    degree: Degree
    what: Text
    instead: Text


@dataclass(frozen=True, slots=True)
class Reason:
    """Why some items of one kind are not the same, in one language."""

    item: str
    degree: str
    what: str
    instead: str
    keys: tuple[str, ...]


class Losses:
    """Collects the losses of one package, in the order in which they were found, each once."""

    def __init__(self) -> None:
        self._found: dict[Loss, None] = {}

    def left_out(self, item: Item, key: str, what: Text, instead: Text) -> None:
        """The package does not hold this item."""
        self._found[Loss(item, key, "left out", what, instead)] = None

    def changed(self, item: Item, key: str, what: Text, instead: Text) -> None:
        """The package holds this item in another form."""
        self._found[Loss(item, key, "changed", what, instead)] = None

    def __iter__(self) -> Iterator[Loss]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def keys(self, item: Item) -> frozenset[str]:
        """The keys of the items of this kind that were left out."""
        return frozenset(loss.key for loss in self if loss.item == item and loss.degree == "left out")

    def extend(self, others: Losses) -> None:
        """Take in the losses of another package."""
        self._found.update(dict.fromkeys(others))

    def reasons(self, language: str) -> list[Reason]:
        """The losses for people: one for each reason, with the keys of the items it holds for."""
        reasons: dict[tuple[Item, Degree, Text, Text], list[str]] = {}
        for loss in self:
            reasons.setdefault((loss.item, loss.degree, loss.what, loss.instead), []).append(loss.key)
        return [
            Reason(
                item=ITEMS[item].in_language(language),
                degree=DEGREES[degree].in_language(language),
                what=what.in_language(language),
                instead=instead.in_language(language),
                keys=tuple(keys),
            )
            for (item, degree, what, instead), keys in reasons.items()
        ]

    def report(self, language: str) -> str:
        """The reasons as lines."""
        return "\n".join(
            f"- {one.item} {', '.join(one.keys)} ({one.degree}): {one.what} {one.instead}"
            for one in self.reasons(language)
        )

    def as_json(self) -> str:
        """The losses for programs."""
        rows = [
            {
                "item": loss.item,
                "key": loss.key,
                "degree": loss.degree,
                "what": {"nl": loss.what.nl, "en": loss.what.en},
                "instead": {"nl": loss.instead.nl, "en": loss.instead.en},
            }
            for loss in self
        ]
        return json.dumps({"losses": rows}, ensure_ascii=False, indent=1) + "\n"
