"""A proxy before a real server: it passes requests on, and spoils an answer where a test asks for it."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit


@dataclass
class Answer:
    """What the server said; ``lost`` means that nothing of it arrives."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    lost: bool = False


@dataclass
class Spoiler:
    """``before`` may answer in the server's place; ``after`` may change the answer. Both get method and path."""

    origin: str = ""
    before: Callable[[str, str], Answer | None] = lambda method, path: None
    after: Callable[[str, str, Answer], Answer] = lambda method, path, answer: answer
    seen: list[str] = field(default_factory=list)


@contextmanager
def proxy(server: str) -> Iterator[Spoiler]:
    """Stand before the server at this origin while the block lasts."""
    spoiler = Spoiler()

    class Handler(BaseHTTPRequestHandler):
        def do(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            spoiler.seen.append(self.command)
            answer = spoiler.before(self.command, self.path) or self.passed_on(body)
            answer = spoiler.after(self.command, self.path, answer)
            if answer.lost:
                self.close_connection = True
                return
            self.send_response(answer.status)
            for name, value in {**answer.headers, "Content-Length": str(len(answer.body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

        def passed_on(self, body: bytes) -> Answer:
            connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=20)
            try:
                connection.request(self.command, self.path, body, dict(self.headers.items()))
                told = connection.getresponse()
                kept = {name: one for name in ("ETag", "Content-Type") if (one := told.getheader(name))}
                return Answer(told.status, kept, told.read())
            finally:
                connection.close()

        do_GET = do_PUT = do_DELETE = do_PROPFIND = do_REPORT = do  # noqa: N815

        def log_message(self, *args: object) -> None:
            """Tests stay silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as made:
        spoiler.origin = f"http://127.0.0.1:{made.server_port}"
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield spoiler
        finally:
            made.shutdown()
            thread.join()
