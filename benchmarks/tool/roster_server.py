"""A platform's list of people over real HTTP, from a process of its own: its memory must not count as the tool's."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

ROOT = Path(__file__).resolve().parents[2]
PAGE_SIZE = 200


class Roster(BaseHTTPRequestHandler):
    """`/<how many>/members` in pages of at most 200."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else the client's delayed ACK is what is measured

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        count, query = int(asked.path.split("/")[1]), parse_qs(asked.query)
        limit = min(int(query.get("limit", ["200"])[0]), PAGE_SIZE)
        start = int(query.get("from", ["0"])[0])
        body = json.dumps({"members": [_member(n) for n in range(start, min(start + limit, count))]}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/vnd.ims.lti-nrps.v2.membershipcontainer+json")
        self.send_header("Content-Length", str(len(body)))
        if start + limit < count:
            host = f"http://{self.headers['Host']}"
            following = f"{host}{asked.path}?limit={limit}&from={start + limit}"
            self.send_header("Link", f'<{following}>; rel="next"')
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Silent."""


def _member(number: int) -> dict[str, object]:
    return {
        "user_id": str(number),
        "roles": ["http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"],
        "status": "Active",
        "name": f"Person {number}",
        "email": f"person.{number}@example.org",
    }


@contextmanager
def running_roster() -> Iterator[str]:
    """Yield the origin of a running server."""
    command = [sys.executable, "-m", "benchmarks.tool.roster_server"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        port = re.fullmatch(r"(\d+)\n", process.stdout.readline())
        if port is None:
            raise RuntimeError("the roster server did not say its port")
        yield f"http://127.0.0.1:{port[1]}"
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    server = HTTPServer(("127.0.0.1", 0), Roster)
    print(server.server_port, flush=True)
    server.serve_forever()
