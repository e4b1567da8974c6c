"""Processes for independent parts of a market, each on one core."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Final

# Each worker is one core's worth of work; a linear-algebra library that starts threads of its own would only make
# them wait for each other. The settings are read when a new process loads numpy.
_THREADS: Final = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


@contextmanager
def pool_of(processes: int) -> Iterator[ProcessPoolExecutor]:
    """A pool of fresh processes (never forks: the caller may have threads)."""
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    try:
        with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
            # Workers start while the caller gets the first job ready.
            for _ in range(processes):
                pool.submit(int)
            yield pool
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
