"""The connectors of messages before the 22 points: a receiver, a room of chat, a mail server and Synapse."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.connectors.messages.mailbox import PASSWORD, USER, Mailbox
from tests.connectors.messages.synapse import Synapse
from tests.connectors.targets import started
from winternship_connectors.messages.mail import MailConnector
from winternship_connectors.messages.matrix import MatrixConnector
from winternship_connectors.messages.webhook import WebhookConnector
from winternship_connectors.testing import Acceptance, Answer, Fault, Rig
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
        yield from started(WebhookRig())


class RoomRig(Rig):
    """A room of chat, which shows whatever comes in."""

    connector = WebhookConnector()
    messages = True

    def __init__(self) -> None:
        self.server = LocalServer(self._take)
        self.received: list[bytes] = []

    def _take(self, request: Request) -> Reply:
        self.received.append(request.body)
        return Reply(200)

    def config(self, origin: str) -> dict[str, Any]:
        return {"url": f"{origin}/hook/T0KEN-of-the-room", "body": "text"}

    def things(self) -> Mapping[str, object]:
        return {str(number): body for number, body in enumerate(self.received)}


class TestRoom(Acceptance):
    @pytest.fixture
    def rig(self) -> Iterator[Rig]:
        yield from started(RoomRig())

    @pytest.mark.skip(
        reason="each request would be a message, so that its only secret, the address, is not tried"
    )
    def test_01_a_wrong_secret_fails_the_check(self) -> None:  # type: ignore[override]
        """Nothing to show."""


class MailRig(Rig):
    """A mail server with STARTTLS; it cannot say how long to wait, nor answer with a page."""

    connector = MailConnector()
    wrong = {"password": "another-pass-word"}
    messages = True

    def __init__(self, mailbox: Mailbox) -> None:
        self.mailbox = mailbox

    def config(self, origin: str) -> dict[str, Any]:
        where = {"host": "localhost", "port": self.mailbox.port, "user": USER, "password": PASSWORD}
        return {**where, "sender": "board@school.example", "recipients": "office@school.example"}

    def things(self) -> Mapping[str, object]:
        return {str(number): one.as_string() for number, one in enumerate(self.mailbox.messages)}

    def spoil(self, fault: Fault | None, times: int, retry_at: str) -> bool:
        return self.mailbox.spoil(fault, times)


class TestMail(Acceptance):
    @pytest.fixture
    def rig(self, mailbox: Mailbox) -> Rig:
        return MailRig(mailbox)


class MatrixRig(Rig):
    """A room of its own at a real Synapse."""

    connector = MatrixConnector()
    wrong = {"token": "syt_another"}
    messages = True

    def __init__(self, synapse: Synapse) -> None:
        self.synapse, self.origin = synapse, synapse.origin
        self.room = synapse.room()

    def config(self, origin: str) -> dict[str, Any]:
        return {"url": origin, "token": self.synapse.token, "room": self.room}

    def things(self) -> Mapping[str, object]:
        return {one["event_id"]: one["content"] for one in self.synapse.messages(self.room)}

    def refusal(self) -> Answer:
        """With an error code of Matrix."""
        told = {"errcode": "M_BAD_JSON", "error": "Maartje van Damme 1234567"}
        return Answer(400, {"Content-Type": "application/json"}, json.dumps(told).encode())


class TestMatrix(Acceptance):
    @pytest.fixture
    def rig(self, synapse: Synapse) -> Rig:
        return MatrixRig(synapse)
