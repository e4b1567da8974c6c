"""The connector ``okd`` before a document system that makes a new document at each POST: the 22 points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from tests.connectors.authority import CLIENT, SECRET
from tests.connectors.documents.dms import Document, DocumentSystem
from tests.connectors.targets import started
from winternship_connectors.documents.okd import OkdConnector
from winternship_connectors.records import Record
from winternship_connectors.testing import PDF, SHA256, Acceptance, Rig


class OkdRig(Rig):
    """A document system, from which the school lets us delete."""

    connector = OkdConnector()
    wrong = {"client_secret": "another"}
    documents = {SHA256: PDF, "second": b"%PDF-1.7 second version"}

    def __init__(self) -> None:
        self.server = DocumentSystem()

    def config(self, origin: str) -> dict[str, Any]:
        known = {"client_id": CLIENT, "client_secret": SECRET, "delete": True}
        return {"url": f"{origin}/okd/v1", "token_url": f"{origin}/token", **known}

    def things(self) -> Mapping[str, object]:
        return {pk: (one.content, one.versions) for pk, one in self.server.documents.items()}

    def changed(self, record: Record) -> Record:
        return replace(record, rev=record.rev + 1, agreement=replace(record.agreement, sha256="second"))

    def stranger(self) -> str:
        self.server.documents["theirs"] = Document({}, "diploma.pdf", b"%PDF")
        return "theirs"


class TestOkd(Acceptance):
    @pytest.fixture
    def rig(self) -> Iterator[Rig]:
        yield from started(OkdRig())
