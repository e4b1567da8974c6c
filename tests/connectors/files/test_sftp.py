"""Files of placements on a real SFTP server: whole or absent, and only where the known host key is shown."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.connectors.contexts import context
from tests.connectors.files import sftp
from tests.connectors.files.test_acceptance import FolderRig
from tests.connectors.files.webdav import PASSWORD, USER
from winternship_connectors.contract import Context
from winternship_connectors.errors import AuthFailed, Rejected, Retry
from winternship_connectors.files.filedrop import FiledropConnector
from winternship_connectors.files.schema import DEFAULT
from winternship_connectors.http import Http
from winternship_connectors.testing import Acceptance, Rig
from winternship_connectors.testing.placements import placement

FILEDROP = FiledropConnector()
NAME = "placements-0000000042.csv"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[sftp.Server]:
    folder = tmp_path / "served"
    folder.mkdir()
    with sftp.served(folder) as running:
        yield running


def at(server: sftp.Server, password: str = PASSWORD, **more: Any) -> Context:
    told = {"place": "sftp", "sftp_url": server.url, "user": USER, "host_key": server.host_key}
    return context({**told, "columns": DEFAULT, **more}, {"password": password})


def send(where: Context, number: int = 42) -> None:
    record = placement(7)
    FILEDROP.apply_all(where, FILEDROP.plan(where.settings, record, {}, record.id), f"1:batch:{number}")


def names(server: sftp.Server) -> list[str]:
    return sorted(one.name for one in server.folder.iterdir())


def test_two_rounds_are_two_whole_files_and_a_repetition_is_none_more(server: sftp.Server) -> None:
    assert FILEDROP.check(at(server)).ok

    for number in (42, 42, 43):
        send(at(server), number)

    assert names(server) == [
        NAME,
        f"{NAME}.json",
        NAME.replace("42", "43"),
        NAME.replace("42", "43") + ".json",
    ]
    told = json.loads((server.folder / f"{NAME}.json").read_text())
    assert told["sha256"] == hashlib.sha256((server.folder / NAME).read_bytes()).hexdigest()


@pytest.mark.parametrize("pinned", ["", "SHA256:" + "A" * 43])
def test_another_host_key_is_told_and_gets_no_password(server: sftp.Server, pinned: str) -> None:
    for does in (FILEDROP.check, send):
        with pytest.raises(AuthFailed) as told:
            does(at(server, host_key=pinned))
        assert server.host_key in str(told.value)
        assert (pinned or "none") in str(told.value)
    assert server.passwords == []
    assert names(server) == []


def test_a_wrong_password_pauses(server: sftp.Server) -> None:
    with pytest.raises(AuthFailed, match="refuses"):
        send(at(server, password="another"))
    assert server.passwords == ["another"]


def test_a_lost_connection_before_the_rename_leaves_no_file_and_the_next_try_does(
    server: sftp.Server,
) -> None:
    server.drops_rename = True
    with pytest.raises(Retry):
        send(at(server))
    assert names(server) == [f"{NAME}.part"]

    server.drops_rename = False
    send(at(server))
    assert names(server) == [NAME, f"{NAME}.json"]


def test_what_cannot_be_written_is_tried_later(server: sftp.Server) -> None:
    (server.folder / f"{NAME}.part").mkdir()
    with pytest.raises(Retry):
        send(at(server))
    assert names(server) == [f"{NAME}.part"]


def test_a_folder_that_is_not_there_is_told(server: sftp.Server) -> None:
    with pytest.raises(Rejected, match="not there"):
        FILEDROP.check(at(server, sftp_url=f"{server.url}nowhere/"))


def test_a_server_that_is_not_there_is_tried_later(server: sftp.Server) -> None:
    with pytest.raises(Retry):
        FILEDROP.check(at(server, sftp_url="sftp://127.0.0.1:1/"))


def test_a_private_network_is_refused_unless_allowed(server: sftp.Server) -> None:
    where = dataclasses.replace(at(server), http=Http(allow_private=False))
    with pytest.raises(Rejected, match="may not call"):
        FILEDROP.check(where)
    assert server.passwords == []


@pytest.mark.parametrize(
    "url",
    ["https://school.test/a/", "sftp://a@school.test/", "sftp://school.test:99999/", "sftp://school.test"],
)
def test_another_address_is_refused_before_anything_is_called(server: sftp.Server, url: str) -> None:
    with pytest.raises(Rejected, match="allowed is"):
        FILEDROP.check(at(server, sftp_url=url))


class SftpRig(FolderRig):
    """A folder on an SFTP server."""

    wrong = {"password": "another"}

    def __init__(self, server: sftp.Server) -> None:
        super().__init__(server.folder / "school")
        self.folder.mkdir()
        self.server = server

    def config(self, origin: str) -> dict[str, Any]:
        told: Mapping[str, Any] = {"place": "sftp", "sftp_url": f"{self.server.url}school/", "user": USER}
        return {**told, "password": PASSWORD, "host_key": self.server.host_key, "columns": DEFAULT}


class TestSftp(Acceptance):
    @pytest.fixture
    def rig(self, server: sftp.Server) -> Rig:
        return SftpRig(server)
