"""The pages of a visit: the block, its handlers, and the files of its package."""

from __future__ import annotations

import logging
import traceback
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from webob import Request as WebobRequest
from xblock.exceptions import InvalidScopeError, JsonHandlerError, NoSuchHandlerError
from xblock.plugin import PluginMissingError

from ..errors import BlockFailed, NotHere, NotYours, ServiceError
from ..guards import require_same_origin, require_small_body
from ..registry import registry
from ..runtime.page import page_parts
from ..runtime.runtime import ToolRuntime
from ..security import page_nonce, protect
from ..visits import OpenVisit, open_visit
from .refusals import refuse_service

log = logging.getLogger("winternship.runtime")


@require_safe
def page(request: HttpRequest, launch_id: str) -> HttpResponse:
    """Show the block of a visit, to the browser that owns it."""
    try:
        opened = open_visit(request, launch_id)
    except ServiceError as error:
        return refuse_service(request, error)
    with translation.override(opened.visit.language):
        return _page(request, opened)


def _page(request: HttpRequest, opened: OpenVisit) -> HttpResponse:
    runtime = ToolRuntime(opened.visit)
    block = runtime.root_block()
    nonce = page_nonce(request)
    parts = page_parts(block, runtime.render(block, "student_view", {}), nonce)
    runtime.save_blocks()
    context = {
        "parts": parts,
        "nonce": nonce,
        "language": opened.visit.language,
        "title": opened.session.link.title or getattr(block, "display_name", "") or "winternship",
        "base_path": opened.visit.base_path,
    }
    response = render(request, "winternship_lti/visit.html", context)
    platform = registry.get(opened.session.registration_id)
    origins = platform.framing_origins if platform else ("'none'",)
    protect(response, framing_origins=origins, nonce=nonce, relaxed=parts.relaxed)
    return response


@csrf_exempt
def handler(
    request: HttpRequest, launch_id: str, usage: str, name: str, suffix: str = ""
) -> HttpResponseBase:
    """Let a block answer, in one transaction with its state and its grade. Only the visit's own browser may ask."""
    try:
        require_same_origin(request)
        require_small_body(request)
        opened = open_visit(request, launch_id)
        with translation.override(opened.visit.language), transaction.atomic():
            return _handle(request, opened, usage, name, suffix)
    except ServiceError as error:
        return refuse_service(request, error, as_json=True)


def _handle(request: HttpRequest, opened: OpenVisit, usage: str, name: str, suffix: str) -> HttpResponse:
    runtime = ToolRuntime(opened.visit, locking=True)
    try:
        block = runtime.get_block(usage)
    except (LookupError, ValueError, PluginMissingError) as error:
        raise NotHere from error
    try:
        answer = runtime.handle(block, name, _webob(request), suffix)
    except NoSuchHandlerError as error:
        raise NotHere from error
    except InvalidScopeError as error:
        raise NotYours from error
    except JsonHandlerError as error:
        answer = error.get_response()
    except Exception as error:  # a block's own mistake must not look like ours, nor leave half of its work
        # Where it happened, but not what it said: a message may hold an answer.
        where = "".join(traceback.format_tb(error.__traceback__))
        kind = type(error).__name__
        log.error(
            "block failed type=%s handler=%s error=%s\n%s", block.scope_ids.block_type, name[:50], kind, where
        )
        raise BlockFailed from error
    if answer.status_code >= 400:
        transaction.set_rollback(True)
    return _django(answer)


def _webob(request: HttpRequest) -> Any:
    """Give the block the request as it expects it, without our cookies: they are no block's business."""
    environ = {
        key: value for key, value in request.META.items() if isinstance(key, str) and key != "HTTP_COOKIE"
    }
    made = WebobRequest(environ)
    made.body = request.body
    return made


def _django(answer: Any) -> HttpResponse:
    response = HttpResponse(answer.app_iter, status=answer.status_code)
    for name, value in answer.headerlist:
        if name.lower() not in {"set-cookie", "content-length", "connection"}:
            response[name] = value
    if "Cache-Control" not in response:
        response["Cache-Control"] = "no-store"
    protect_answer(response)
    return response


def protect_answer(response: HttpResponse) -> None:
    """Keep a handler's HTML answer (a report to print) from running scripts."""
    if response.get("Content-Type", "").startswith("text/html"):
        response["Content-Security-Policy"] = (
            "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'"
        )
    response["Referrer-Policy"] = "no-referrer"
