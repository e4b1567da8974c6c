"""A browser and a platform that go through login and launch with the service, over its real addresses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.test import Client

from winternship_lti.testing import FakePlatform

TARGET = "http://127.0.0.1:8001/lti/launch"


@dataclass
class Browser:
    """One browser: its own cookies, which it brings back as a real one would."""

    client: Client = field(default_factory=Client)

    def login(self, platform: FakePlatform, *, method: str = "post", **changes: str) -> Any:
        params = {**platform.login_params(), **changes}
        return getattr(self.client, method)("/lti/login", {k: v for k, v in params.items() if v != "ABSENT"})

    def start(self, platform: FakePlatform, **changes: str) -> str:
        """Log in, and return the state; the platform knows the nonce."""
        answer = self.login(platform, **changes)
        assert answer.status_code == 302, answer.content
        query = parse_qs(urlsplit(answer["Location"]).query)
        platform.nonce = query["nonce"][0]
        return query["state"][0]

    def post(self, state: str, id_token: str, **extra: str) -> Any:
        return self.client.post("/lti/launch", {"state": state, "id_token": id_token, **extra})

    def launch(
        self, platform: FakePlatform, claims: dict[str, object] | None = None, **changes: object
    ) -> Any:
        state = self.start(platform)
        return self.post(state, platform.id_token(claims, **changes))
