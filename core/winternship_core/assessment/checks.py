"""What must hold between the parts of the instrument, for scoring to mean what it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from winternship_core.assessment.instrument import ALL_PARTS, DONT_KNOW, Instrument, Item, Level

TOP = 3  # every scale ends here, so that a score is a share of the best answer


def contradictions(instrument: Instrument) -> Iterator[str]:
    """Every contradiction in an instrument whose fields were read without mistakes, as a sentence."""
    yield from _repeated("dimension", (dimension.id for dimension in instrument.dimensions))
    yield from _repeated("item", (item.id for item in instrument.items))
    yield from _repeated("level", (level.id for level in instrument.levels))
    yield from _repeated("band", (band.id for band in instrument.bands))
    yield from _scales(instrument)
    yield from _weights(instrument)
    yield from _items(instrument)
    yield from _named_items(instrument)
    yield from _levels(instrument)
    yield from _bands(instrument)


def _repeated(kind: str, ids: Iterable[str]) -> Iterator[str]:
    for name, count in Counter(ids).items():
        if count > 1:
            yield f"{kind} {name} is there {count} times"


def _scales(instrument: Instrument) -> Iterator[str]:
    known = {scale.id for scale in instrument.scales}
    for scale in instrument.scales:
        numbers = [value for value in scale.values if value != DONT_KNOW]
        unknowns = scale.values[len(numbers) :]
        if numbers != list(range(TOP + 1)) or unknowns not in ((), (DONT_KNOW,)):
            yield f"scale {scale.id} must run 0 to {TOP}, then at most {DONT_KNOW!r}, received {scale.values}"
    for item in instrument.items:
        if item.scale not in known:
            yield f"item {item.id}: scale must be one of {', '.join(sorted(known))}, received {item.scale!r}"


def _weights(instrument: Instrument) -> Iterator[str]:
    total = sum(dimension.weight for dimension in instrument.dimensions if dimension.part == "readiness")
    if total != 100:
        yield f"the weights of the readiness dimensions must add up to 100, received {total}"
    for dimension in instrument.dimensions:
        if (dimension.part == "readiness") != (dimension.weight > 0):
            yield f"dimension {dimension.id}: readiness alone has weight, received {dimension.weight}"
        if not instrument.items_of(dimension.id):
            yield f"dimension {dimension.id} has no items"
    for part in ALL_PARTS:
        count = len(instrument.dimensions_in([part]))
        if count == 0 or (part == "international" and count > 1):
            yield f"part {part} has {count} dimensions; international has one, the other parts at least one"


def _items(instrument: Instrument) -> Iterator[str]:
    part_of = {dimension.id: dimension.part for dimension in instrument.dimensions}
    for item in instrument.items:
        part = part_of[item.dimension]
        if (item.benefit is not None) != (part == "benefits"):
            yield f"item {item.id}: a benefit belongs to all items of the benefits part and to no others"
        if item.key_point and part != "readiness":
            yield f"item {item.id}: only a readiness item can be a key point"


def _named_items(instrument: Instrument) -> Iterator[str]:
    items = {item.id: item for item in instrument.items}
    status = items.get(instrument.status_item)
    benefit, task = (items.get(item_id) for item_id in instrument.extra_hands)
    if status is None or status.key_point or not _is_readiness(instrument, status):
        yield f"status_item must be a readiness item and no key point, received {instrument.status_item!r}"
    if benefit is None or benefit.benefit is None:
        yield f"extra_hands.benefit must be an item with a benefit, received {instrument.extra_hands[0]!r}"
    if task is None or not _is_readiness(instrument, task):
        yield f"extra_hands.task must be a readiness item, received {instrument.extra_hands[1]!r}"


def _is_readiness(instrument: Instrument, item: Item) -> bool:
    return any(dimension.id == item.dimension for dimension in instrument.dimensions_in(["readiness"]))


def _levels(instrument: Instrument) -> Iterator[str]:
    if not instrument.levels:
        yield "there must be at least one level"
        return
    lowest = instrument.levels[0].needs
    reachable = lowest.failed_key_points_at_most >= len(instrument.key_points)
    if lowest.total or lowest.each_dimension or lowest.recognition or not reachable:
        yield f"level {instrument.levels[0].id} is the lowest, so it must need nothing, received {lowest}"
    for lower, higher in pairwise(instrument.levels):
        if not _asks_more(lower, higher):
            yield f"level {higher.id} must ask at least what {lower.id} asks, and something more"


def _asks_more(lower: Level, higher: Level) -> bool:
    """Without this a better answer could lower the level."""
    before, after = lower.needs, higher.needs
    return before != after and (
        after.total >= before.total
        and after.each_dimension >= before.each_dimension
        and after.failed_key_points_at_most <= before.failed_key_points_at_most
        and after.recognition >= before.recognition
    )


def _bands(instrument: Instrument) -> Iterator[str]:
    limits = [band.lowest for band in instrument.bands]
    if limits[:1] != [0] or any(low >= high for low, high in pairwise(limits)):
        yield f"the bands must start at 0 and rise, received {limits}"
