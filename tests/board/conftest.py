"""What the tests of the board share: a made-up region, and a clock that can be set."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.board.world import World, build
from tests.undoing import undone
from winternship_board import clock

TODAY = dt.date(2026, 11, 25)


@pytest.fixture
def on_day(monkeypatch: pytest.MonkeyPatch) -> Callable[[dt.date], None]:
    """Set the board's clock to a day."""

    def set_to(day: dt.date) -> None:
        monkeypatch.setattr(clock, "today", lambda: day)

    set_to(TODAY)
    return set_to


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """The region, built once for a module; what its tests do to it is undone."""
    with undone(django_db_blocker):
        with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
            patch.setattr(clock, "today", lambda: TODAY)
            made = build()
        yield made


@pytest.fixture
def world(built: World, db: None, on_day: Callable[[dt.date], None]) -> World:
    """The region on an ordinary day, with nobody placed yet."""
    return built.copy()
