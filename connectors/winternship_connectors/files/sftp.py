"""A folder on an SFTP server, whose host key an administrator has looked at."""

from __future__ import annotations

import re
import socket
import stat
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from typing import Final

import paramiko

from winternship_connectors.contract import CheckResult, Context
from winternship_connectors.errors import AuthFailed, Rejected, Retry
from winternship_connectors.files.places import REACHED
from winternship_net.errors import AddressNotAllowed, BadAddress
from winternship_net.network import Network

SECONDS: Final = 20.0
_URL: Final = re.compile(r"sftp://([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::([1-9][0-9]{0,4}))?(/(?:.*/)?)")


class Sftp:
    """``sftp://server:port/folder/`` with a user name and a password. The host key is known before they are sent."""

    def __init__(self, context: Context) -> None:
        config = context.settings.config
        found = _URL.fullmatch(str(config.get("sftp_url", "")))
        if found is None:
            raise Rejected("sftp_url: allowed is sftp://server/folder/ or sftp://server:port/folder/")
        self.host, self.port, self.path = found[1].strip("[]"), int(found[2] or 22), found[3]
        if self.port > 65535:
            raise Rejected(f"sftp_url: received the port {self.port}, allowed is 65535 at most")
        self.network: Network = context.http.network
        self.host_key = str(config.get("host_key", ""))
        self.user, self.password = str(config.get("user", "")), context.secrets.get("password", "")

    def check(self) -> CheckResult:
        """The server has the key of the settings, takes the password and has the folder."""
        with self._opened() as client:
            try:
                mode = client.stat(self.path).st_mode or 0
            except (FileNotFoundError, PermissionError) as error:
                raise Rejected("sftp_url: the folder is not there or may not be read") from error
        if not stat.S_ISDIR(mode):
            raise Rejected("sftp_url: there is no folder at this address")
        return REACHED

    def put(self, files: Mapping[str, bytes], key: str) -> None:
        """Each is written as ``.part``, then renamed over what was there (``posix-rename@openssh.com``)."""
        with self._opened() as client:
            for name, content in files.items():
                part = f"{self.path}{name}.part"
                with client.open(part, "wb") as file:
                    file.set_pipelined(False)
                    file.write(content)
                client.posix_rename(part, self.path + name)

    @contextmanager
    def _opened(self) -> Iterator[paramiko.SFTPClient]:
        try:
            with closing(self._connected()) as transport:
                client = paramiko.SFTPClient.from_transport(transport)
                if client is None:
                    raise Retry("sftp: the server opened no session")
                client.get_channel().settimeout(SECONDS)  # type: ignore[union-attr]
                yield client
        except (BadAddress, AddressNotAllowed) as error:
            raise Rejected(str(error)) from error
        except paramiko.AuthenticationException as error:
            raise AuthFailed("sftp: the server refuses the user name or the password") from error
        except (paramiko.SSHException, OSError, EOFError) as error:
            raise Retry(f"sftp: {type(error).__name__}") from error

    def _connected(self) -> paramiko.Transport:
        address = self.network.address_of(self.host)
        transport = paramiko.Transport(socket.create_connection((address, self.port), SECONDS))
        try:
            transport.start_client(timeout=SECONDS)
            self._require_host_key(transport.get_remote_server_key().fingerprint)
            transport.auth_timeout = SECONDS
            transport.auth_password(self.user, self.password, fallback=False)
        except BaseException:
            transport.close()
            raise
        return transport

    def _require_host_key(self, shown: str) -> None:
        """Before the password is sent: another machine may stand there. The connection pauses until a person looks."""
        if shown != self.host_key:
            told = self.host_key or "none"
            raise AuthFailed(f"host_key: the server shows {shown}, the settings have {told}")
