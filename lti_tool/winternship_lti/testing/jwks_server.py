"""So that fetching keys is tested over real HTTP, the bad answers included."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from typing import Literal, Self

Mood = Literal["good", "500", "html", "redirect", "slow", "dripping", "huge", "empty", "error-json", "gzip"]


class JwksServer:
    """Serves the key set that `document` gives, at `url` on loopback, while its `with` block lasts.

    `mood` can be changed at any time; `requests` counts, `seen` holds the headers of the last request.
    """

    def __init__(self, document: Callable[[], Mapping[str, object]], *, cache_control: str = "") -> None:
        self.document = document
        self.cache_control = cache_control
        self.mood: Mood = "good"
        self.slow_seconds = 1.0
        self.requests = 0
        self.seen: dict[str, str] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    @property
    def url(self) -> str:
        """The address of the key set."""
        return f"http://127.0.0.1:{self._server.server_port}/jwks"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Answer one request as the mood is."""
        self.requests += 1
        self.seen = {name.lower(): value for name, value in request.headers.items()}
        status, headers, body = self._content()
        request.send_response(status)
        for name, value in ({"Content-Length": str(len(body)), "Connection": "close"} | headers).items():
            request.send_header(name, value)
        request.end_headers()
        if self.mood == "dripping":
            for byte in body:
                request.wfile.write(bytes([byte]))
                time.sleep(0.02)
        else:
            request.wfile.write(body)

    def _content(self) -> tuple[int, dict[str, str], bytes]:
        good = json.dumps(self.document()).encode()
        if self.mood == "slow":
            time.sleep(self.slow_seconds)
        bad: dict[str, tuple[int, dict[str, str], bytes]] = {
            "500": (500, {}, b"{}"),
            "html": (200, {"Content-Type": "text/html"}, b"<!doctype html><title>Sign in</title>"),
            "redirect": (302, {"Location": self.url + "?again"}, b""),
            "huge": (200, {}, good + b" " * 5_000_000),
            "empty": (200, {}, b"{}"),
            "error-json": (200, {}, b'{"error": "not_found"}'),
            "gzip": (200, {"Content-Encoding": "gzip"}, good),
        }
        cache = {"Cache-Control": self.cache_control} if self.cache_control else {}
        return bad.get(self.mood, (200, cache, good))


def _handler(server: JwksServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            try:
                server.answer(self)
            except OSError:
                self.close_connection = True  # the client went away, as a client with a limit does

        def log_message(self, *args: object) -> None:
            """Tests stay silent."""

    return Handler
