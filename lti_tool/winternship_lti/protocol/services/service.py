"""So that services are written against one small thing that sends; who keeps the token is the host's matter."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol

from ..http import Answer, Http
from . import outcome

NO_HEADERS: Final[Mapping[str, str]] = {}


class Service(Protocol):
    """A platform's services, with leave to call them."""

    def call(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] = NO_HEADERS,
        body: bytes | None = None,
    ) -> Answer:
        """The answer, when it is a success; else raises as `outcome.check` and `Http.send` do."""


@dataclass(frozen=True, slots=True)
class WithToken:
    """Calls with one access token, for as long as the platform takes it [RFC 6750 2.1]."""

    http: Http
    access_token: str = field(repr=False)
    now: Callable[[], float] = time.time

    def call(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] = NO_HEADERS,
        body: bytes | None = None,
    ) -> Answer:
        """See `Service`; AccessExpired when the token is not taken (any more)."""
        sent = {**headers, "Authorization": f"Bearer {self.access_token}"}
        answer = self.http.send(method, url, headers=sent, body=body)
        outcome.check(answer, service="service", now=self.now())
        return answer
