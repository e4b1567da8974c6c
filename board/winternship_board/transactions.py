"""Each call of the api is one transaction; when two get in each other's way, one of them starts anew."""

from __future__ import annotations

import functools
import random
import time
from collections.abc import Callable
from typing import Final, ParamSpec, TypeVar

from django.db import OperationalError, connection, transaction

from winternship_board.models import EventStream

P = ParamSpec("P")
R = TypeVar("R")

TRIES: Final = 8
# What SQLite, PostgreSQL and MariaDB say when trying again is all there is to do.
_AGAIN: Final = ("deadlock", "locked", "serializ", "1213", "1205", "1020")


def in_one_go(function: Callable[P, R]) -> Callable[P, R]:
    """Run a function in one transaction, and again when the database gave way to another.

    Inside a transaction of the caller it joins that one and does not repeat: only the outermost can.
    """

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        for attempt in range(TRIES):
            outermost = not connection.in_atomic_block
            try:
                with transaction.atomic():
                    if attempt:
                        _take_turn()
                    return function(*args, **kwargs)
            except OperationalError as error:
                if not outermost or attempt == TRIES - 1 or not _gave_way(error):
                    raise
                time.sleep(random.uniform(0.005, 0.03) * (attempt + 1))  # noqa: S311 - only spreads the tries
        raise AssertionError("unreachable")

    return run


def _take_turn() -> None:
    """Begin with a write that changes nothing, where SQLite is: it waits for its turn.

    Who reads first is turned away when somebody else wrote meanwhile, and among many writers that may go on.
    """
    if connection.vendor == "sqlite":
        EventStream.objects.filter(key="").update(last=0)


def _gave_way(error: OperationalError) -> bool:
    words = str(error).lower()
    return any(word in words for word in _AGAIN)
