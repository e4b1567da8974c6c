"""A token endpoint of OAuth 2.0 client credentials over real HTTP, which can change its mind."""

from __future__ import annotations

import base64
import json
from urllib.parse import parse_qs

from winternship_lti.testing import Reply, Request

CLIENT, SECRET = "us:1", "a secret & more"


class Authority:
    """Gives tokens ``token-1``, ``token-2``, …; only the newest one is good."""

    def __init__(self, seconds: int | None = 3600) -> None:
        self.seconds = seconds
        self.given = 0
        self.scopes: list[str] = []
        self.instead: Reply | None = None

    def reply(self, request: Request) -> Reply:
        """Answer a request for a token [RFC 6749 4.4]."""
        if self.instead is not None:
            return self.instead
        told = request.headers.get("authorization", "")
        expected = base64.b64encode(b"us%3A1:a+secret+%26+more").decode()
        form = parse_qs(request.body.decode())
        if told != f"Basic {expected}":
            return Reply(401, b'{"error": "invalid_client"}')
        if form.get("grant_type") != ["client_credentials"]:
            return Reply(400, b'{"error": "unsupported_grant_type"}')
        self.scopes.append(form.get("scope", [""])[0])
        self.given += 1
        answer: dict[str, object] = {"access_token": f"token-{self.given}", "token_type": "bearer"}
        if self.seconds is not None:
            answer["expires_in"] = self.seconds
        return Reply(200, json.dumps(answer).encode())

    def admits(self, request: Request) -> bool:
        """Whether a request carries the newest token."""
        return self.given > 0 and request.headers.get("authorization") == f"Bearer token-{self.given}"
