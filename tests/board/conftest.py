"""What the tests of the board share: a made-up region, and a clock that can be set."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from tests.board.world import World, build
from winternship_board import clock

TODAY = dt.date(2026, 11, 25)


@pytest.fixture
def on_day(monkeypatch: pytest.MonkeyPatch) -> Callable[[dt.date], None]:
    """Set the board's clock to a day."""

    def set_to(day: dt.date) -> None:
        monkeypatch.setattr(clock, "today", lambda: day)

    set_to(TODAY)
    return set_to


@pytest.fixture
def world(db: None, on_day: Callable[[dt.date], None]) -> World:
    """The region on an ordinary day, with nobody placed yet."""
    return build()
