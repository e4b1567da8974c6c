"""Where files are put: each whole or not at all, and never over another."""

from __future__ import annotations

import base64
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, Protocol

from django.conf import settings

from winternship_connectors.contract import CheckResult, Context
from winternship_connectors.errors import Rejected, Retry, Unknown
from winternship_connectors.files import mailing
from winternship_connectors.http import Answer

REACHED: Final = CheckResult(True, "De map is bereikbaar.", "The folder can be reached.")


class Place(Protocol):
    """Where the files of a delivery go. In a folder, one of the same name is replaced: the delivery is tried again."""

    def check(self) -> CheckResult:
        """Whether files may be put there; leaves nothing behind. Raises DeliveryError."""

    def put(self, files: Mapping[str, bytes], key: str) -> None:
        """These files by name, in this order; ``key`` is that of their delivery.

        Raises DeliveryError, and then the last one is not there.
        """


class Folder:
    """A folder on this server: ``WINTERNSHIP_DROP_FOLDER``/school-7/its name, so that schools are kept apart."""

    def __init__(self, school: int, name: str) -> None:
        root = getattr(settings, "DROP_FOLDER", "")
        if not root:
            raise Rejected(
                "folder: WINTERNSHIP_DROP_FOLDER is not set; without it no folder may be written to"
            )
        if not name:
            raise Rejected("folder: received no name of a folder")
        self.root, self.path = Path(root), Path(root) / f"school-{school}" / name

    def check(self) -> CheckResult:
        """The folder is made by its first file; that of the server must be there."""
        at = self.path if self.path.is_dir() else self.root
        if not at.is_dir() or not os.access(at, os.W_OK):
            raise Rejected("folder: it is not there or may not be written to")
        return REACHED

    def put(self, files: Mapping[str, bytes], key: str) -> None:
        """Each is written beside its place, then renamed: a reader never sees half a file."""
        try:
            self.path.mkdir(mode=0o750, parents=True, exist_ok=True)
            for name, content in files.items():
                part = self.path / f"{name}.part"
                with open(part, "wb", opener=_for_us_and_our_group) as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                part.replace(self.path / name)
        except OSError as error:
            raise Retry(f"folder: {type(error).__name__}") from error


def _for_us_and_our_group(path: str, flags: int) -> int:
    return os.open(path, flags, 0o640)


class WebDav:
    """A folder on a WebDAV server [RFC 4918]: put as ``.part``, then moved."""

    def __init__(self, context: Context) -> None:
        config = context.settings.config
        self.http, self.url = context.http, str(config.get("url", ""))
        if not self.url:
            raise Rejected("url: received no address")
        told = f"{config.get('user', '')}:{context.secrets.get('password', '')}"
        self.headers = {"Authorization": f"Basic {base64.b64encode(told.encode()).decode()}"}

    def check(self) -> CheckResult:
        """PROPFIND of the folder itself [RFC 4918 9.1]."""
        self.http.send("PROPFIND", self.url, headers={**self.headers, "Depth": "0"})
        return REACHED

    def put(self, files: Mapping[str, bytes], key: str) -> None:
        """PUT, then MOVE with ``Overwrite: T`` [RFC 4918 9.9]: all of it may be done again."""
        for name, content in files.items():
            try:
                moved = self._moved(name, content)
            except Unknown as error:
                raise Retry(str(error)) from error
            # Anything else came from something in between, which may have kept the file as well [RFC 4918 9.9.4].
            if moved.status not in {201, 204}:
                raise Retry(f"MOVE: received HTTP status {moved.status}", status=moved.status)

    def _moved(self, name: str, content: bytes) -> Answer:
        self.http.send("PUT", f"{self.url}{name}.part", headers=self.headers, body=content)
        moving = {**self.headers, "Destination": self.url + name, "Overwrite": "T"}
        return self.http.send("MOVE", f"{self.url}{name}.part", headers=moving, expect={404, 409})


def place_problems(config: Mapping[str, Any]) -> Mapping[str, str]:
    """What is wrong with the settings of the place, where the schema does not say it."""
    return mailing.problems(config) if config.get("place") == "mail" else {}


def place_of(context: Context) -> Place:
    """Where this connection puts its files. Raises Rejected when the settings lack something."""
    config, school = context.settings.config, context.settings.school
    made: Mapping[str, Callable[[], Place]] = {
        "folder": lambda: Folder(school, str(config.get("folder", ""))),
        "webdav": lambda: WebDav(context),
        "sftp": lambda: _sftp(context),
        "mail": lambda: mailing.Mail(context),
    }
    return made[config["place"]]()


def _sftp(context: Context) -> Place:
    try:
        from winternship_connectors.files.sftp import Sftp  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        raise Rejected("place: sftp needs the extra `sftp` of winternship on this server") from error
    return Sftp(context)
