"""What the tests of connectors share: a region with a school, a target in memory, and a mail server."""

from __future__ import annotations

import datetime as dt
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from tests.board.world import World, build
from tests.connectors.messages.mailbox import EncryptedController, Mailbox, PostController, certificate
from tests.undoing import undone
from winternship_connectors import api, clock, registry
from winternship_connectors.testing import memory

NOON = dt.datetime(2026, 11, 25, 12, 0, tzinfo=dt.UTC)


@dataclass
class Clock:
    """A clock that a test moves."""

    at: dt.datetime = field(default=NOON)

    def __call__(self) -> dt.datetime:
        return self.at

    def step(self, **time: float) -> None:
        """Move it, forwards or back."""
        self.at += dt.timedelta(**time)


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of the connectors, at noon."""
    made = Clock()
    monkeypatch.setattr(clock, "now", made)
    return made


def populated() -> World:
    """A region with a published vacancy for many."""
    made = build()
    made.vacancy(places=99)
    return made


@pytest.fixture(scope="module")
def region(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Built once for a module; what its tests do to it is undone."""
    with undone(django_db_blocker):
        with django_db_blocker.unblock():
            made = populated()
        yield made


@pytest.fixture
def world(region: World, db: None) -> World:
    """A region with a published vacancy for many."""
    return region.copy()


@pytest.fixture
def store() -> Iterator[memory.Store]:
    """An empty target, with the connectors that lead to it."""
    memory.STORES.clear()
    for one in (
        memory.MemoryConnector,
        memory.KeyedConnector,
        memory.ForgetfulConnector,
        memory.BatchMemoryConnector,
    ):
        registry.register(one())
    yield memory.store()
    memory.STORES.clear()


@dataclass
class Live:
    """A connection of the college, and the target behind it."""

    world: World
    store: memory.Store
    clock: Clock
    pk: int

    def placements(self, count: int) -> list[int]:
        """Students of the college with a placement."""
        made = []
        for number in range(count):
            name = f"student{number}"
            self.world.student(name, "college", student_number=str(1000 + number))
            made.append(self.world.placed(name))
        return made

    def work(self, rounds: int = 1, seconds: float = 7200.0) -> None:
        """Rounds of work with time between them, so that whatever was postponed is due."""
        for _ in range(rounds):
            api.work_once()
            self.clock.step(seconds=seconds)


def connect(
    world: World,
    store: memory.Store,
    clock: Clock,
    connector: str = "memory",
    mode: str = "live",
    name: str = "main",
) -> Live:
    """A connection of the college."""
    pk = api.create(world.carla, world.ids["college"], connector, "Test", {"store": name, "secret": "right"})
    api.change(world.carla, pk, a_minute=0)
    if mode != "dry_run":
        api.set_mode(world.carla, pk, mode)
    return Live(world, store, clock, pk)


@pytest.fixture
def live(world: World, store: memory.Store, moment: Clock) -> Live:
    """A live connection to the target in memory."""
    return connect(world, store, moment)


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
