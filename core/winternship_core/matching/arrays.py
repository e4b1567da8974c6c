"""Array types and a few helpers, so that integers stay small, exact and the same on every machine."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Rows = NDArray[np.intp]
Masks = NDArray[np.unsignedinteger[Any]]
Flags = NDArray[np.bool_]
Floats = NDArray[np.float32]
T = TypeVar("T")
N = TypeVar("N", bound=np.generic)

_BITS_OF = np.array([bin(value).count("1") for value in range(1 << 16)], np.uint8)


def count_bits(masks: Masks) -> NDArray[np.uint8]:
    """How many bits are set in each mask."""
    if hasattr(np, "bitwise_count"):
        counted: NDArray[np.uint8] = np.bitwise_count(masks)
        return counted
    halves = np.ascontiguousarray(masks).view(np.uint16).reshape(*masks.shape, masks.itemsize // 2)
    total: NDArray[np.uint8] = _BITS_OF[halves].sum(axis=-1, dtype=np.uint8)
    return total


def spans(starts: NDArray[Any], lengths: NDArray[Any]) -> Rows:
    """The numbers ``start … start + length - 1`` of every span, one span after the other."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    steps = np.arange(total, dtype=np.intp)
    return steps + np.repeat(starts - (ends - lengths), lengths).astype(np.intp)


def where(flags: Flags) -> tuple[Rows, Rows]:
    """Row and column of every flag that is set, as ``nonzero``, for the few of many in half the time."""
    width = flags.shape[1]
    flat = np.flatnonzero(flags)
    ends = flat.searchsorted(np.arange(len(flags) + 1) * width)
    row = np.repeat(np.arange(len(flags)), np.diff(ends))
    return row, flat - row * width


def offsets(groups: NDArray[Any], count: int) -> Rows:
    """Where each of ``count`` groups starts (and the last ends) in rows sorted by group."""
    return np.concatenate([[0], np.cumsum(np.bincount(groups, minlength=count))]).astype(np.intp)


def distinct(values: NDArray[N]) -> NDArray[N]:
    """The different values, in order; sorts, which for plain numbers is faster than numpy's own hashing."""
    ordered = np.sort(values)
    if len(ordered) < 2:
        return ordered
    different: NDArray[N] = ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])]
    return different


def take(table: T, rows: NDArray[Any]) -> T:
    """The given rows of a dataclass of arrays; their last axis is the row."""
    columns: dict[str, Any] = {f.name: getattr(table, f.name)[..., rows] for f in fields(table)}  # type: ignore[arg-type]
    return type(table)(**columns)
