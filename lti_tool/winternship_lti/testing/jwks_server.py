"""So that fetching keys is tested over real HTTP, the bad answers included."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping
from typing import Literal, get_args

from .local_server import LocalServer, Reply, Request

Mood = Literal["good", "500", "html", "redirect", "slow", "dripping", "huge", "empty", "error-json", "gzip"]
MOODS: tuple[Mood, ...] = get_args(Mood)


class JwksServer(LocalServer):
    """Serves the key set that `document` gives, at `url` on loopback; `mood` can be changed at any time."""

    def __init__(self, document: Callable[[], Mapping[str, object]], *, cache_control: str = "") -> None:
        super().__init__(self._reply)
        self.document = document
        self.cache_control = cache_control
        self.mood: Mood = "good"
        self.slow_seconds = 1.0

    @property
    def url(self) -> str:
        """The address of the key set."""
        return f"{self.origin}/jwks"

    def _reply(self, _request: Request) -> Reply:
        good = json.dumps(self.document()).encode()
        bad: dict[Mood, Reply] = {
            "500": Reply(500, b"{}"),
            "html": Reply(200, b"<!doctype html><title>Sign in</title>", {"Content-Type": "text/html"}),
            "redirect": Reply(302, b"", {"Location": self.url + "?again"}),
            "slow": Reply(200, good, wait=self.slow_seconds),
            "dripping": Reply(200, good, drip=0.02),
            "huge": Reply(200, good + b" " * 5_000_000),
            "empty": Reply(200, b"{}"),
            "error-json": Reply(200, b'{"error": "not_found"}'),
            "gzip": Reply(200, gzip.compress(good), {"Content-Encoding": "gzip"}),
        }
        cache = {"Cache-Control": self.cache_control} if self.cache_control else {}
        return bad.get(self.mood, Reply(200, good, cache))
