"""One published number per person settles every tie, so that anyone can replay the draw.

The number of an id is the first 44 bits of ``SHA-256(seed + ":" + id)``; the lowest goes first. A shell can check
it: ``printf '2027:s1' | sha256sum | cut -c1-11``. It depends on nobody else, so a student who joins later changes
no other number.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from winternship_core.matching.arrays import distinct

BITS = 44


def draw(seed: str, ids: Sequence[str], bits: int = BITS) -> NDArray[np.int64]:
    """The lottery numbers of these ids, all different.

    Should two ids get the same number, the later one (by id) takes the next free number. With 44 bits and half a
    million ids that happens once in a hundred rounds.
    """
    prefix = f"{seed}:".encode()
    digests = b"".join([sha256(prefix + text.encode()).digest()[:8] for text in ids])
    numbers = (np.frombuffer(digests, ">u8") >> np.uint64(64 - bits)).astype(np.int64)
    if len(distinct(numbers)) < len(numbers):
        _separate(numbers, ids)
    return numbers


def _separate(numbers: NDArray[np.int64], ids: Sequence[str]) -> None:
    # Walk by number, then id; everybody stands at least one behind the one before.
    order = sorted(range(len(ids)), key=lambda row: (int(numbers[row]), ids[row]))
    last = -1
    for row in order:
        last = max(int(numbers[row]), last + 1)
        numbers[row] = last
