"""Keeps access tokens per registration and scopes: asking for one costs a signature and a round trip."""

from __future__ import annotations

import secrets
import threading
import time

from .. import keyring, observing
from ..protocol.errors import LtiError
from ..protocol.http import Http
from ..protocol.services.oauth import AccessToken, request_token
from ..registry import KnownPlatform

# The registration, not its issuer: schools share issuers, and one must never get the token of another.
Key = tuple[int, str, tuple[str, ...]]
MOST = 5000  # Open edX makes a registration of every activity


class Tokens:
    """The tokens of this process; thread-safe. One platform that is slow keeps no other waiting."""

    def __init__(self, http: Http) -> None:
        self._http = http
        self._lock = threading.Lock()
        self._known: dict[Key, AccessToken] = {}
        self._asking: dict[Key, threading.Lock] = {}

    def get(self, platform: KnownPlatform, scopes: tuple[str, ...]) -> AccessToken:
        """Return a token that still lives, asked for when there is none; raises as `oauth.request_token`."""
        key = (platform.pk, platform.client_id, tuple(sorted(scopes)))
        with self._lock:
            asking = self._asking.setdefault(key, threading.Lock())
        with asking:
            token = self._known.get(key)
            if token is None or not token.is_fresh(time.time()):
                token = self._ask(platform, key[2])
                self._keep(key, token)
            return token

    def forget(self, platform: KnownPlatform, token: AccessToken) -> None:
        """Use this token no more; another that was got meanwhile stays."""
        with self._lock:
            for key in [
                key for key, known in self._known.items() if key[0] == platform.pk and known is token
            ]:
                del self._known[key]

    def _keep(self, key: Key, token: AccessToken) -> None:
        with self._lock:
            while len(self._known) >= MOST:
                oldest = next(iter(self._known))
                del self._known[oldest]
                self._asking.pop(oldest, None)
            self._known[key] = token

    def _ask(self, platform: KnownPlatform, scopes: tuple[str, ...]) -> AccessToken:
        try:
            token = request_token(
                self._http,
                platform.token_url,
                client_id=platform.client_id,
                audience=platform.token_audience,
                scopes=scopes,
                key=keyring.signing_key(),
                jti=secrets.token_urlsafe(16),
                now=time.time(),
            )
        except LtiError as error:
            observing.token_answered(platform.pk, problem=f"{error.code}: {error.detail}")
            raise
        observing.token_answered(platform.pk, scopes=token.scopes)
        return token
