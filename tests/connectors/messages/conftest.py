"""A Matrix server for the tests of messages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.connectors.messages.synapse import PROGRAM, Synapse, served


@pytest.fixture(scope="session")
def synapse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Synapse]:
    """A Matrix server that lets us send as fast as we can."""
    if not PROGRAM.exists():
        pytest.skip("Synapse is not installed in var/synapse: run tools/install_test_programs")
    much = {"per_second": 1000, "burst_count": 1000}
    limits = {"rc_message": much, "rc_registration": much, "rc_room_creation": much}
    with served(tmp_path_factory.mktemp("synapse"), limits) as made:
        yield made
