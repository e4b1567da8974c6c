"""A web server for one exported package, beside whatever an LMS needs; as strict about scripts as a school can be."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from winternship_export.exporting import export
from winternship_export.pack import Files, unpacked

# No inline script, no inline style, no eval, nothing from elsewhere.
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'"
TYPES = {"html": "text/html", "js": "text/javascript", "css": "text/css", "svg": "image/svg+xml"}


@dataclass
class Reply:
    """What a handler answers."""

    status: int = 200
    data: bytes = b""
    kind: str = "application/json"


Handler = Callable[[str, str, dict[str, str], bytes], "Reply | None"]


@dataclass
class Site:
    """`content/` is the package; `handlers` are asked first, in their order."""

    package: Files
    handlers: list[Handler] = field(default_factory=list)
    pages: Files = field(default_factory=dict)
    address: str = ""

    def answer(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Reply:
        for handler in self.handlers:
            reply = handler(method, path, headers, body)
            if reply:
                return reply
        name = urlsplit(path).path.removeprefix("/")
        if name == "favicon.ico":  # browsers ask for it, and no package has one
            return Reply(200)
        data = self.pages.get(name) or self.package.get(name.removeprefix("content/"))
        if data is None:
            return Reply(404)
        return Reply(200, data, TYPES.get(name.rpartition(".")[2], "application/octet-stream"))

    @contextmanager
    def serving(self) -> Iterator[Site]:
        site = self

        class Asked(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_any(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                reply = site.answer(self.command, self.path, dict(self.headers), body)
                self.send_response(reply.status)
                self.send_header("Content-Type", reply.kind)
                self.send_header("Content-Length", str(len(reply.data)))
                if "/content/" in self.path:
                    self.send_header("Content-Security-Policy", POLICY)
                self.end_headers()
                self.wfile.write(reply.data)

            do_GET = do_POST = do_PUT = handle_any  # noqa: N815

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Asked)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        self.address = f"http://127.0.0.1:{server.server_address[1]}"
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


@cache
def package(format_name: str, module: str, language: str = "nl", work: str = "win") -> Files:
    """The files of one module, read back from its package."""
    return unpacked(export(work, language, format_name, modules=[module]).data)


def as_json(data: object) -> bytes:
    return json.dumps(data).encode()
