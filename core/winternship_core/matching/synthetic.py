"""A made-up market of any size, so that speed can be measured and the command tried without anybody's data.

Towns of very different sizes on a map as large as the Netherlands, programmes from very popular to rare in nine
sectors, four periods, and placements of which one in five is recognised for several programmes of its sector.
The numbers are made up; they describe no real school or company.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from winternship_core.matching.building import build_market
from winternship_core.matching.columns import Column
from winternship_core.matching.market import Market

SECTORS: Final = 9
WIDTH_M, HEIGHT_M = 200_000, 300_000
KINDS: Final = ("animals", "build", "care", "computer", "food", "machines", "office", "people", "shop", "transport")
SKILLS: Final = ("cash", "cooking", "drawing", "electric", "first-aid", "forklift", "planning", "welding")
Draw = np.random.Generator


@dataclass(frozen=True, slots=True)
class Sample:
    """Ids and columns of both sides, as a reader of files would give them."""

    student_ids: list[str]
    students: dict[str, Column]
    placement_ids: list[str]
    placements: dict[str, Column]

    def market(self) -> Market:
        """The sample as a market."""
        return build_market(self.student_ids, self.students, self.placement_ids, self.placements)


def make_sample(students: int, placements: int, seed: int = 1) -> Sample:
    """A market of this many students and placements; the same numbers give the same market."""
    draw = np.random.default_rng(seed)
    count = max(1, min(450, students // 60))
    towns = _towns(draw, max(1, min(1200, students // 40)))
    popularity = 1 / np.arange(1, count + 1) ** 0.8
    popularity /= popularity.sum()
    return Sample(
        [f"s{number:06d}" for number in range(1, students + 1)],
        _students(draw, students, towns, popularity),
        [f"p{number:06d}" for number in range(1, placements + 1)],
        _placements(draw, placements, towns, popularity),
    )


def _code(programme: int) -> str:
    return f"{25000 + programme:05d}"


def _work(programme: int) -> list[str]:
    return [f"{_code(programme)}-W{number}" for number in range(1, 9 + programme % 5)]


def _towns(draw: Draw, count: int) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.int64]]:
    size = 1 / np.arange(1, count + 1) ** 0.9
    return size / size.sum(), draw.integers(0, WIDTH_M, count), draw.integers(0, HEIGHT_M, count)


def _places(draw: Draw, count: int, towns: Any, spread: int, step: int) -> dict[str, Column]:
    share, x, y = towns
    town = draw.choice(len(share), count, p=share)
    result = {}
    for name, centre in (("x_m", x), ("y_m", y)):
        metres = centre[town] + draw.normal(0, spread, count)
        result[name] = _numbers((metres // step).astype(np.int64) * step)
    return result


def _numbers(values: NDArray[np.integer[Any]]) -> Column:
    different, codes = np.unique(values, return_inverse=True)
    return Column(codes.reshape(-1).astype(np.int32), different.tolist())


def _pick(draw: Draw, count: int, values: Sequence[Any], shares: Sequence[float] | None = None) -> Column:
    return Column(draw.choice(len(values), count, p=shares).astype(np.int32), list(values))


def _some(draw: Draw, count: int, words: Sequence[str], variants: int, most: int) -> Column:
    """Small random sets of words, drawn from a limited number of different ones."""
    sets = [
        frozenset(draw.choice(len(words), draw.integers(0, most + 1), replace=False).tolist())
        for _ in range(variants)
    ]
    return _pick(draw, count, [frozenset(words[number] for number in numbers) for numbers in sets])


def _work_sets(draw: Draw, programme: NDArray[np.int64], share: float, variants: int) -> Column:
    """For each row a random set of its programme's work processes, each in it with this chance."""
    values: list[frozenset[str]] = []
    first: dict[int, int] = {}
    for number in np.unique(programme).tolist():
        words = _work(number)
        first[number] = len(values)
        inside = draw.random((variants, len(words))) < share
        values += [frozenset(w for w, chosen in zip(words, row, strict=True) if chosen) for row in inside]
    start = np.array([first.get(number, 0) for number in range(int(programme.max(initial=0)) + 1)])
    return Column((start[programme] + draw.integers(0, variants, len(programme))).astype(np.int32), values)


def _periods(draw: Draw, count: int, early: int, late: int) -> dict[str, Column]:
    """One of four periods of twenty weeks; a placement opens up to ``early`` days sooner and ``late`` later."""
    first = date(2026, 8, 31)
    which = draw.integers(0, 4, count)
    before, after = draw.integers(0, early + 1, count), draw.integers(0, late + 1, count)
    days = [first + timedelta(days=number) for number in range(-60, 700)]
    start = 60 + which * 70 - before
    end = 60 + which * 70 + 139 + after
    return {"start": Column(start.astype(np.int32), days), "end": Column(end.astype(np.int32), days)}
