"""The connector ``webhook`` before a receiver that knows a repetition: the 22 points."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from winternship_connectors.messages.webhook import WebhookConnector
from winternship_connectors.testing import Acceptance, Rig
from winternship_lti.testing import LocalServer, Reply, Request

SECRET = f"whsec_{base64.b64encode(b'n' * 32).decode()}"


class WebhookRig(Rig):
    """A receiver that knows a repetition by its ``webhook-id``."""

    connector = WebhookConnector()
    wrong = {"secret": "whsec_c2hvcnQ="}
    messages = True

    def __init__(self) -> None:
        self.server = LocalServer(self._take)
        self.received: dict[str, bytes] = {}

    def _take(self, request: Request) -> Reply:
        self.received[request.headers["webhook-id"]] = request.body
        return Reply(204)

    def config(self, origin: str) -> dict[str, Any]:
        return {"url": f"{origin}/hook/T0KEN-of-the-room", "secret": SECRET}

    def things(self) -> Mapping[str, object]:
        return dict(self.received)


class TestWebhook(Acceptance):
    @pytest.fixture
    def rig(self) -> Iterator[Rig]:
        rig = WebhookRig()
        with rig.server:
            rig.origin = rig.server.origin
            yield rig
