"""A real asyncssh as SFTP server on a free port, with one user who sees one folder."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.connectors.files.webdav import PASSWORD, USER


@dataclass
class Server:
    """Where it listens, its key, what it was told; ``drops_rename`` ends the session before a file is renamed."""

    folder: Path
    port: int = 0
    host_key: str = ""
    drops_rename: bool = False
    passwords: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"sftp://127.0.0.1:{self.port}/"


@contextmanager
def served(folder: Path) -> Iterator[Server]:
    """Run it over this folder while the block lasts."""
    ssh: Any = pytest.importorskip("asyncssh", reason="asyncssh is not installed")
    state = Server(folder)
    connections: list[Any] = []

    class Login(ssh.SSHServer):  # type: ignore[misc]
        def connection_made(self, conn: Any) -> None:
            connections.append(conn)

        def password_auth_supported(self) -> bool:
            return True

        def validate_password(self, username: str, password: str) -> bool:
            state.passwords.append(password)
            return (username, password) == (USER, PASSWORD)

    class Files(ssh.SFTPServer):  # type: ignore[misc]
        def __init__(self, channel: Any) -> None:
            super().__init__(channel, chroot=str(state.folder).encode())

        def posix_rename(self, oldpath: bytes, newpath: bytes) -> Any:
            if state.drops_rename:
                self.channel.get_connection().abort()
                raise ssh.SFTPConnectionLost("gone")
            return super().posix_rename(oldpath, newpath)

    key = ssh.generate_private_key("ssh-ed25519")
    state.host_key = key.get_fingerprint()
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def listening() -> Any:
        how = {"server_factory": Login, "server_host_keys": [key], "sftp_factory": Files}
        return await ssh.listen("127.0.0.1", 0, **how)

    server = asyncio.run_coroutine_threadsafe(listening(), loop).result(20)
    state.port = server.get_port()
    try:
        yield state
    finally:
        asyncio.run_coroutine_threadsafe(_ended(server, connections), loop).result(20)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()


async def _ended(server: Any, connections: list[Any]) -> None:
    server.close()
    for one in connections:
        one.abort()
        await one.wait_closed()
    await server.wait_closed()
    rest = asyncio.all_tasks() - {asyncio.current_task()}
    for task in rest:
        task.cancel()
    await asyncio.gather(*rest, return_exceptions=True)
    await asyncio.sleep(0)  # sockets are closed by what was scheduled
