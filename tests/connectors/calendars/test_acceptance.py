"""The connector ``caldav`` before a real Radicale: the 22 points."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.connectors.calendars.radicale import PASSWORD, USER, Radicale
from tests.connectors.calendars.test_caldav import FOREIGN
from winternship_connectors.calendars.caldav import CaldavConnector
from winternship_connectors.testing import Acceptance, Rig


class CaldavRig(Rig):
    """A calendar of its own on a running Radicale."""

    connector = CaldavConnector()
    wrong = {"password": "another"}

    def __init__(self, server: Radicale) -> None:
        self.server, self.origin = server, server.origin
        self.path = server.calendar()

    def config(self, origin: str) -> dict[str, Any]:
        return {"url": f"{origin}{self.path}", "user": USER, "password": PASSWORD}

    def things(self) -> Mapping[str, object]:
        return self.server.files(self.path)

    def edit(self, remote_id: str) -> None:
        was = self.server.files(self.path)[remote_id]
        self.server.call("PUT", self.path + remote_id, was.replace(b"SUMMARY:", b"SUMMARY:Changed "))

    def remove(self, remote_id: str) -> None:
        self.server.call("DELETE", self.path + remote_id)

    def stranger(self) -> str:
        self.server.call("PUT", f"{self.path}mine.ics", FOREIGN)
        return "mine.ics"


class TestCaldav(Acceptance):
    @pytest.fixture
    def rig(self, server: Radicale) -> Rig:
        return CaldavRig(server)
