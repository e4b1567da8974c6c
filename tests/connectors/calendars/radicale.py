"""A real Radicale on a free port, and plain HTTP to it beside our own code."""

from __future__ import annotations

import base64
import http.client
import importlib.util
import itertools
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest

USER = "stagebureau"
PASSWORD = "app-wachtwoord é"
OTHER = ("reader", "other")
_MAKE = (
    '<?xml version="1.0"?><C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:set><D:prop>'
    "<C:supported-calendar-component-set><C:comp name='%s'/></C:supported-calendar-component-set>"
    "</D:prop></D:set></C:mkcalendar>"
)


@dataclass(frozen=True)
class Radicale:
    """A running server; each test makes a calendar of its own."""

    origin: str
    number: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def call(
        self, method: str, path: str, body: str | bytes = b"", **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of one request of the user."""
        told = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        sent = {
            "Authorization": f"Basic {told}",
            **{name.replace("_", "-"): one for name, one in headers.items()},
        }
        connection = http.client.HTTPConnection(urlsplit(self.origin).netloc, timeout=20)
        try:
            connection.request(method, path, body.encode() if isinstance(body, str) else body, sent)
            answer = connection.getresponse()
            return answer.status, {name.lower(): one for name, one in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def calendar(self, component: str = "VEVENT") -> str:
        """The path of a new calendar."""
        path = f"/{USER}/calendar{next(self.number)}/"
        assert self.call("MKCALENDAR", path, _MAKE % component)[0] == 201
        return path

    def files(self, path: str) -> dict[str, bytes]:
        """Each event of a calendar by its name."""
        status, _, body = self.call("PROPFIND", path, Depth="1")
        assert status == 207
        names = [part.split(b"<")[0].decode() for part in body.split(b"<href>")[1:]]
        found = [one for one in names if one.endswith(".ics")]
        return {one.rpartition("/")[2].replace("%40", "@"): self.call("GET", one)[2] for one in found}


@contextmanager
def radicale(folder: Path) -> Iterator[Radicale]:
    """Run Radicale with two users while the block lasts; the second may only read."""
    if importlib.util.find_spec("radicale") is None:
        pytest.skip("Radicale is not installed; tools/make_venv installs it")
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = int(one.getsockname()[1])
    (folder / "users").write_text(f"{USER}:{PASSWORD}\n{OTHER[0]}:{OTHER[1]}\n", encoding="utf-8")
    (folder / "rights").write_text(
        f"[own]\nuser: {USER}\ncollection: .*\npermissions: RWrw\n"
        f"[other]\nuser: {OTHER[0]}\ncollection: {USER}/.*\npermissions: r\n",
        encoding="utf-8",
    )
    (folder / "config").write_text(
        f"[server]\nhosts = 127.0.0.1:{port}\n"
        f"[auth]\ntype = htpasswd\nhtpasswd_filename = {folder}/users\nhtpasswd_encryption = plain\ndelay = 0\n"
        f"[rights]\ntype = from_file\nfile = {folder}/rights\n"
        f"[storage]\nfilesystem_folder = {folder}/store\n[logging]\nlevel = critical\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "radicale", "--config", str(folder / "config")]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait(process, port)
            yield Radicale(f"http://127.0.0.1:{port}")
        finally:
            process.terminate()
            process.wait(20)


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(1200):
        if process.poll() is not None:
            raise RuntimeError(f"Radicale stopped with {process.returncode} before it answered")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("Radicale did not answer")
