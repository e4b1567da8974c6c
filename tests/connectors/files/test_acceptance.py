"""The connector ``filedrop`` before a folder and before a real WsgiDAV, and in each of its forms: the 22 points."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.connectors.files.webdav import PASSWORD, USER
from tests.connectors.messages import mailbox
from tests.connectors.messages.mailbox import Mailbox
from winternship_connectors.files.filedrop import FiledropConnector
from winternship_connectors.files.schema import DEFAULT
from winternship_connectors.records import Record
from winternship_connectors.testing import Acceptance, Fault, Rig


class FolderRig(Rig):
    """A folder on this server. A full disk is the one thing that can go wrong."""

    connector = FiledropConnector()

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def config(self, origin: str) -> dict[str, Any]:
        return {"place": "folder", "folder": "school", "columns": DEFAULT}

    def things(self) -> Mapping[str, object]:
        return {one.name: one.read_bytes() for one in self.folder.glob("*") if one.is_file()}

    def stranger(self) -> str:
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "minutes.csv").write_text("theirs", encoding="utf-8")
        return "minutes.csv"

    def spoil(self, fault: Fault | None, times: int, retry_at: str) -> bool:
        """A file that stands where the folder must be: nothing can be written."""
        aside = self.folder.with_name("aside")
        if fault is None and aside.exists():
            self.folder.unlink()
            aside.rename(self.folder)
        elif fault is Fault.ERROR:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.folder.rename(aside)
            self.folder.touch()
        return fault in {None, Fault.ERROR}


class WebDavRig(FolderRig):
    """A folder on a WebDAV server."""

    wrong = {"password": "another"}

    def __init__(self, origin: str, folder: Path) -> None:
        super().__init__(folder)
        self.origin = origin

    def config(self, origin: str) -> dict[str, Any]:
        at = {"place": "webdav", "url": f"{origin}/{self.folder.name}/", "user": USER, "password": PASSWORD}
        return {**at, "columns": DEFAULT, "content": "changes"}


@pytest.fixture
def drop(tmp_path: Path, settings: Any) -> Path:
    """The folder of the kit's school."""
    settings.DROP_FOLDER = str(tmp_path)
    return tmp_path / "school-1" / "school"


class TestFolder(Acceptance):
    @pytest.fixture
    def rig(self, drop: Path) -> Rig:
        return FolderRig(drop)


class TestWebDav(Acceptance):
    @pytest.fixture
    def rig(self, webdav: tuple[str, Path]) -> Rig:
        address, folder = webdav
        return WebDavRig(address.removesuffix(f"/{folder.name}/"), folder)


class JsonLinesRig(FolderRig):
    """JSON Lines, of what changed."""

    def config(self, origin: str) -> dict[str, Any]:
        return {"place": "folder", "folder": "school", "form": "jsonl", "content": "changes"}


class TestJsonLines(Acceptance):
    @pytest.fixture
    def rig(self, drop: Path) -> Rig:
        return JsonLinesRig(drop)


class OneRosterRig(FolderRig):
    """A package of OneRoster, with companies and trainers."""

    def config(self, origin: str) -> dict[str, Any]:
        return {"place": "folder", "folder": "school", "form": "oneroster", "companies": True}


class TestOneRoster(Acceptance):
    @pytest.fixture
    def rig(self, drop: Path) -> Rig:
        return OneRosterRig(drop)


class MoodleRig(FolderRig):
    """Enrolments for Moodle, which shows the days of a placement and no company."""

    def config(self, origin: str) -> dict[str, Any]:
        return {"place": "folder", "folder": "school", "form": "moodle", "moodle_course": "BPV-2027"}

    def changed(self, record: Record) -> Record:
        ends_on = record.period.ends_on + dt.timedelta(days=7)
        return replace(record, rev=record.rev + 1, period=replace(record.period, ends_on=ends_on))


class TestMoodle(Acceptance):
    @pytest.fixture
    def rig(self, drop: Path) -> Rig:
        return MoodleRig(drop)


class MailRig(Rig):
    """A mailbox that gets each file as a message."""

    connector = FiledropConnector()
    wrong = {"mail_password": "another-pass-word"}
    messages = True

    def __init__(self, box: Mailbox) -> None:
        self.box = box

    def config(self, origin: str) -> dict[str, Any]:
        server = {
            "host": "localhost",
            "port": self.box.port,
            "user": mailbox.USER,
            "password": mailbox.PASSWORD,
        }
        who = {"sender": "board@school.example", "recipients": "office@school.example"}
        told = {f"mail_{name}": one for name, one in (server | who).items()}
        return {"place": "mail", "columns": DEFAULT, "content": "changes", **told}

    def things(self) -> Mapping[str, object]:
        return {str(number): one.as_string() for number, one in enumerate(self.box.messages)}

    def spoil(self, fault: Fault | None, times: int, retry_at: str) -> bool:
        return self.box.spoil(fault, times)


class TestMail(Acceptance):
    @pytest.fixture
    def rig(self, mailbox: Mailbox) -> Rig:
        return MailRig(mailbox)
