"""The official specifications beside this clone, and Prism, which judges requests by them."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
SPECS = ROOT.parent / "shared" / "specs"
FETCHED = ROOT / "var" / "specs"  # what may not be handed on; whoever tests puts it there
PRISM = ROOT / "var/node/node_modules/@stoplight/prism-cli/dist/index.js"


def specification(name: str) -> Path:
    """The file in ``../shared/specs`` or ``var/specs``; skips the test, and says why, where there is none."""
    for folder in (SPECS, FETCHED):
        if (folder / name).exists():
            return folder / name
    pytest.skip(f"the specification is not here: no ../shared/specs/{name} nor var/specs/{name}")


@dataclass(frozen=True)
class Prism:
    """A Prism that mocks one specification, or judges what goes through it to a server; it remembers nothing."""

    origin: str

    def judge(
        self, method: str, path: str, headers: dict[str, str], body: bytes, *, answers: bool = False
    ) -> tuple[int, bytes, list[Any]]:
        """Status, body and the violations of the request; with ``answers`` those of the answer too.

        Prism's own examples break rules as well, so an answer counts only where a server of ours gave it.
        """
        connection = HTTPConnection(urlsplit(self.origin).netloc, timeout=20)
        try:
            connection.request(method, path, body or None, headers)
            answer = connection.getresponse()
            found = json.loads(answer.getheader("sl-violations") or "[]")
            said = answer.read()
        finally:
            connection.close()
        return answer.status, said, [one for one in found if answers or one["location"][0] == "request"]


@contextmanager
def prism(name: str, upstream: str = "") -> Iterator[Prism]:
    """Run Prism on this specification while the block lasts; with ``upstream`` between a client and that server."""
    spec, node = specification(name), shutil.which("node")
    if node is None or not PRISM.is_file():
        pytest.skip("Prism is not in var/node; tools/install_test_programs puts it there")
    port = _free_port()
    command = [
        node,
        str(PRISM),
        "proxy" if upstream else "mock",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--verboseLevel",
        "fatal",
    ]
    with subprocess.Popen(
        [*command, str(spec), *([upstream] if upstream else [])],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
    ) as process:
        try:
            _wait(process, port)
            yield Prism(f"http://127.0.0.1:{port}")
        finally:
            process.terminate()
            process.wait(20)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(1200):
        if process.poll() is not None:
            raise RuntimeError(f"Prism stopped with {process.returncode} before it answered")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("Prism did not answer")
