"""How thorough a run is: `make test` shows each rule on a part of the cases, `make test-deep` on all of them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Final, TypeVar

T = TypeVar("T")
DEEP: Final = os.environ.get("WINTERNSHIP_DEEP") == "1"


def some(cases: Sequence[T], every: int = 2) -> Sequence[T]:
    """All cases of a deep run; else each second one, or each ``every``-th."""
    return cases if DEEP else cases[::every]


def chequered(cases: Sequence[T]) -> Sequence[T]:
    """All cases of a deep run; else one of each two that follow each other, the first and the second in turn."""
    return cases if DEEP else [one for number, one in enumerate(cases) if number % 4 in {0, 3}]


def examples(number: int) -> int:
    """How many examples hypothesis tries: this many in a deep run, else a quarter, ten at least."""
    return number if DEEP else max(10, number // 4)
