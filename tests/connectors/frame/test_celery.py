"""A change reaches its target through Celery with Redis, by settings alone: a real broker, a real worker, real HTTP."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.board.world import World
from tests.connectors.conftest import populated
from tests.lti_tool.chaos.brokers import celery, redis
from tests.lti_tool.chaos.workers import environment
from winternship_connectors import api
from winternship_lti.testing import LocalServer, Reply

SECONDS = 60.0


@pytest.fixture
def world(transactional_db: None) -> World:
    """Built for this test alone, outside any transaction, as another process reads it."""
    return populated()


def test_celery_delivers_a_change(world: World, settings: Any, tmp_path: Path) -> None:
    pytest.importorskip("celery")
    if connection.vendor != "sqlite":
        pytest.skip("the worker's own service starts from a copy of the tests' SQLite")
    with redis(tmp_path) as broker, LocalServer(lambda _: Reply(200)) as room:
        told = {"url": f"{room.origin}/room", "body": "text"}
        pk = api.create(world.carla, world.ids["college"], "webhook", "Room", told)
        api.set_mode(world.carla, pk, "live")
        world.placed()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(tmp_path / "winternship.sqlite3")])
        service = environment(tmp_path) | {
            "WINTERNSHIP_CELERY_BROKER": broker,
            "WINTERNSHIP_ALLOW_PRIVATE_NETWORKS": "1",
            "WINTERNSHIP_SECRET_KEY": settings.SECRET_KEY,  # opens the address of the room
        }
        assert room.seen == []
        with celery(tmp_path, service):
            end = time.monotonic() + SECONDS
            while not room.seen and time.monotonic() < end:
                time.sleep(0.1)
    (message,) = room.seen
    assert "bakery" in json.loads(message.body)["text"]
