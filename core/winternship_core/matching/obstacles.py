"""Level, route, days, languages, licences, safety and own limits are one test: an obstacle that hinders a person.

A placement puts up named obstacles ("asks licence B", "not on Friday"); a student is hindered by some of them.
They fit when no obstacle of the placement hinders the student. The name tells the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

import numpy as np

from winternship_core.matching.arrays import Masks
from winternship_core.matching.columns import Column, Columns
from winternship_core.matching.market import MASK_BITS, Codes
from winternship_core.matching.vocabulary import CEFR, DAYS, LEVELS, ROUTES, Criterion

_WORD = (1 << MASK_BITS) - 1
STATUS = f"{Criterion.STATUS}:"
SAFETY = f"{Criterion.SAFETY}:"
_NAMED = {
    "level": Criterion.LEVEL,
    "route": Criterion.ROUTE,
    "days": Criterion.DAYS,
    "languages": Criterion.LANGUAGE,
    "licences": Criterion.LICENCE,
    "avoids": Criterion.OWN_LIMIT,
}


def _without_reason(needs: frozenset[str]) -> Iterable[str]:
    return sorted(need.partition("@")[0] for need in needs)


# What each column of a placement puts up, named after the criterion it belongs to.
_PUT_UP: Final[Mapping[str, tuple[Criterion, Callable[[Any], Iterable[Any]]]]] = {
    "levels": (Criterion.LEVEL, lambda levels: (level for level in LEVELS if level not in levels)),
    "routes": (Criterion.ROUTE, lambda routes: (route for route in ROUTES if route not in routes)),
    "days": (Criterion.DAYS, lambda days: (day for day in DAYS if day not in days)),
    "languages": (Criterion.LANGUAGE, _without_reason),
    "licences": (Criterion.LICENCE, _without_reason),
    "features": (Criterion.OWN_LIMIT, sorted),
    "minors": (Criterion.SAFETY, lambda welcome: () if welcome else ("",)),
    "status": (Criterion.STATUS, lambda status: () if status == "open" else ("",)),
}


def put_up(columns: Columns, codes: Codes, count: int) -> Masks:
    """The obstacles of every placement; new ones are added to ``codes``."""
    masks = {}
    for name, (criterion, what) in _PUT_UP.items():
        masks[name] = [
            _mask(codes.add(f"{criterion}:{word}") for word in what(value)) for value in columns[name].values
        ]
    result = np.zeros((_words(codes), count), np.uint64)
    for name, column_masks in masks.items():
        result |= _spread(column_masks, columns[name], len(result))
    return result


def hindering(columns: Columns, codes: Codes, count: int) -> Masks:
    """The obstacles that hinder each student, among those that are put up at all."""
    result = np.zeros((_words(codes), count), np.uint64)
    for name in (*_NAMED, "minor"):
        column = columns[name]
        masks = [_mask(_hindered(name, value, codes)) for value in column.values]
        result |= _spread(masks, column, len(result))
    everyone = _mask([codes.number[STATUS]] if STATUS in codes.number else [])
    return result | np.array([[part] for part in _split(everyone, len(result))], np.uint64)


def _hindered(name: str, value: Any, codes: Codes) -> Iterable[int]:
    if name == "minor":
        return [codes.number[SAFETY]] if value and SAFETY in codes.number else []
    kind = _NAMED[name]
    put_up = {
        word.partition(":")[2]: bit for word, bit in codes.number.items() if word.startswith(f"{kind}:")
    }
    if name == "languages":
        return [bit for need, bit in put_up.items() if not _masters(value, need)]
    if name == "licences":
        return [bit for need, bit in put_up.items() if need not in value]
    own = {str(value)} if name in ("level", "route") else value
    return [bit for need, bit in put_up.items() if need in own]


def _masters(own: frozenset[str], need: str) -> bool:
    language, skill, level = need.split(":")
    return any(f"{language}:{skill}:{higher}" in own for higher in CEFR[CEFR.index(level) :])


def _words(codes: Codes) -> int:
    return max(1, -(-len(codes.number) // MASK_BITS))


def _mask(bits: Iterable[int]) -> int:
    mask = 0
    for bit in bits:
        mask |= 1 << bit
    return mask


def _split(mask: int, words: int) -> list[int]:
    return [mask >> MASK_BITS * word & _WORD for word in range(words)]


def _spread(masks: list[int], column: Column, words: int) -> Masks:
    table = np.array([_split(mask, words) for mask in masks], np.uint64).reshape(-1, words)
    return table.T[:, column.codes]
