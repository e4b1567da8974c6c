"""Keeps access tokens per registration: asking for one costs a signature and a round trip."""

from __future__ import annotations

import secrets
import threading
import time

from .. import keyring
from ..protocol import names
from ..protocol.http import Http
from ..protocol.services.oauth import AccessToken, request_token
from ..registry import KnownPlatform

SCOPES = (names.SCOPE_SCORE,)


class Tokens:
    """Access tokens for scores, one for each registration; thread-safe."""

    def __init__(self, http: Http) -> None:
        self._http = http
        self._lock = threading.Lock()
        self._known: dict[int, AccessToken] = {}

    def get(self, platform: KnownPlatform) -> str:
        """Return a token that still lives, asked for when there is none; raises as `oauth.request_token`."""
        with self._lock:
            token = self._known.get(platform.pk)
            if token is None or not token.is_fresh(time.time()):
                token = self._known[platform.pk] = self._ask(platform)
            return token.value

    def renew(self, platform: KnownPlatform) -> str:
        """Return a new token, whatever is known."""
        with self._lock:
            self._known.pop(platform.pk, None)
        return self.get(platform)

    def _ask(self, platform: KnownPlatform) -> AccessToken:
        return request_token(
            self._http,
            platform.token_url,
            client_id=platform.client_id,
            audience=platform.token_audience,
            scopes=SCOPES,
            key=keyring.signing_key(),
            jti=secrets.token_urlsafe(16),
            now=time.time(),
        )
