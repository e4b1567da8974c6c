"""A real Matrix server for the tests: Synapse in an environment of its own, on a free port, with SQLite.

Synapse (AGPL) is a program of the tests only. ``tools/install_test_programs`` puts it in ``var/synapse``.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import requests

PROGRAM: Final = Path(__file__).parents[3] / "var" / "synapse" / "bin" / "python"
_SECRET: Final = "of-the-tests-only"
_SECONDS: Final = 60.0


@dataclass
class Synapse:
    """The server, with the account of a bot. ``request`` is for what a person would do there."""

    origin: str
    token: str = ""

    def request(self, method: str, path: str, body: Mapping[str, Any] | None = None, token: str = "") -> Any:
        """The answer of the server, as JSON."""
        headers = {"Authorization": f"Bearer {token or self.token}"} if token or self.token else {}
        return requests.request(method, f"{self.origin}{path}", json=body, headers=headers, timeout=20).json()

    def account(self, name: str) -> str:
        """Make a user; its access token."""
        nonce = self.request("GET", "/_synapse/admin/v1/register")["nonce"]
        told = "\0".join([nonce, name, "pass-word", "notadmin"]).encode()
        mac = hmac.new(_SECRET.encode(), told, hashlib.sha1).hexdigest()
        body = {"nonce": nonce, "username": name, "password": "pass-word", "admin": False, "mac": mac}
        return str(self.request("POST", "/_synapse/admin/v1/register", body)["access_token"])

    def room(self, alias: str = "", token: str = "") -> str:
        """A room that this user, or the bot, makes."""
        body = {"preset": "private_chat", **({"room_alias_name": alias} if alias else {})}
        return str(self.request("POST", "/_matrix/client/v3/createRoom", body, token)["room_id"])

    def messages(self, room: str) -> list[Any]:
        """The messages of a room, oldest first."""
        told = self.request("GET", f"/_matrix/client/v3/rooms/{room}/messages?dir=f&limit=100")
        return [one for one in told["chunk"] if one["type"] == "m.room.message"]


@contextmanager
def served(folder: Path, limits: Mapping[str, Any]) -> Iterator[Synapse]:
    """A server while the block lasts, with these limits of rate."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = _config(folder, port) | dict(limits)
    (folder / "homeserver.yaml").write_text(json.dumps(config), encoding="utf-8")
    start = [str(PROGRAM), "-m", "synapse.app.homeserver", "--config-path", str(folder / "homeserver.yaml")]
    subprocess.run([*start, "--generate-keys"], check=True, capture_output=True, cwd=folder)
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(start, cwd=folder, stdout=log, stderr=log) as process,
    ):
        try:
            made = Synapse(f"http://127.0.0.1:{port}")
            _wait(made, process)
            made.token = made.account("bot")
            yield made
        finally:
            process.terminate()


def _config(folder: Path, port: int) -> dict[str, Any]:
    (folder / "logging.yaml").write_text('{"version": 1, "root": {"level": "ERROR"}}', encoding="utf-8")
    listener = {
        "port": port,
        "bind_addresses": ["127.0.0.1"],
        "type": "http",
        "tls": False,
        "resources": [{"names": ["client"]}],
    }
    return {
        "server_name": "matrix.test",
        "pid_file": str(folder / "pid"),
        "listeners": [listener],
        "database": {"name": "sqlite3", "args": {"database": str(folder / "db")}},
        "log_config": str(folder / "logging.yaml"),
        "media_store_path": str(folder / "media"),
        "registration_shared_secret": _SECRET,
        "report_stats": False,
        "macaroon_secret_key": "of-the-tests",
        "form_secret": "of-the-tests",
        "signing_key_path": str(folder / "key"),
        "trusted_key_servers": [],
    }


def _wait(made: Synapse, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            made.request("GET", "/_matrix/client/versions")
        except requests.RequestException:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"Synapse did not start; exit status {process.poll()}")
