"""The connector ``okd``: a signed agreement becomes one document in the school's document system (OKD 1.5).

A repeated POST makes a second document and there is no way to search, so a POST without an answer goes to a person.
PATCH and DELETE name the document, so they may be repeated.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any, ClassVar, Final
from urllib.parse import quote

from urllib3.fields import RequestField
from urllib3.filepost import encode_multipart_formdata

from winternship_connectors import oauth
from winternship_connectors.contract import (
    Action,
    Capability,
    CheckResult,
    Context,
    Idempotency,
    Link,
    Receipt,
    Settings,
    Verb,
)
from winternship_connectors.documents.metadata import fields, metadata
from winternship_connectors.documents.schema import CONFIG
from winternship_connectors.errors import Rejected, Retry, Unknown
from winternship_connectors.http import Answer
from winternship_connectors.planning import brought, taken
from winternship_connectors.records import Record

PART: Final = "agreement"
SCOPE: Final = "okd:bpvdocuments"
_NOBODY: Final = "00000000-0000-0000-0000-000000000000"
# After these the document may well be there; 429, 503 and the like were refused at the door.
_PERHAPS_DONE: Final = frozenset({408, 500, 502, 504})


class OkdConnector:
    """Delivers agreements; what is sent is changed only when another version is signed."""

    id: ClassVar[str] = "okd"
    version: ClassVar[str] = "1"
    capabilities: ClassVar[frozenset[Capability]] = frozenset({Capability.UPSERT, Capability.DELETE})
    idempotency: ClassVar[Idempotency] = Idempotency.NONE
    config_schema: ClassVar[Mapping[str, Any]] = CONFIG

    def check(self, context: Context) -> CheckResult:
        """Ask about a document that nobody has: 404 shows that the token and its scope are good."""
        answer = _send(context, "GET", f"/documents/{_NOBODY}/metadata", expect={404})
        if answer.status != 404 and not _is_object(answer.body):
            return CheckResult(
                False,
                "Dit adres antwoordt niet als een documentsysteem met OKD.",
                "This address does not answer like a document system with OKD.",
            )
        return CheckResult(
            True,
            "Het documentsysteem antwoordt en laat ons toe.",
            "The document system answers and admits us.",
        )

    def plan(
        self, settings: Settings, record: Record | None, links: Mapping[str, Link], object_id: str
    ) -> Sequence[Action]:
        """One document from the moment of signing; it is deleted there only where the school asked that."""
        link = links.get(PART)
        if record is None:
            return taken(object_id, PART, link) if settings.config.get("delete", False) else []
        if not record.agreement.sha256:
            return []
        return brought(object_id, PART, fields(record, settings.config), link)

    def apply(self, context: Context, action: Action, key: str) -> Receipt:
        """Send, replace or delete the document. Raises Unknown when a new document may be there without its id."""
        if action.verb is Verb.CREATE:
            return _create(context, action)
        if action.link is None:
            raise Rejected(f"{action.verb}: received no id of the document there")
        at = f"/documents/{quote(action.link.remote_id, safe='')}"
        try:
            if action.verb is Verb.DELETE:
                return Receipt(
                    action.link.remote_id, status=_send(context, "DELETE", at, expect={404}).status
                )
            body = _document(context, action)
            headers = {"Content-Type": "application/octet-stream"}
            answer = _send(context, "PATCH", at, headers=headers, body=body)
        except Unknown as error:  # the same bytes again leave the same document
            raise Retry(str(error)) from error
        return Receipt(action.link.remote_id, status=answer.status)


def _create(context: Context, action: Action) -> Receipt:
    document = _document(context, action)
    about = json.dumps(metadata(action.fields, len(document)), ensure_ascii=False).encode()
    parts = (
        _part("metadata", about, "application/json"),
        _part("file", document, "application/pdf", str(action.fields["document_name"])),
    )
    body, kind = encode_multipart_formdata(parts)
    to = f"/associations/{action.fields['association_id']}"
    try:
        answer = _send(context, "POST", to, headers={"Content-Type": kind}, body=body)
    except Retry as error:
        if error.status in _PERHAPS_DONE:
            raise Unknown(str(error), status=error.status) from error
        raise
    return Receipt(_document_id(answer), status=answer.status)


def _part(name: str, data: bytes, kind: str, filename: str | None = None) -> RequestField:
    made = RequestField(name, data, filename)
    made.make_multipart(content_type=kind)
    return made


def _document_id(answer: Answer) -> str:
    try:
        told = json.loads(answer.body)["dmsDocumentId"]
    except (ValueError, KeyError, TypeError):
        told = None
    if not isinstance(told, str) or not 0 < len(told) <= 200:
        raise Unknown(
            "POST: the document was taken, and the answer does not tell its id", status=answer.status
        )
    return told


def _document(context: Context, action: Action) -> bytes:
    try:
        return context.document(str(action.fields["sha256"]))
    except Exception as error:  # whatever it is, nothing was sent
        raise Retry(f"the agreement could not be read: {type(error).__name__}") from error


def _send(
    context: Context,
    method: str,
    path: str,
    *,
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
    expect: Collection[int] = (),
) -> Answer:
    url = f"{str(context.settings.config['url']).rstrip('/')}{path}"
    who = oauth.client(context, scope=SCOPE)
    asked = {"Accept": "application/json", **(headers or {})}
    return oauth.send(context, who, method, url, headers=asked, body=body, expect=expect)


def _is_object(body: bytes) -> bool:
    try:
        return isinstance(json.loads(body), dict)
    except ValueError:
        return False
