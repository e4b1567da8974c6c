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
KINDS: Final = (
    "animals",
    "build",
    "care",
    "computer",
    "food",
    "machines",
    "office",
    "people",
    "shop",
    "transport",
)
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
    count = max(1, min(450, students // 250))
    scale = min(1.0, (students / 100_000) ** 0.5)
    towns = _towns(draw, max(1, min(1200, students // 40)), scale)
    popularity = 1 / np.arange(1, count + 1) ** 0.9
    popularity /= popularity.sum()
    people = _students(draw, students, towns, popularity)
    places = _placements(draw, placements, towns, popularity)
    ids = [f"p{number:06d}" for number in range(1, placements + 1)]
    people["wishes"] = _wishes(draw, people, places, ids)
    return Sample([f"s{number:06d}" for number in range(1, students + 1)], people, ids, places)


def _code(programme: int) -> str:
    return f"{25000 + programme:05d}"


def _work(programme: int) -> list[str]:
    return [f"{_code(programme)}-W{number}" for number in range(1, 9 + programme % 5)]


def _towns(
    draw: Draw, count: int, scale: float
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    size = 1 / np.arange(1, count + 1) ** 0.9
    return size / size.sum(), draw.random(count) * scale * WIDTH_M, draw.random(count) * scale * HEIGHT_M


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


def _students(draw: Draw, count: int, towns: Any, popularity: NDArray[np.float64]) -> dict[str, Column]:
    programme = draw.choice(len(popularity), count, p=popularity)
    languages = [
        frozenset({"nl:speak:B2", "nl:read:B2"}),
        frozenset({"nl:speak:B1", "nl:read:A2"}),
        frozenset({"nl:speak:A2"}),
    ]
    with_english = [known | {"en:speak:B1"} for known in languages]
    days = [
        frozenset(),
        frozenset({"mo", "tu"}),
        frozenset({"th", "fr"}),
        frozenset({"mo", "tu", "we", "th"}),
    ]
    return {
        "programme": _numbered(programme, _code),
        "level": _numbered(programme, _level),
        "route": _pick(draw, count, ["BOL", "BBL"], [0.74, 0.26]),
        **_places(draw, count, towns, 2_500, 500),
        "max_m": _pick(draw, count, [30_000, 45_000, 60_000], [0.1, 0.2, 0.7]),
        **_periods(draw, count, 0, 0),
        "weeks": _pick(draw, count, [15, 18, 20]),
        "year": _pick(draw, count, [1, 2, 3, 4]),
        "days": _pick(draw, count, days, [0.7, 0.1, 0.1, 0.1]),
        "work_needed": _work_sets(draw, programme, 0.1, 6),
        "work_wished": _work_sets(draw, programme, 0.4, 24),
        "kinds": _some(draw, count, KINDS, 40, 3),
        "skills": _some(draw, count, SKILLS, 60, 4),
        "languages": _pick(draw, count, languages + with_english, [0.4, 0.1, 0.04, 0.3, 0.12, 0.04]),
        "licences": _pick(draw, count, [frozenset(), frozenset({"AM"}), frozenset({"B"})], [0.6, 0.2, 0.2]),
        "avoids": _pick(
            draw, count, [frozenset(), frozenset({"night"}), frozenset({"animals"})], [0.9, 0.07, 0.03]
        ),
        "minor": _pick(draw, count, [False, True], [0.7, 0.3]),
        "guidance": _pick(draw, count, [False, True], [0.85, 0.15]),
        "waiting_weeks": _pick(draw, count, [0, 2, 5, 9], [0.85, 0.07, 0.05, 0.03]),
        "school": _pick(draw, count, [f"school-{number:02d}" for number in range(60)]),
        "blocked": _pick(draw, count, [frozenset()]),
        "signed": _pick(draw, count, [""]),
    }


def _placements(draw: Draw, count: int, towns: Any, popularity: NDArray[np.float64]) -> dict[str, Column]:
    programme = draw.choice(len(popularity), count, p=popularity)
    several = draw.random(count) < 0.2
    programmes = _sets_of_programmes(draw, programme, several, len(popularity))
    offered = _work_sets(draw, programme, 0.85, 24)
    return {
        "programmes": programmes,
        "levels": Column(
            programmes.codes, [frozenset(_level(int(c) - 25000) for c in v) for v in programmes.values]
        ),
        "routes": _pick(draw, count, _TAKEN_ROUTES, [0.4, 0.1, 0.5]),
        **_places(draw, count, towns, 4_000, 100),
        **_periods(draw, count, 30, 30),
        "seats": _pick(draw, count, [1, 2, 3, 4, 8], [0.5, 0.25, 0.12, 0.08, 0.05]),
        "days": _pick(draw, count, _OPEN_DAYS, [0.9, 0.1]),
        "work": _work_of(programmes, offered),
        "not_for_minors": _numbered(
            programme % 20, lambda n: frozenset({_work(n)[0]}) if n < 4 else frozenset()
        ),
        "minors": _pick(draw, count, [True, False], [0.9, 0.1]),
        "languages": _pick(draw, count, _LANGUAGE_NEEDS, [0.75, 0.12, 0.08, 0.05]),
        "licences": _pick(draw, count, [frozenset(), frozenset({"B@task"})], [0.97, 0.03]),
        "features": _pick(
            draw, count, [frozenset(), frozenset({"night"}), frozenset({"animals"})], [0.85, 0.08, 0.07]
        ),
        "kinds": _some(draw, count, KINDS, 40, 2),
        "skills": _some(draw, count, SKILLS, 60, 2),
        "independence": _pick(draw, count, [1, 2, 3, 4]),
        "guidance": _pick(draw, count, [False, True], [0.6, 0.4]),
        "reserved_seats": _pick(draw, count, [0, 1], [0.95, 0.05]),
        "reserved_for": _pick(
            draw, count, [frozenset({"level:1", "level:2"}), frozenset({"school:school-01"})]
        ),
        "ranking": _pick(draw, count, [()]),
        "status": _pick(draw, count, ["open", "recognition_unchecked"], [0.98, 0.02]),
    }


_TAKEN_ROUTES: Final = [frozenset({"BOL"}), frozenset({"BBL"}), frozenset({"BOL", "BBL"})]
_OPEN_DAYS: Final = [frozenset({"mo", "tu", "we", "th", "fr"}), frozenset({"mo", "tu", "th", "fr"})]
_LANGUAGE_NEEDS: Final = [
    frozenset[str](),
    frozenset({"nl:speak:B1@clients"}),
    frozenset({"nl:speak:A2@safety", "nl:read:A2@safety"}),
    frozenset({"en:speak:B1@clients"}),
]


def _level(programme: int) -> int:
    return 1 + (programme * 7 + 3) % 4


def _numbered(numbers: NDArray[np.int64], value: Any) -> Column:
    return Column(
        numbers.astype(np.int32), [value(number) for number in range(int(numbers.max(initial=-1)) + 1)]
    )


def _sets_of_programmes(
    draw: Draw, programme: NDArray[np.int64], several: NDArray[np.bool_], count: int
) -> Column:
    """The own programme, and for some rows one or two more of the same sector (numbers that leave the same rest)."""
    first, second = draw.integers(1, 6, len(programme)), draw.integers(0, 4, len(programme))
    more = np.where(several, first * 8 + second, 0)
    different, codes = np.unique(programme * 64 + more, return_inverse=True)
    values = []
    for number in different.tolist():
        own, one, two = number // 64, number % 64 // 8, number % 8
        others = {own + SECTORS * one * (one > 0), own + SECTORS * two * (one > 0)}
        values.append(
            frozenset(_code(p % count if p >= count else p) for p in {own, *others} if p < count or p == own)
        )
    return Column(codes.reshape(-1).astype(np.int32), values)


def _work_of(programmes: Column, offered: Column) -> Column:
    """What is offered in the own programme, and all work of the others it is recognised for."""
    both, codes = np.unique(
        programmes.codes.astype(np.int64) * len(offered.values) + offered.codes, return_inverse=True
    )
    values = []
    for number in both.tolist():
        own = offered.values[number % len(offered.values)]
        others = sorted(programmes.values[number // len(offered.values)])
        extra = (
            {word for code in others for word in _work(int(code) - 25000)[:7]} if len(others) > 1 else set()
        )
        values.append(own | extra)
    return Column(codes.reshape(-1).astype(np.int32), values)


def _wishes(draw: Draw, people: dict[str, Column], places: dict[str, Column], ids: list[str]) -> Column:
    """Three students in ten rank up to three placements of their programme that lie about as far east as they do."""
    own = places["programmes"].map(lambda codes: int(min(codes)), np.int64)
    programme = people["programme"].map(int, np.int64)
    east = 10 * WIDTH_M  # wider than the map, spread included
    key, at = (
        own * east + places["x_m"].map(int, np.int64),
        programme * east + people["x_m"].map(int, np.int64),
    )
    order = np.argsort(key)
    first, last = (np.searchsorted(own[order], programme, side=side) for side in ("left", "right"))
    near = np.searchsorted(key[order], at)[:, None] + draw.integers(-20, 21, (len(at), 3))
    wished = (draw.random(len(at)) < 0.3) & (last > first)
    chosen = order[np.clip(near, first[:, None], np.maximum(last, 1)[:, None] - 1)] if len(order) else near
    rows = np.flatnonzero(wished)
    lists = [tuple(dict.fromkeys(ids[place] for place in places_of)) for places_of in chosen[rows].tolist()]
    codes = np.zeros(len(at), np.int32)
    codes[rows] = np.arange(1, len(rows) + 1)
    return Column(codes, [(), *lists])
