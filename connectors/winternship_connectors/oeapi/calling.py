"""Requests to an OEAPI: with a token, its media type, and lists page by page."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final
from urllib.parse import urlencode

from winternship_connectors import oauth
from winternship_connectors.contract import Context
from winternship_connectors.errors import Retry
from winternship_connectors.http import Answer

PAGE: Final = 250  # the largest of the five sizes that are allowed [OOAPI 5 and OEAPI 6, pageSize]
_MOST_PAGES: Final = 10_000
JSON: Final = "application/json"


def call(
    context: Context,
    method: str,
    path: str,
    *,
    told: Mapping[str, Any] | None = None,
    kind: str = "",
    expect: Collection[int] = (),
) -> Answer:
    """One request below the address of the connection, told as ``kind`` or as it is set. Raises DeliveryError."""
    config = context.settings.config
    usual = str(config.get("media_type") or JSON)
    headers = {"Accept": usual}
    body = None
    if told is not None:
        headers["Content-Type"] = kind or usual
        body = json.dumps(told, ensure_ascii=False).encode()
    url = f"{str(config['url']).rstrip('/')}{path}"
    who = oauth.client(context)
    return oauth.send(context, who, method, url, headers=headers, body=body, expect=expect)


def written(context: Context, method: str, path: str, told: Mapping[str, Any], kind: str = "") -> int:
    """Write an object and return the status; what is answered is an object or nothing. Raises DeliveryError."""
    answer = call(context, method, path, told=told, kind=kind)
    if answer.body:
        parsed(answer)
    return answer.status


def parsed(answer: Answer) -> dict[str, Any]:
    """The object in an answer. Raises Retry when there is none: a proxy may have answered, or half of it is lost."""
    try:
        found = json.loads(answer.body)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise Retry("the answer is no JSON object", status=answer.status)
    return found


def items(context: Context, path: str, **query: str) -> Iterator[dict[str, Any]]:
    """All items of a list; each once, also when the pages shift while they are read. Raises DeliveryError."""
    seen: set[str] = set()
    for number in range(1, _MOST_PAGES):
        asked = urlencode({**query, "pageSize": PAGE, "pageNumber": number})
        answer = call(context, "GET", f"{path}?{asked}", expect={404})
        if answer.status == 404:
            return
        page = parsed(answer)
        found = page.get("items")
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise Retry("GET: the answer has no list of items", status=answer.status)
        for one in found:
            told = json.dumps(one, sort_keys=True)
            if told not in seen:
                seen.add(told)
                yield one
        if page.get("hasNextPage") is not True:
            return
    raise Retry(f"GET: more than {_MOST_PAGES} pages")
