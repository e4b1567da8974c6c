"""So that tests talk to a platform over real HTTP, and see what they sent."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from threading import Thread
from types import TracebackType
from typing import Self


@dataclass(frozen=True, slots=True)
class Request:
    """What arrived. Header names are in lower case; `path` includes the query."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """What to answer, after `wait` seconds, with `drip` seconds before each byte; if `lost`, nothing at all.

    `reason` stands behind the status, where some platforms put what is wrong.
    """

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    wait: float = 0
    drip: float = 0
    lost: bool = False
    reason: str | None = None


class LocalServer:
    """A server on loopback while its `with` block lasts; `respond` may be replaced at any time.

    With `host="localhost"` it is another site to a browser than a server on 127.0.0.1. Port 0 is any free one.
    """

    def __init__(
        self, respond: Callable[[Request], Reply], *, host: str = "127.0.0.1", port: int = 0
    ) -> None:
        self.respond = respond
        self.seen: list[Request] = []
        self._host = host
        self._bind(port)

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"http://{self._host}:{self.port}"

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Refuse connections from now on; requests under way still get their answer."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def restart(self, down: float = 0.0) -> None:
        """Be away for `down` seconds, then answer at the same address again."""
        self.stop()
        time.sleep(down)
        self._bind(self.port)
        self.start()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _bind(self, port: int) -> None:
        self._server = _Server(("127.0.0.1", port), _handler(self))
        self.port = self._server.server_port
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128  # hundreds of parallel launches knock at once

    def server_bind(self) -> None:
        # The base class asks for the name of the address, which can take seconds.
        TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]


def _handler(local: LocalServer) -> type[BaseHTTPRequestHandler]:
    class Handler(_Handler):
        server_of = local

    return Handler


class _Handler(BaseHTTPRequestHandler):
    server_of: LocalServer

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.command, self.path, headers, body)
        self.server_of.seen.append(request)
        reply = self.server_of.respond(request)
        time.sleep(reply.wait)
        if reply.lost:
            self.close_connection = True
            return
        try:
            self._send(reply)
        except OSError:
            self.close_connection = True  # the client went away, as a client with a limit does

    def do_POST(self) -> None:
        self.do_GET()

    def do_PUT(self) -> None:
        self.do_GET()

    def do_PATCH(self) -> None:
        self.do_GET()

    def do_DELETE(self) -> None:
        self.do_GET()

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status, reply.reason)
        for name, value in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        for byte in reply.body if reply.drip else b"":
            time.sleep(reply.drip)
            self.wfile.write(bytes([byte]))
        self.wfile.write(b"" if reply.drip else reply.body)

    def log_message(self, *args: object) -> None:
        """Tests stay silent."""
