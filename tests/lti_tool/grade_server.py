"""The two services of a platform that grades need, over real HTTP, with moods: an access token and a score column."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs


class GradeServer(ThreadingHTTPServer):
    """Keeps what was posted in `scores`; `answers` are the next statuses for score posts, then 200 again.

    With `drops` the score is kept, but the answer is lost: the connection just closes.
    """

    daemon_threads = True

    def __init__(self) -> None:
        self.scores: list[dict[str, Any]] = []
        self.answers: list[int] = []
        self.tokens = 0
        self.drops = 0
        self.headers_seen: dict[str, str] = {}
        self.assertions: list[str] = []
        super().__init__(("127.0.0.1", 0), _Handler)
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def newest_of(self, user: str) -> str:
        """The timestamp of the newest score the platform holds for a person."""
        return max((s["timestamp"] for s in self.scores if s["userId"] == user), default="")


class _Handler(BaseHTTPRequestHandler):
    server: GradeServer

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/token":
            self.server.tokens += 1
            self.server.assertions.append(parse_qs(body.decode())["client_assertion"][0])
            token = {"access_token": f"token-{self.server.tokens}", "expires_in": 3600, "scope": "x"}
            self._answer(200, json.dumps(token).encode())
            return
        self.server.headers_seen = dict(self.headers)
        status = self.server.answers.pop(0) if self.server.answers else 200
        score = json.loads(body)
        # As Moodle and Open edX do: a score that is not newer is refused.
        if status == 200 and score["timestamp"] <= self.server.newest_of(score["userId"]):
            status = 409
        if status == 200:
            self.server.scores.append(score)
            if self.server.drops:
                self.server.drops -= 1
                self.close_connection = True
                return
        self._answer(status, b"", {"Retry-After": "7"} if status == 429 else {})

    def _answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Tests stay silent."""
