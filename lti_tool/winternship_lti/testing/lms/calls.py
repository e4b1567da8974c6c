"""One request to the platform as its services read it, and answers as they write them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl, urlsplit

from ..errors import Refused
from ..local_server import Reply, Request


@dataclass(frozen=True)
class Call:
    """A request, with the names that its address holds."""

    request: Request
    names: Mapping[str, str]

    @property
    def method(self) -> str:
        """GET, POST, PUT or DELETE."""
        return self.request.method

    @cached_property
    def query(self) -> dict[str, str]:
        """The parameters of the address."""
        return dict(parse_qsl(urlsplit(self.request.path).query, keep_blank_values=True))

    @cached_property
    def form(self) -> dict[str, str]:
        """The fields of a form that was posted."""
        return dict(parse_qsl(self.request.body.decode("utf-8", "replace"), keep_blank_values=True))

    @property
    def content_type(self) -> str:
        """The media type of the body, without parameters."""
        return self.request.headers.get("content-type", "").partition(";")[0].strip().lower()

    @cached_property
    def json(self) -> dict[str, object]:
        """The body. Raises Refused (400) unless it is one JSON object."""
        try:
            found = json.loads(self.request.body)
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise Refused(400, "the body is not a JSON object")
        return found

    def number(self, name: str) -> int | None:
        """A positive whole number of the query; None for anything else."""
        text = self.query.get(name, "")
        return int(text) if text.isascii() and text.isdigit() else None

    def accepts(self, media_type: str) -> bool:
        """Whether the caller asked for exactly this type, or for one of its family or any."""
        asked = self.request.headers.get("accept", "*/*").split(",")
        wanted = {media_type, "*/*", media_type.partition("/")[0] + "/*"}
        return any(part.partition(";")[0].strip().lower() in wanted for part in asked)

    def asks_exactly(self, media_type: str) -> bool:
        """Whether the caller names this type; `*/*` is not enough."""
        asked = self.request.headers.get("accept", "").split(",")
        return any(part.partition(";")[0].strip().lower() == media_type for part in asked)


def json_reply(
    value: object,
    media_type: str = "application/json",
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Reply:
    """An answer in JSON."""
    return Reply(status, json.dumps(value).encode(), {"Content-Type": media_type, **(headers or {})})


def html_reply(page: str, *, status: int = 200) -> Reply:
    """A page."""
    headers = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store"}
    return Reply(status, page.encode(), headers)
