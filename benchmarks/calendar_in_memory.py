"""The least of a CalDAV server, in memory, so that our own cost is seen: Radicale slows down with each event it has."""

from __future__ import annotations

import hashlib
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

ABOUT = """<?xml version="1.0"?><D:multistatus xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:response>
<D:href>%s</D:href><D:propstat><D:prop><D:resourcetype><D:collection/><C:calendar/></D:resourcetype></D:prop>
<D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response></D:multistatus>"""


class Calendar(BaseHTTPRequestHandler):
    """PROPFIND, GET, PUT with its conditions, and DELETE (RFC 4791, 9110 13)."""

    protocol_version = "HTTP/1.1"
    kept: ClassVar[dict[str, tuple[str, bytes]]] = {}

    def do_PROPFIND(self) -> None:
        self._body()
        self._answer(207, (ABOUT % self.path).encode())

    def do_GET(self) -> None:
        etag, body = self.kept.get(self.path, ("", b""))
        self._answer(200 if etag else 404, body, etag)

    def do_PUT(self) -> None:
        body, there = self._body(), self.kept.get(self.path, ("", b""))[0]
        if (self.headers.get("If-None-Match") and there) or self.headers.get("If-Match", there) != there:
            self._answer(412)
            return
        etag = f'"{hashlib.sha256(body).hexdigest()}"'
        self.kept[self.path] = (etag, body)
        self._answer(204 if there else 201, etag=etag)

    def do_DELETE(self) -> None:
        self._answer(204 if self.kept.pop(self.path, None) else 404)

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def _answer(self, status: int, body: bytes = b"", etag: str = "") -> None:
        self.send_response(status)
        if etag:
            self.send_header("ETag", etag)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Nothing."""


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Calendar)
    print(server.server_port, flush=True)
    sys.stdin.close()
    server.serve_forever()
