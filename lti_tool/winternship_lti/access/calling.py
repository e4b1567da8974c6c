"""Calls a platform's services in the name of one registration."""

from __future__ import annotations

from collections.abc import Mapping

from ..protocol import errors
from ..protocol.http import Answer, Http
from ..protocol.services.service import NO_HEADERS, WithToken
from ..registry import KnownPlatform
from . import resting
from .pace import pace
from .tokens import Tokens

# Some platforms put a whole school on one page of members.
HTTP = Http(seconds=10.0, limit=8 * 1024 * 1024)
TOKENS = Tokens(HTTP)


class PlatformService:
    """The services of one platform, with leave for `scopes`; a `protocol.services.service.Service`."""

    def __init__(self, platform: KnownPlatform, scopes: tuple[str, ...]) -> None:
        self.platform = platform
        self.scopes = scopes

    def granted(self) -> tuple[str, ...]:
        """The scopes that the platform gave, which may be fewer than asked; raises as `oauth.request_token`."""
        return TOKENS.get(self.platform, self.scopes).scopes

    def call(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] = NO_HEADERS,
        body: bytes | None = None,
    ) -> Answer:
        """Send with a token; with a new one, once, when the platform has forgotten the first.

        Raises as `Service.call` and `oauth.request_token`. A platform that is away, or asks to wait, is left
        alone for as long as it says, by everyone: until then only ServiceUnavailable comes, and nothing is sent.
        """
        left = resting.seconds_left(self.platform.pk)
        if left:
            raise errors.ServiceUnavailable("the platform asked to wait", retry_after=left)
        try:
            return self._call(method, url, headers, body)
        except errors.ServiceUnavailable as error:
            if error.for_all:
                asked = error.retry_after
                resting.rest(self.platform.pk, pace().rest if asked is None else asked)
            raise

    def _call(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Answer:
        token = TOKENS.get(self.platform, self.scopes)
        try:
            return WithToken(HTTP, token.value).call(method, url, headers=headers, body=body)
        except errors.AccessExpired:
            TOKENS.forget(self.platform, token)
        # Once: the platform may have forgotten its tokens. Twice would be its mistake, not ours.
        token = TOKENS.get(self.platform, self.scopes)
        return WithToken(HTTP, token.value).call(method, url, headers=headers, body=body)
