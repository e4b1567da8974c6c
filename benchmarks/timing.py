"""Medians that a busy machine cannot bend: what is compared takes turns, in changing order, within one run."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import TypeVar

T = TypeVar("T")
Figures = Mapping[str, float]
WARM_UP = 5


def timed(call: Callable[[], T]) -> tuple[float, T]:
    """The milliseconds that one call takes by the wall clock (waiting for others counts too), and its result."""
    start = time.perf_counter()
    result = call()
    return (time.perf_counter() - start) * 1000, result


def p95(values: Sequence[float]) -> float:
    """The value that 95 of 100 do not exceed (nearest rank)."""
    return sorted(values)[math.ceil(0.95 * len(values)) - 1]


def interleaved(sides: Mapping[str, Callable[[], Figures]], rounds: int) -> dict[str, dict[str, float]]:
    """The median of every figure of every side, from `samples`."""
    return {
        name: {figure: median(values) for figure, values in figures.items()}
        for name, figures in samples(sides, rounds).items()
    }


def samples(sides: Mapping[str, Callable[[], Figures]], rounds: int) -> dict[str, dict[str, list[float]]]:
    """Call every side once a round, and return for each all values of every figure it gives.

    Each round has an order of its own, the same in every run, so that no side always comes after the same other one:
    after a side that waits for the network the processor's caches are cold. The first rounds do not count.
    """
    seen: dict[str, list[Figures]] = {name: [] for name in sides}
    shuffled = random.Random(0)
    for turn in range(WARM_UP + rounds):
        for name in shuffled.sample(list(sides), len(sides)):
            figures = sides[name]()
            if turn >= WARM_UP:
                seen[name].append(figures)
    return {
        name: {figure: [each[figure] for each in all_of] for figure in all_of[0]}
        for name, all_of in seen.items()
    }
