"""A target over HTTP that fails at random after and before the effect; it logs each effect in order."""

from __future__ import annotations

import json
import random
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

SHARES: Final = {"drop": 0.04, "throttle": 0.01, "error": 0.04, "refuse": 0.002, "slow": 0.02}


class Target(ThreadingHTTPServer):
    """POST makes an object (once for each Idempotency-Key), PUT changes it with If-Match, GET lists all."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, seed: int) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.objects: dict[str, dict[str, Any]] = {}
        self.keys: dict[str, str] = {}
        self.log: list[tuple[str, int]] = []
        self.happened: Counter[str] = Counter()
        self.chance = random.Random(seed)
        self.guard = threading.Lock()
        self.is_calm = False

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A worker that was killed leaves its connection; that is meant."""

    def fault(self) -> str:
        """What goes wrong with this request."""
        with self.guard:
            self.happened["requests"] += 1
            draw, so_far = self.chance.random(), 0.0
            for name, share in SHARES.items():
                so_far += share
                if draw < so_far and not self.is_calm:
                    self.happened[name] += 1
                    return name
        return ""

    def post(self, key: str, fields: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Make an object, or tell the one that this key made."""
        with self.guard:
            if key not in self.keys:
                self.keys[key] = f"r{len(self.objects) + 1}"
                self.objects[self.keys[key]] = {"version": 1, "fields": fields}
                self.log.append((fields["id"], fields["hours"]))
            else:
                self.happened["repeated"] += 1
            return 201, {"id": self.keys[key], **self.objects[self.keys[key]]}

    def put(self, remote_id: str, version: str, fields: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Change an object, unless somebody was first."""
        with self.guard:
            kept = self.objects[remote_id]
            if version != str(kept["version"]):
                self.happened["conflict"] += 1
                return 412, {"id": remote_id, **kept}
            kept["version"] += 1
            kept["fields"] = fields
            self.log.append((fields["id"], fields["hours"]))
            return 200, {"id": remote_id, **kept}


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Target

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name of the base class
        """Say nothing."""

    def do_GET(self) -> None:
        with self.server.guard:
            every = [{"id": one, **kept} for one, kept in self.server.objects.items()]
        self._say(200, every)

    def do_POST(self) -> None:
        self._change(lambda body: self.server.post(self.headers["Idempotency-Key"], body))

    def do_PUT(self) -> None:
        remote_id = self.path.rpartition("/")[2]
        self._change(lambda body: self.server.put(remote_id, self.headers["If-Match"], body))

    def _change(self, effect: Any) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        fault = self.server.fault()
        status = {"throttle": 429, "error": 500, "refuse": 401}.get(fault)
        if status:
            self._say(status, {})
            return
        if fault == "slow":
            time.sleep(0.2)
        answer = effect(body)
        if fault == "drop":
            self.close_connection = True
            self.connection.close()
            return
        self._say(*answer)

    def _say(self, status: int, body: Any) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        if status == 429:
            self.send_header("Retry-After", "5")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
