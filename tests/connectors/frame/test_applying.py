"""Settings that hang on the choice of others: what applies, what is needed, and what is kept."""

from __future__ import annotations

from typing import Any

import pytest

from tests.board.world import World
from winternship_connectors import api, sealing
from winternship_connectors.applying import idle, missing
from winternship_connectors.models import Connection

SCHEMA: dict[str, Any] = {
    "required": ["place"],
    "properties": {
        "place": {"enum": ["here", "there"]},
        "form": {"enum": ["plain", "rich"], "default": "plain"},
        "url": {"x-when": {"place": ["there"]}, "x-needed": {}},
        "port": {"x-when": {"place": ["there"]}, "x-needed": {"form": ["rich"]}},
        "colour": {"x-when": {"place": ["there"], "form": ["rich"]}},
        "columns": {"x-when": {"form": ["plain"]}, "x-needed": {}},
    },
}


@pytest.mark.parametrize(
    ("config", "not_asked", "needed"),
    [
        ({}, {"url", "port", "colour"}, {"place", "columns"}),
        ({"place": "here", "columns": "x"}, {"url", "port", "colour"}, set()),
        ({"place": "there"}, {"colour"}, {"url", "columns"}),
        ({"place": "there", "form": "rich", "url": "x"}, {"columns"}, {"port"}),
    ],
)
def test_a_setting_applies_and_is_needed_by_what_is_chosen_elsewhere(
    config: dict[str, str], not_asked: set[str], needed: set[str]
) -> None:
    assert idle(SCHEMA, config) == not_asked
    assert missing(SCHEMA, config) == needed


WEBDAV = {
    "place": "webdav",
    "url": "https://files.school.example/drop/",
    "user": "us",
    "password": "secret",
    "form": "jsonl",
}


def test_what_does_not_apply_is_not_kept_and_no_mistake(world: World) -> None:
    pk = api.create(
        world.carla,
        world.ids["college"],
        "filedrop",
        "Files",
        {**WEBDAV, "sftp_url": "nonsense", "columns": ""},
    )
    assert api.see(world.carla, pk).config == {
        "place": "webdav",
        "url": "https://files.school.example/drop/",
        "user": "us",
        "form": "jsonl",
    }

    api.change(world.carla, pk, config={"place": "folder", "folder": "school", "form": "jsonl", "user": "us"})

    row = Connection.objects.get(pk=pk)
    assert row.config == {"place": "folder", "folder": "school", "form": "jsonl"}
    assert sealing.unseal(row.secrets) == {}


def test_what_applies_and_is_needed_is_asked_for(world: World) -> None:
    for config, lacking in (
        ({"place": "sftp", "form": "jsonl"}, {"sftp_url", "host_key", "user", "password"}),
        ({"place": "folder"}, {"folder", "columns"}),
        ({**WEBDAV, "url": ""}, {"url"}),
    ):
        with pytest.raises(api.BadConfig) as told:
            api.create(world.carla, world.ids["college"], "filedrop", "Files", config)
        assert set(told.value.problems) == lacking
