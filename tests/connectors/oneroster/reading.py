"""A system that reads rosters, as plainly as a consumer is written."""

from __future__ import annotations

import base64
from typing import Any

from django.test import Client

from winternship_connectors import api
from winternship_connectors.oneroster.tokens import SCOPES

BASE = "/ims/oneroster/rostering/v1p2"
TOKEN = "/ims/oneroster/token"


def basic(client_id: str, secret: str) -> dict[str, str]:
    """The header of a client [RFC 6749 2.3.1]."""
    return {"Authorization": f"Basic {base64.b64encode(f'{client_id}:{secret}'.encode()).decode()}"}


class Reader:
    """Asks a token on a key, and then lists."""

    def __init__(self, key: api.MadeKey, scope: str = " ".join(SCOPES)) -> None:
        self.http = Client()
        self.key = key
        told = {"grant_type": "client_credentials", "scope": scope}
        reply = self.http.post(TOKEN, told, headers=basic(key.client_id, key.secret))
        assert reply.status_code == 200, reply.content
        self.given: dict[str, Any] = reply.json()
        self.headers = {"Authorization": f"Bearer {self.given['access_token']}"}

    def ask(self, path: str, **query: str) -> Any:
        """The answer to one request."""
        return self.http.get(f"{BASE}/{path}", query, headers=self.headers)

    def all(self, path: str, **query: str) -> list[dict[str, Any]]:
        """The list at a path."""
        reply = self.ask(path, **query)
        assert reply.status_code == 200, reply.content
        (found,) = reply.json().values()
        return list(found)
