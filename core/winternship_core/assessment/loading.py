"""The instrument is data, so that its words and cut-offs can change without a programmer; this reads it."""

from __future__ import annotations

from functools import cache
from typing import cast

from winternship_core.assessment.checks import contradictions
from winternship_core.assessment.instrument import (
    ALL_PARTS,
    DONT_KNOW,
    Band,
    Benefit,
    Choice,
    Dimension,
    Effort,
    Instrument,
    Item,
    Level,
    Needs,
    Part,
    Scale,
    Texts,
    Value,
)
from winternship_core.errors import InstrumentError
from winternship_core.reading import Reader, load_json
from winternship_core.text import Text

_NO_EFFORT = Effort(0, 0, Text("", ""))


@cache
def load_instrument() -> Instrument:
    """The instrument that is shipped, read once; :class:`InstrumentError` lists every mistake in it."""
    return read_instrument(load_json("winternship_core.assessment", "data/instrument.json"))


def read_instrument(document: object) -> Instrument:
    """The instrument in a parsed JSON document; :class:`InstrumentError` lists all its mistakes at once."""
    mistakes: list[str] = []
    instrument = _instrument(Reader(document, "instrument", mistakes))
    # Contradictions are looked for in whole data only: half-read data would add mistakes that are not there.
    if mistakes := mistakes or list(contradictions(instrument)):
        raise InstrumentError(mistakes)
    return instrument


def _instrument(root: Reader) -> Instrument:
    efforts = {name: _effort(entry) for name, entry in root.entries("efforts").items()}
    groups = [_group(entry, efforts) for entry in root.children("dimensions")]
    instrument = Instrument(
        version=root.string("version"),
        name=root.text("name"),
        needed_percent=root.integer("needed_percent", 1, 100),
        status_item=root.string("status_item"),
        extra_hands=_extra_hands(root.child("extra_hands")),
        texts=_texts(root.child("texts")),
        scales=tuple(_scale(name, entry) for name, entry in root.entries("scales").items()),
        dimensions=tuple(dimension for dimension, _ in groups),
        items=tuple(item for _, items in groups for item in items),
        levels=tuple(_level(entry, rank) for rank, entry in enumerate(root.children("levels"), start=1)),
        bands=tuple(_band(entry) for entry in root.children("bands")),
    )
    root.close()
    return instrument


def _effort(entry: Reader) -> Effort:
    low, high = entry.integers("minutes", 2)
    if not 0 < low <= high:
        entry.mistake(f"minutes must be above 0 and rise, received {low} to {high}")
    effort = Effort(low, high, entry.text("text"))
    entry.close()
    return effort


def _extra_hands(entry: Reader) -> tuple[str, str]:
    pair = entry.string("benefit"), entry.string("task")
    entry.close()
    return pair


def _texts(entry: Reader) -> Texts:
    texts = Texts(**{name: entry.text(name) for name in Texts.__slots__})
    entry.close()
    return texts


def _scale(name: str, entry: Reader) -> Scale:
    choices = tuple(_choice(choice) for choice in entry.children("choices"))
    scale = Scale(name, choices, entry.integer("enough", 1, 3))
    entry.close()
    return scale


def _choice(entry: Reader) -> Choice:
    raw = entry.any("value")
    value: Value = 0
    if raw == DONT_KNOW or type(raw) is int:
        value = raw
    else:
        entry.mistake(f"value must be a whole number or {DONT_KNOW!r}, received {raw!r}")
    choice = Choice(value, entry.text("label"), entry.optional_text("hint"))
    entry.close()
    return choice


def _group(entry: Reader, efforts: dict[str, Effort]) -> tuple[Dimension, list[Item]]:
    part = entry.string("part")
    if part not in ALL_PARTS:
        entry.mistake(f"part must be one of {', '.join(ALL_PARTS)}, received {part!r}")
    dimension = Dimension(
        id=entry.string("id"),
        label=entry.text("label"),
        part=cast(Part, part),
        weight=entry.integer("weight", 0, 100),
    )
    scale = entry.string("scale")
    items = [_item(item, dimension.id, scale, efforts) for item in entry.children("items")]
    entry.close()
    return dimension, items


def _item(entry: Reader, dimension: str, scale: str, efforts: dict[str, Effort]) -> Item:
    effort = entry.string("effort")
    if effort not in efforts:
        entry.mistake(f"effort must be one of {', '.join(efforts)}, received {effort!r}")
    item = Item(
        id=entry.string("id"),
        dimension=dimension,
        text=entry.text("text"),
        evidence=entry.optional_text("evidence"),
        weight=entry.integer("weight", 1, 10),
        key_point=entry.flag("key_point"),
        scale=entry.string("scale", default=scale),
        step=entry.text("step"),
        effort=efforts.get(effort, _NO_EFFORT),
        lesson=entry.string("lesson"),
        criteria=entry.strings("criteria"),
        benefit=_benefit(entry.child("benefit")) if entry.has("benefit") else None,
    )
    entry.close()
    return item


def _benefit(entry: Reader) -> Benefit:
    benefit = Benefit(entry.text("name"), entry.text("condition"), entry.text("trap"))
    entry.close()
    return benefit


def _level(entry: Reader, rank: int) -> Level:
    needs = entry.child("needs")
    level = Level(
        id=entry.string("id"),
        rank=rank,
        label=entry.text("label"),
        text=entry.text("text"),
        needs=Needs(
            total=needs.integer("total", 0, 100),
            each_dimension=needs.integer("each_dimension", 0, 100),
            failed_key_points_at_most=needs.integer("failed_key_points_at_most", 0, 99),
            recognition=needs.integer("recognition", 0, 3),
        ),
    )
    needs.close()
    entry.close()
    return level


def _band(entry: Reader) -> Band:
    band = Band(entry.string("id"), entry.integer("from", 0, 100), entry.text("label"), entry.text("text"))
    entry.close()
    return band
