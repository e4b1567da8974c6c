"""A reason for everybody at once, a row each: the short form of what :mod:`.explain` tells one student."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any, Final

import numpy as np

from winternship_core.matching import words
from winternship_core.matching.arrays import Longs, Rows, count_bits
from winternship_core.matching.features import masks_of_work
from winternship_core.matching.fits import distances
from winternship_core.matching.funnel import everyone
from winternship_core.matching.outcome import Outcome
from winternship_core.matching.pairs import EntryIndex, points_in_parts
from winternship_core.matching.vocabulary import Part
from winternship_core.text import Text

PARTS: Final = tuple(part for part in Part if part is not Part.CHOICE)
REASON_COLUMNS: Final = (
    "id",
    "placement",
    "points",
    *(part.value for part in PARTS),
    "reason_nl",
    "reason_en",
)
MOST: Final = 2000  # more points than there are: no bar to be short of
Line = tuple[Any, ...]


def reasons(outcome: Outcome) -> Iterator[Line]:
    """One line for each student, in the input's order; see ``REASON_COLUMNS``."""
    signed = outcome.game.students.signed >= 0
    groups = [
        _placed(outcome, np.flatnonzero((outcome.placed >= 0) & ~signed)),
        _not_placed(outcome, np.flatnonzero((outcome.placed < 0) & ~signed)),
        _signed(outcome, np.flatnonzero(signed)),
    ]
    lines: list[Line | None] = [None] * len(outcome.placed)
    for row, line in chain(*groups):
        lines[row] = line
    return (line for line in lines if line is not None)


def _placed(outcome: Outcome, rows: Rows) -> Iterator[tuple[int, Line]]:
    game, market = outcome.game, outcome.market
    placement = outcome.placed[rows]
    entries = EntryIndex(game).find(game.students.programme[rows], placement)
    parts = points_in_parts(game, rows, entries)
    points = [parts[part] for part in PARTS]
    wished = game.students.wished[rows]
    covered = count_bits(wished & masks_of_work(game.layout, game.entries.offers.T[entries]))
    km = (distances(game, rows, entries).astype(np.int64) + 5) // 10
    why = _told(lambda done, of, far: words.why((done, of), far * 1000), covered, count_bits(wished), km)
    full = [(p < game.maxima[part]).astype(np.int64) for part, p in zip(PARTS, points, strict=True)]
    less = _told(lambda *short: _less([part for part, s in zip(PARTS, short, strict=True) if s]), *full)
    columns = [np.sum(points, axis=0), *points]
    texts = zip(*why, *less, strict=True)
    for row, place, numbers, (nl, en, less_nl, less_en) in zip(
        rows.tolist(),
        placement.tolist(),
        zip(*(c.tolist() for c in columns), strict=True),
        texts,
        strict=True,
    ):
        yield (
            row,
            (market.student_ids[row], market.placement_ids[place], *numbers, nl + less_nl, en + less_en),
        )


def _less(parts: list[Part]) -> Text:
    if not parts:
        return Text(nl="", en="")
    text = words.less_of_a_fit(parts)
    return Text(nl=f" {text.nl}", en=f" {text.en}")


def _not_placed(outcome: Outcome, rows: Rows) -> Iterator[tuple[int, Line]]:
    game = outcome.game
    funnels = everyone(game, outcome.seats.bars, rows)
    left = (funnels.programme, funnels.within_reach, funnels.right_period, funnels.considered)
    reach = game.students.reach[rows].astype(np.int64) * 100
    told = _told(lambda *numbers: words.what_was_left(numbers[:4], numbers[4]), *left, reach)
    nearest = _told(_nearest, np.minimum(funnels.short, MOST + 1))
    nothing = ("",) * (len(PARTS) + 2)
    for row, nl, en, more_nl, more_en in zip(rows.tolist(), *told, *nearest, strict=True):
        yield row, (outcome.market.student_ids[row], *nothing, nl + more_nl, en + more_en)


def _nearest(short: int) -> Text:
    if not 0 <= short <= MOST:
        return Text(nl="", en="")
    text = words.nearest_miss(short, "either")
    return Text(nl=f" {text.nl}", en=f" {text.en}")


def _signed(outcome: Outcome, rows: Rows) -> Iterator[tuple[int, Line]]:
    nothing = ("",) * (len(PARTS) + 1)
    for row in rows.tolist():
        place = outcome.market.placement_ids[outcome.placed[row]]
        yield row, (outcome.market.student_ids[row], place, *nothing, words.SIGNED.nl, words.SIGNED.en)


def _told(say: Callable[..., Text], *numbers: Any) -> tuple[list[str], list[str]]:
    """Dutch and English for every row; what is the same is said once."""
    columns = [np.asarray(column, np.int64) for column in numbers]
    _, first, codes = np.unique(_packed(columns), return_index=True, return_inverse=True)
    texts = [say(*(int(column[row]) for column in columns)) for row in first.tolist()]
    told = codes.reshape(-1).tolist()
    return [texts[code].nl for code in told], [texts[code].en for code in told]


def _packed(columns: list[Longs]) -> Longs:
    """One number for each different row; no column is below -1."""
    packed = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        # Renumber first, so that the product of two counts of different values never grows too large.
        _, codes = np.unique(packed, return_inverse=True)
        packed = codes.reshape(-1) * (int(column.max(initial=0)) + 2) + column + 1
    return packed
