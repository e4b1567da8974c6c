"""A proxy before a target on loopback: it passes requests on, and spoils what a test asks for."""

from __future__ import annotations

import http.client
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Any, Final
from urllib.parse import urlsplit

from winternship_connectors.http import SAFE
from winternship_connectors.testing.faults import Fault

_HOP_BY_HOP: Final = {"connection", "keep-alive", "transfer-encoding", "content-length", "date", "server"}
_CUT: Final = struct.pack("ii", 1, 0)  # SO_LINGER of no seconds: close by a reset
_PAGE: Final = b"<!doctype html><title>Welcome</title><p>Please log in to this network."
_LONGEST: Final = 10.0  # seconds that an answer is held back


@dataclass(frozen=True)
class Asked:
    """One request. ``path`` has the query."""

    method: str
    path: str
    body: bytes = b""


@dataclass
class Answer:
    """What is answered. Nothing of it arrives when ``lost``, nothing and a reset when ``cut``, half when ``halved``."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    lost: bool = False
    cut: bool = False
    halved: bool = False


def writes(asked: Asked) -> bool:
    """Whether a request changes something: by its method, and a request for a token does not [RFC 6749 4.4.2]."""
    return asked.method not in SAFE and b"grant_type=" not in asked.body


@dataclass
class Spoiler:
    """``before`` may answer in the target's place, ``after`` may change its answer; ``fault`` does either by name.

    ``spoils`` tells which requests the fault befalls, ``times`` how often at most, ``struck`` how often it did.
    ``seen`` are all requests, in order.
    """

    origin: str = ""
    before: Callable[[str, str], Answer | None] = lambda method, path: None
    after: Callable[[str, str, Answer], Answer] = lambda method, path, answer: answer
    fault: Fault | None = None
    times: int = 1_000_000
    spoils: Callable[[Asked], bool] = writes
    refusal: Answer = field(default_factory=lambda: Answer(400))
    retry_at: str = "0"
    seen: list[Asked] = field(default_factory=list)
    struck: int = 0
    released: threading.Event = field(default_factory=threading.Event)

    def order(self, fault: Fault | None, times: int = 1_000_000) -> None:
        """Let this go wrong from now on, so many times; None ends it, and whatever is held back."""
        if fault is None:
            self.released.set()
        else:
            self.released.clear()
        self.fault, self.times = fault, times
        self.struck = 0 if fault else self.struck

    def take(self, asked: Asked) -> Fault | None:
        """The fault of this request."""
        if self.fault is None or self.times < 1 or not self.spoils(asked):
            return None
        self.times -= 1
        self.struck += 1
        return self.fault

    def instead(self, fault: Fault | None) -> Answer | None:
        """What is answered while the target knows of nothing."""
        if fault is Fault.TIMEOUT:
            self.released.wait(_LONGEST)
        return {
            Fault.THROTTLE: Answer(429, {"Retry-After": self.retry_at}),
            Fault.THROTTLE_DATE: Answer(429, {"Retry-After": self.retry_at}),
            Fault.ERROR: Answer(500, {"Content-Type": "text/plain"}, b"Internal Server Error"),
            Fault.TIMEOUT: Answer(0, lost=True),
            Fault.RESET: Answer(0, cut=True),
            Fault.WRONG_TYPE: Answer(200, {"Content-Type": "text/html; charset=utf-8"}, _PAGE),
            Fault.REJECT: self.refusal,
            Fault.AUTH: Answer(401, {"WWW-Authenticate": "Basic"}),
        }.get(fault or Fault.SLOW)


@contextmanager
def proxy(target: str) -> Iterator[Spoiler]:
    """Stand before the target at this origin while the block lasts."""
    spoiler = Spoiler()
    with _Server(("127.0.0.1", 0), _handler(spoiler, urlsplit(target).netloc)) as made:
        spoiler.origin = f"http://127.0.0.1:{made.server_address[1]}"
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield spoiler
        finally:
            spoiler.released.set()
            made.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def server_bind(self) -> None:
        # The base class asks for the name of the address, which can take seconds.
        TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", int(self.server_address[1])

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever waited for a late answer is gone; that is meant."""


def _handler(spoiler: Spoiler, netloc: str) -> type[BaseHTTPRequestHandler]:
    class Handler(_Handler):
        at, to = spoiler, netloc

    return Handler


class _Handler(BaseHTTPRequestHandler):
    at: Spoiler
    to: str

    def __getattr__(self, name: str) -> Any:
        """Every method is passed on, those of WebDAV too."""
        if name.startswith("do_"):
            return self._pass
        raise AttributeError(name)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
        """Tests stay silent."""

    def _pass(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        asked = Asked(self.command, self.path, body)
        self.at.seen.append(asked)
        fault = self.at.take(asked)
        answer = self.at.instead(fault) or self.at.before(self.command, self.path) or self._passed_on(body)
        answer = self.at.after(self.command, self.path, answer)
        if fault is Fault.DROP:
            answer.lost = True
        if fault is Fault.TRUNCATED:
            answer.halved = True
        self._say(answer)

    def _say(self, answer: Answer) -> None:
        self.close_connection = True
        if answer.cut:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _CUT)
            self.connection.close()
        if answer.cut or answer.lost:
            return
        self.send_response(answer.status)
        # Half: more is promised than comes, also where nothing would have come.
        promised = len(answer.body) + 10 if answer.halved else len(answer.body)
        for name, value in {**answer.headers, "Content-Length": str(promised)}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)

    def _passed_on(self, body: bytes) -> Answer:
        connection = http.client.HTTPConnection(self.to, timeout=20)
        try:
            connection.request(self.command, self.path, body, dict(self.headers.items()))
            told = connection.getresponse()
            kept = {name: one for name, one in told.getheaders() if name.lower() not in _HOP_BY_HOP}
            return Answer(told.status, kept, told.read())
        finally:
            connection.close()
