"""A small document system with OKD over real HTTP: it keeps documents, and makes a new one at each POST."""

from __future__ import annotations

import email.policy
import json
import uuid
from dataclasses import dataclass
from email.parser import BytesParser
from typing import Any

from tests.connectors.targets import TokenTarget, json_reply
from winternship_lti.testing import Reply, Request


@dataclass
class Document:
    """What the document system has."""

    metadata: dict[str, Any]
    name: str
    content: bytes
    versions: int = 1


class DocumentSystem(TokenTarget):
    """Behaves as OKD 1.5 says; every POST adds a document, also a repeated one."""

    def __init__(self) -> None:
        super().__init__()
        self.documents: dict[str, Document] = {}

    @property
    def url(self) -> str:
        return f"{self.origin}/okd/v1"

    def _do(self, request: Request) -> Reply:
        match request.method, request.path.removeprefix("/okd/v1").strip("/").split("/"):
            case "POST", ["associations", association]:
                return self._take(request, association)
            case "GET", ["documents", pk, "metadata"] if pk in self.documents:
                return json_reply(200, {"dmsDocumentId": pk, "documentsize": len(self.documents[pk].content)})
            case "PATCH", ["documents", pk] if pk in self.documents:
                self.documents[pk].content = request.body
                self.documents[pk].versions += 1
                return Reply(204)
            case "DELETE", ["documents", pk] if pk in self.documents:
                del self.documents[pk]
                return Reply(204)
        return Reply(404)

    def _take(self, request: Request, association: str) -> Reply:
        told = parts(request)
        metadata = json.loads(told["metadata"][1])
        if metadata["associationId"] != association:
            return Reply(422)
        pk = str(uuid.uuid4())
        self.documents[pk] = Document(metadata, *told["file"])
        return json_reply(200, {"dmsDocumentId": pk})


def parts(request: Request) -> dict[str, tuple[str, bytes]]:
    """Filename and bytes of each part, read by Python's own parser of MIME."""
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
    message = BytesParser(policy=email.policy.HTTP).parsebytes(head + request.body)
    return {
        str(one.get_param("name", header="content-disposition")): (
            one.get_filename() or "",
            bytes(one.get_payload(decode=True)),
        )
        for one in message.iter_parts()
    }
