"""The shape of the self-assessment: scoring and screens read the same questions, scales and levels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Literal, get_args

from winternship_core.errors import InvalidParts, UnknownItem
from winternship_core.text import Text

DONT_KNOW: Final = "dk"
Value = int | Literal["dk"]
Part = Literal["benefits", "readiness", "international"]
ALL_PARTS: Final[tuple[Part, ...]] = get_args(Part)


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be given: 0 to 3, or ``"dk"`` for "I don't know"."""

    value: Value
    label: Text
    hint: Text | None


@dataclass(frozen=True, slots=True)
class Scale:
    """The answers to a question; from ``enough`` up there is no gap (benefits: it counts as important)."""

    id: str
    choices: tuple[Choice, ...]
    enough: int

    @property
    def values(self) -> tuple[Value, ...]:
        """What may be answered, in the order of the screen."""
        return tuple(choice.value for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Effort:
    """How long a step takes, in minutes of work (a day is 480) and in words."""

    min_minutes: int
    max_minutes: int
    text: Text


@dataclass(frozen=True, slots=True)
class Benefit:
    """What an intern may bring, under which condition, and the mistake that spoils it."""

    name: Text
    condition: Text
    trap: Text


@dataclass(frozen=True, slots=True)
class Item:
    """One question; ``criteria`` tells authors where it follows from and is not shown to the respondent."""

    id: str
    dimension: str
    text: Text
    evidence: Text | None
    weight: int
    key_point: bool
    scale: str
    step: Text
    effort: Effort
    lesson: str
    criteria: tuple[str, ...]
    benefit: Benefit | None


@dataclass(frozen=True, slots=True)
class Dimension:
    """A group of questions on one screen; weights of the readiness dimensions add up to 100."""

    id: str
    label: Text
    part: Part
    weight: int


@dataclass(frozen=True, slots=True)
class Needs:
    """What a level asks: points (0-100) in total and in each dimension, key points, status of recognition."""

    total: int
    each_dimension: int
    failed_key_points_at_most: int
    recognition: int


@dataclass(frozen=True, slots=True)
class Level:
    """A readiness level in words; ``rank`` starts at 1 and the highest level whose needs are met is given."""

    id: str
    rank: int
    label: Text
    text: Text
    needs: Needs


@dataclass(frozen=True, slots=True)
class Band:
    """A range of the international score, from ``lowest`` up to the next band."""

    id: str
    lowest: int
    label: Text
    text: Text


@dataclass(frozen=True, slots=True)
class Texts:
    """Sentences that belong to the instrument; ``notice`` goes under every result."""

    notice: Text
    incomplete: Text
    key_point: Text
    extra_hands: Text
    no_benefit: Text


@dataclass(frozen=True, slots=True)
class Instrument:
    """The whole self-assessment, checked: read it with :func:`load_instrument`.

    ``status_item`` asks whether SBB recognises the company; it parts the levels without being a key point.
    ``extra_hands`` names the benefit and the task item that together give the warning ``texts.extra_hands``.
    """

    version: str
    name: Text
    needed_percent: int
    status_item: str
    extra_hands: tuple[str, str]
    texts: Texts
    scales: tuple[Scale, ...]
    dimensions: tuple[Dimension, ...]
    items: tuple[Item, ...]
    levels: tuple[Level, ...]
    bands: tuple[Band, ...]
    _items: dict[str, Item] = field(init=False, repr=False, compare=False)
    _scales: dict[str, Scale] = field(init=False, repr=False, compare=False)
    _items_of: dict[str, tuple[Item, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        grouped = {
            dimension.id: tuple(item for item in self.items if item.dimension == dimension.id)
            for dimension in self.dimensions
        }
        object.__setattr__(self, "_items", {item.id: item for item in self.items})
        object.__setattr__(self, "_scales", {scale.id: scale for scale in self.scales})
        object.__setattr__(self, "_items_of", grouped)

    @property
    def key_points(self) -> tuple[str, ...]:
        """Ids of the questions that must be in order before an intern comes."""
        return tuple(item.id for item in self.items if item.key_point)

    def item(self, item_id: object) -> Item:
        """The question with this id, or :class:`UnknownItem`."""
        if not isinstance(item_id, str) or item_id not in self._items:
            raise UnknownItem(item_id, tuple(self._items))
        return self._items[item_id]

    def scale_of(self, item_id: object) -> Scale:
        """The answers this question takes, or :class:`UnknownItem`."""
        return self._scales[self.item(item_id).scale]

    def items_of(self, dimension_id: str) -> tuple[Item, ...]:
        """The questions of one dimension, in order; KeyError when there is no such dimension."""
        return self._items_of[dimension_id]

    def dimensions_in(self, parts: Iterable[Part]) -> tuple[Dimension, ...]:
        """The dimensions of these parts, in order; :class:`InvalidParts` for an unknown part."""
        chosen = parse_parts(parts)
        return tuple(dimension for dimension in self.dimensions if dimension.part in chosen)

    def items_in(self, parts: Iterable[Part]) -> tuple[Item, ...]:
        """The questions of these parts, in order; :class:`InvalidParts` for an unknown part."""
        return tuple(item for dimension in self.dimensions_in(parts) for item in self._items_of[dimension.id])

    def level(self, level_id: str) -> Level:
        """The level with this id; KeyError when there is none."""
        return {level.id: level for level in self.levels}[level_id]


def parse_parts(raw: object) -> tuple[Part, ...]:
    """The chosen parts in their fixed order, each once; :class:`InvalidParts` for none or an unknown one."""
    chosen = list(raw) if isinstance(raw, Iterable) and not isinstance(raw, str) else []
    if not chosen or any(part not in ALL_PARTS for part in chosen):
        raise InvalidParts(raw, ALL_PARTS)
    return tuple(part for part in ALL_PARTS if part in chosen)
