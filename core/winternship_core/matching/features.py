"""What a student asks and what a placement offers, in columns, so that judging them is one scalar product.

``asks @ offers`` adds the points for work that can be done, guidance and skills, and takes off more than all points
together for each hard rule that is broken. Every term is a whole number far below 2**24, so the sum is exact and the
same on every machine, in whatever order it is added up.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from winternship_core.matching.arrays import Floats, Ints, Masks, Rows, count_bits
from winternship_core.matching.market import Placements, Recognitions, Students
from winternship_core.matching.vocabulary import Part

BROKEN: Final = np.float32(-4096)  # for each hard rule that is broken; all points together stay below it
PROFILES: Final = 8
AT_ONCE: Final = 1 << 13


@dataclass(frozen=True, slots=True)
class Layout:
    """Which columns say what; the same on both sides."""

    work: int
    skills: int
    obstacles: int
    kinds: int

    @property
    def columns(self) -> dict[str, slice]:
        """The columns of each subject; those that a placement goes by come first."""
        return _columns(self)

    @property
    def width(self) -> int:
        """How many columns there are."""
        return self.about_the_work + self.kinds

    @property
    def about_the_work(self) -> int:
        """How many columns a placement goes by."""
        return 3 * self.work + PROFILES + self.skills + self.obstacles + 2


@cache
def _columns(layout: Layout) -> dict[str, slice]:
    sizes = {
        Part.COVERAGE: layout.work + 1,
        Part.LEARNING: PROFILES,
        Part.WORK_WISH: layout.skills + 1,
        "work_missing": 2 * layout.work,
        "obstacles": layout.obstacles,
        Part.PREFERENCE: layout.kinds,
    }
    ends = np.cumsum(list(sizes.values())).tolist()
    return {name: slice(end - size, end) for (name, size), end in zip(sizes.items(), ends, strict=True)}


def layout_of(students: Students, placements: Placements, table: Recognitions) -> Layout:
    """The narrowest layout that holds these masks."""
    return Layout(
        work=max(map(_width, (students.needs, students.wished, table.work))),
        skills=_width(placements.skills),
        obstacles=64 * (len(placements.obstacles) - 1) + _width(placements.obstacles[-1]),
        kinds=_width(placements.kinds),
    )


def offers(
    layout: Layout, placements: Placements, table: Recognitions, maxima: dict[Part, int]
) -> NDArray[np.uint8]:
    """What every recognition offers (recognitions x columns); no number is above 100."""
    rows = table.placement
    one = np.ones((len(rows), 1), np.uint8)
    skills = _bits(placements.skills, layout.skills)
    wanted = count_bits(placements.skills)
    worth = maxima[Part.WORK_WISH] // np.maximum(wanted, 1)
    nothing_wanted = np.where(wanted == 0, maxima[Part.WORK_WISH], 0).astype(np.uint8)[:, None]
    work, safe = _bits(table.work, layout.work), _bits(table.safe, layout.work)
    return np.hstack(
        [
            *(work, one),
            np.eye(PROFILES, dtype=np.uint8)[placements.profile[rows]],
            np.hstack([skills * worth.astype(np.uint8)[:, None], nothing_wanted])[rows],
            *(1 - work, 1 - safe),
            _words(placements.obstacles, layout.obstacles)[rows],
            _bits(placements.kinds, layout.kinds)[rows],
        ]
    )


def asks(layout: Layout, students: Students, rows: Rows, maxima: dict[Part, int]) -> Floats:
    """What these students ask (students x columns), in points; below zero for what must not be."""
    wished = students.wished[rows]
    number = count_bits(wished).astype(np.int64)
    worth = np.where(number > 0, maxima[Part.COVERAGE] // np.maximum(number, 1), 0).astype(np.float32)
    nothing_wished = np.where(number == 0, maxima[Part.COVERAGE], 0).astype(np.float32)[:, None]
    needs = _bits(students.needs[rows], layout.work) * BROKEN
    minor = students.minor[rows, None]
    liked = np.float32(maxima[Part.PREFERENCE] // 4)
    return np.hstack(
        [
            *(_bits(wished, layout.work) * worth[:, None], nothing_wished),
            _learning(maxima[Part.LEARNING])[students.profile[rows]],
            *(_bits(students.skills[rows], layout.skills), np.ones((len(rows), 1), np.float32)),
            *(needs * ~minor, needs * minor),
            _words(students.hindered[:, rows], layout.obstacles) * BROKEN,
            _bits(students.kinds[rows], layout.kinds) * liked,
        ],
        dtype=np.float32,
    )


def asks_of_all(layout: Layout, students: Students, maxima: dict[Part, int]) -> NDArray[np.int16]:
    """What every student asks, in half the room: no number is beyond the points or one broken rule."""
    asked = np.empty((len(students), layout.width), np.int16)
    for start in range(0, len(students), AT_ONCE):
        rows = np.arange(start, min(start + AT_ONCE, len(students)))
        asked[rows] = asks(layout, students, rows, maxima)
    return asked


def masks_of_work(layout: Layout, offered: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """The work processes that are offered (rows x columns), as masks again."""
    octets = np.packbits(offered[:, : layout.work], axis=1, bitorder="little")
    padded = np.zeros((len(offered), 8), np.uint8)
    padded[:, : octets.shape[1]] = octets
    return padded.view("<u8")[:, 0].astype(np.uint64)


@cache
def _learning(points: int) -> Ints:
    """Half for work as independent as the year asks, half for guidance made to measure when asked for."""
    table = np.zeros((PROFILES, PROFILES), np.int32)
    for student in range(PROFILES):
        for placement in range(PROFILES):
            gap = abs(student % 4 - placement % 4)
            guided = placement >= 4 or student < 4
            table[student, placement] = (points * max(0, 2 - gap)) // 4 + guided * (points // 2)
    return table


def _width(masks: Masks) -> int:
    return int(np.bitwise_or.reduce(masks, initial=0)).bit_length() if masks.size else 0


def _bits(masks: NDArray[np.unsignedinteger[Any]], width: int) -> NDArray[np.uint8]:
    octets = np.ascontiguousarray(masks.astype("<u8")).view(np.uint8).reshape(-1, 8)
    return np.unpackbits(octets, axis=1, bitorder="little")[:, :width]


def _words(masks: Masks, width: int) -> NDArray[np.uint8]:
    return np.hstack([_bits(word, 64) for word in masks])[:, :width]
