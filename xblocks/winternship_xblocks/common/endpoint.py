"""Every JSON handler refuses wrong requests the same way: nothing changed, a code, and words that teach."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping
from typing import Any

from webob import Response
from xblock.core import XBlock

from winternship_core.errors import InputError
from winternship_xblocks.common.viewer import Viewer, language_of, viewer_of
from winternship_xblocks.errors import BadRequest, NotAllowed, NotYet, Refusal, TooLarge, WrongMethod

LARGEST_BODY = 64 * 1024
STATUS: Mapping[type[Refusal], int] = {
    TooLarge: 413,
    WrongMethod: 405,
    BadRequest: 400,
    NotAllowed: 403,
    NotYet: 409,
}
CLOSED: Mapping[Viewer, str] = {"visitor": "signed_out", "author": "preview", "impersonator": "impersonator"}

Action = Callable[[Any, dict[str, Any]], object]
Document = Callable[[Any, dict[str, Any]], Response]


def endpoint(*fields: str, everyone: bool = False) -> Callable[[Action], Any]:
    """A handler that takes a JSON object with at most these fields by POST and answers JSON.

    Refusals become ``{"error": code, "message": sentence}`` with status 400, 403, 405, 409 or 413. The action
    must check everything before it changes anything. ``everyone``: also those of whom nothing can be kept.
    """

    def wrap(action: Action) -> Any:
        def answer(block: Any, request: Any) -> Response:
            require_method(request, "POST")
            if not everyone:
                require_participant(block)
            return reply(200, action(block, read_object(request, fields)))

        return _handler(action, answer)

    return wrap


def page(*fields: str, everyone: bool = False) -> Callable[[Document], Any]:
    """A handler for GET that gives a document, with at most these fields in its address; refused like above."""

    def wrap(action: Document) -> Any:
        def answer(block: Any, request: Any) -> Response:
            require_method(request, "GET")
            if not everyone:
                require_participant(block)
            data = dict(request.GET)
            require_known(data, fields)
            return action(block, data)

        return _handler(action, answer)

    return wrap


def _handler(action: Callable[..., object], answer: Callable[[Any, Any], Response]) -> Any:
    @XBlock.handler
    @functools.wraps(action)
    def handle(block: Any, request: Any, suffix: str = "") -> Response:
        try:
            return answer(block, request)
        except (Refusal, InputError) as error:
            return refuse(block, error)

    return handle


def require_method(request: Any, allowed: str) -> None:
    """:class:`WrongMethod` for any other HTTP verb."""
    if request.method != allowed:
        raise WrongMethod("method", received=request.method, allowed=allowed)


def require_participant(block: Any) -> None:
    """:class:`NotAllowed` for everyone whose answers could not be kept as their own."""
    closed = CLOSED.get(viewer_of(block))
    if closed:
        raise NotAllowed(closed)


def read_object(request: Any, fields: tuple[str, ...]) -> dict[str, Any]:
    """The request's body as an object that holds no other fields than these."""
    size = max(request.content_length or 0, 0)
    # The announced size is looked at first: a megabyte need not be read to be refused.
    body = b"" if size > LARGEST_BODY else request.body
    size = max(size, len(body))
    if size > LARGEST_BODY:
        raise TooLarge("too_large", received=size, allowed=LARGEST_BODY)
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        raise BadRequest("not_json") from None
    if not isinstance(data, dict):
        raise BadRequest("not_object", received=type(data).__name__)
    require_known(data, fields)
    return data


def require_known(data: Mapping[str, Any], fields: tuple[str, ...]) -> None:
    """:class:`BadRequest` for a field that is none of these."""
    for key in data:
        if key not in fields:
            raise BadRequest("unknown_key", received=repr(key)[:40], allowed=", ".join(fields) or "–")


def reply(status: int, data: object) -> Response:
    """A JSON answer that no cache keeps, for it is about one person."""
    body = json.dumps(data, ensure_ascii=False).encode()
    return Response(
        body, status=status, content_type="application/json", charset="utf-8", cache_control="no-store"
    )


def refuse(block: Any, error: Refusal | InputError) -> Response:
    """The error in the person's language and the block's words, with the status that fits its kind."""
    language = language_of(block)
    if isinstance(error, InputError):
        return reply(400, {"error": _code(error), "message": error.text.in_language(language)})
    message = block.wording.say(language, f"error_{error.code}", **error.values)
    status = next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
    return reply(status, {"error": error.code, "message": message})


def _code(error: InputError) -> str:
    """``UnknownItem`` → ``unknown_item``: the core's errors carry no code of their own."""
    name = type(error).__name__
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")
