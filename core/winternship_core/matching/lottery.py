"""One published number per person settles every tie, so that anyone can replay the draw.

The number of an id is the first 44 bits of ``SHA-256(seed + ":" + id)``; the lowest goes first. A shell can check
it: ``printf '2027:s1' | sha256sum | cut -c1-11``. It depends on nobody else, so a student who joins later changes
no other number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from winternship_core.matching.arrays import distinct

BITS = 44
PIECE = 100_000  # ids drawn at once


def draw(
    seed: str, ids: Sequence[str], bits: int = BITS, digests: Iterable[bytes] | None = None
) -> NDArray[np.int64]:
    """The lottery numbers of these ids, all different; ``digests`` are those of :func:`digest`, when begun before.

    Should two ids get the same number, the later one (by id) takes the next free number. With 44 bits and half a
    million ids that happens once in a hundred rounds.
    """
    joined = b"".join(digest(seed, ids) if digests is None else digests)
    numbers = (np.frombuffer(joined, ">u8") >> np.uint64(64 - bits)).astype(np.int64)
    if len(distinct(numbers)) < len(numbers):
        _separate(numbers, ids)
    return numbers


def digest(seed: str, ids: Sequence[str], run: Callable[..., Iterable[bytes]] = map) -> Iterable[bytes]:
    """The first eight bytes of every digest, in pieces; ``run`` may be the ``map`` of a pool, which begins at once."""
    pieces = [ids[start : start + PIECE] for start in range(0, len(ids), PIECE)]
    return run(partial(_digest, f"{seed}:".encode()), pieces)


def _digest(prefix: bytes, ids: Sequence[str]) -> bytes:
    return b"".join([sha256(prefix + text.encode()).digest()[:8] for text in ids])


def _separate(numbers: NDArray[np.int64], ids: Sequence[str]) -> None:
    # Walk by number, then id; everybody stands at least one behind the one before.
    order = sorted(range(len(ids)), key=lambda row: (int(numbers[row]), ids[row]))
    last = -1
    for row in order:
        last = max(int(numbers[row]), last + 1)
        numbers[row] = last
