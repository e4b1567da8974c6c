"""One Radicale for all tests of calendars."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.connectors.calendars.radicale import Radicale, radicale


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    """A running Radicale."""
    with radicale(tmp_path_factory.mktemp("radicale")) as made:
        yield made
