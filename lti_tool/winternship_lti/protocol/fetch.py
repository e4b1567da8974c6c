"""So that the key store has a way out to real platforms, and only this one."""

from __future__ import annotations

from .errors import PlatformKeysUnavailable, ServiceUnavailable
from .http import Http
from .keys import JwksResponse


class RequestsFetcher:
    """Fetches key sets: 3 s to connect, 5 s in all, no redirects, 256 kB at most, https but for loopback."""

    def __init__(self, *, allow_http: bool = False, http: Http | None = None) -> None:
        self._http = http or Http(allow_http=allow_http)

    def fetch(self, url: str) -> JwksResponse:
        """The answer of a key address, good or bad. Raises PlatformKeysUnavailable when there is none."""
        try:
            answer = self._http.send(
                "GET", url, headers={"Accept": "application/jwk-set+json, application/json"}
            )
        except ServiceUnavailable as error:
            raise PlatformKeysUnavailable(error.detail) from error
        return JwksResponse(answer.status, answer.headers, answer.body)
