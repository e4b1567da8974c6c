"""So that every request to others is bound in time and size, and goes only where it was sent."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from typing import Final

import requests
from urllib3.exceptions import HTTPError, NewConnectionError

from .errors import AnswerTooMuch, BadAddress, NoAnswer, NotSent
from .network import Network, PinnedAdapter
from .urls import origin, web_url

CONNECT_SECONDS: Final = 3.0
TOTAL_SECONDS: Final = 5.0
ANSWER_LIMIT: Final = 256 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered. Header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Http:
    """One pool of connections, for all threads of a process.

    Redirects are not followed, cookies not kept, answers not unpacked, credentials never taken from the
    environment (proxies are). https only, but for loopback and with `allow_http`. With a `network`, it decides
    which machines may be called. `limit` is the largest answer, in bytes.
    """

    def __init__(
        self,
        user_agent: str,
        *,
        allow_http: bool = False,
        connect_seconds: float = CONNECT_SECONDS,
        seconds: float = TOTAL_SECONDS,
        limit: int = ANSWER_LIMIT,
        network: Network | None = None,
    ) -> None:
        self._allow_http = allow_http
        self._connect_seconds = connect_seconds
        self._seconds = seconds
        self._limit = limit
        self._session = requests.Session()
        if network is not None:
            for scheme in ("https://", "http://"):
                self._session.mount(scheme, PinnedAdapter(network))
        self._session.headers.update({"User-Agent": user_agent, "Accept-Encoding": "identity"})
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._session.auth = _no_credentials

    def send(
        self, method: str, url: str, *, headers: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> Answer:
        """Send one request and read the whole answer, whatever its status.

        Raises BadAddress and AddressNotAllowed before anything is sent, NotSent when there was no connection,
        NoAnswer when the request may have arrived.
        """
        if web_url(url, allow_http=self._allow_http) is None:
            raise BadAddress(f"received the address {origin(url)}, allowed are https and loopback")
        deadline = time.monotonic() + self._seconds
        mark = _ours.set(True)
        try:
            with self._session.request(
                method,
                url,
                data=body,
                headers=headers,
                allow_redirects=False,
                stream=True,
                timeout=(self._connect_seconds, self._seconds),
            ) as response:
                names = {name.lower(): value for name, value in response.headers.items()}
                return Answer(response.status_code, names, _read(response, deadline, self._limit))
        except (requests.RequestException, HTTPError, OSError, ValueError) as error:
            kind = NotSent if _never_left(error) else NoAnswer
            raise kind(f"no answer from {origin(url)}: {type(error).__name__}") from error
        finally:
            _ours.reset(mark)


_ours: ContextVar[bool] = ContextVar("winternship_net_sends", default=False)
# urllib3 logs whole addresses at DEBUG, and the address of a chat room is a secret.
logging.getLogger("urllib3.connectionpool").addFilter(
    lambda record: not _ours.get() or record.levelno > logging.DEBUG
)


def _never_left(error: BaseException) -> bool:
    if isinstance(
        error, (requests.ConnectTimeout, requests.exceptions.SSLError, requests.exceptions.ProxyError)
    ):
        return True
    reason = getattr(error.args[0] if error.args else None, "reason", None)
    return isinstance(reason, NewConnectionError)


def _no_credentials(request: requests.PreparedRequest) -> requests.PreparedRequest:
    # Without this, requests would put a password of ~/.netrc in the place of our own Authorization header.
    return request


def _read(response: requests.Response, deadline: float, limit: int) -> bytes:
    body = bytearray()
    while time.monotonic() < deadline:
        # `read1` gives what is there, so that a platform that sends drop by drop meets the deadline too.
        part = response.raw.read1(limit + 1 - len(body), decode_content=False)
        if not part:
            return bytes(body)
        body += part
        if len(body) > limit:
            raise AnswerTooMuch(f"received more than {limit} bytes")
    raise AnswerTooMuch("the answer took too long")
