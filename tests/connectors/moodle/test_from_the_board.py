"""From signatures on the board to a group in Moodle, through the frame's own worker."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from tests.board.world import World
from tests.connectors.conftest import Clock
from tests.connectors.moodle.lms import COURSE, STUDENT, TOKEN, Moodle, User
from winternship_connectors import api
from winternship_lti.testing import Reply


def test_a_placement_that_is_signed_on_the_board_arrives_in_moodle_once(
    world: World, moment: Clock, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    settings.ALLOW_PRIVATE_NETWORKS = True
    world.student("mies", "college", student_number="4711")
    with Moodle() as lms:
        lms.users[9] = User(9, "4711", "mies@school.test", [STUDENT])
        config = {"url": lms.origin, "course": COURSE, "token": TOKEN}
        connection = api.create(world.carla, world.ids["college"], "moodle_ws", "Moodle", config)
        assert api.test(world.carla, connection).ok
        api.set_mode(world.carla, connection, "live")
        api.drain(connection)
        assert lms.groups == {}

        number = world.confirmed("mies")
        moment.step(seconds=60)
        lms.after = [("core_group_create_groups", Reply(lost=True))]
        api.work_once()
        assert [one.members for one in lms.groups.values()] == [[]]
        moment.step(seconds=7200)
        api.work_once()

        (group,) = lms.groups.values()
        assert group.idnumber.endswith(f"/placement-{number}")
        assert group.members == [9]
        assert api.look(world.carla, connection) == {}
        group.name = "Renamed by a teacher"
        assert api.look(world.carla, connection) == {"changed_remote": 1}
    assert TOKEN not in caplog.text
    assert "4711" not in caplog.text
