"""A mail server with TLS and a Matrix server for the tests of messages."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.connectors.messages.mailbox import EncryptedController, Mailbox, PostController, certificate
from tests.connectors.messages.synapse import PROGRAM, Synapse, served


@pytest.fixture(scope="session")
def certified(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for localhost and its key."""
    return certificate(tmp_path_factory.mktemp("tls"))


def _trusted(certified: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    monkeypatch.setenv("SSL_CERT_FILE", str(certified[0]))
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(*certified)
    return tls


@pytest.fixture
def encrypted(certified: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    """A mail server where TLS begins with the first byte."""
    controller = EncryptedController(Mailbox(), _trusted(certified, monkeypatch))
    controller.start()
    yield controller.handler
    controller.stop()


@pytest.fixture
def mailbox(certified: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    """A mail server with STARTTLS, whose certificate this machine trusts while the test lasts."""
    controller = PostController(Mailbox(), _trusted(certified, monkeypatch))
    controller.start()
    yield controller.handler
    controller.stop()


@pytest.fixture(scope="session")
def synapse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Synapse]:
    """A Matrix server that lets us send as fast as we can."""
    if not PROGRAM.exists():
        pytest.skip("Synapse is not installed in var/synapse: run tools/install_test_programs")
    much = {"per_second": 1000, "burst_count": 1000}
    limits = {"rc_message": much, "rc_registration": much, "rc_room_creation": much}
    with served(tmp_path_factory.mktemp("synapse"), limits) as made:
        yield made
