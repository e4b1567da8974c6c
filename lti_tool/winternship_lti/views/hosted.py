"""The pages of a visit to an activity: the block, its settings, and its handlers."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from webob import Request as WebobRequest
from xblock.exceptions import InvalidScopeError, JsonHandlerError, NoSuchHandlerError
from xblock.plugin import PluginMissingError

from ..errors import BlockFailed, NotHere, NotYours, ServiceError
from ..grades.status import status_for
from ..guards import require_same_origin, require_small_body
from ..models import LaunchSession
from ..purposes import PAGES
from ..runtime.runtime import ToolRuntime
from ..visits import OpenVisit, open_session, open_visit, visit_of
from .block_page import block_page, report
from .refusals import refuse_service

STUDIO_VIEW = "studio_view"


@require_safe
def page(request: HttpRequest, launch_id: str) -> HttpResponse:
    """Show the block of a visit, to the browser that owns it; a visit of another kind goes on to its own page."""
    try:
        session = open_session(request, launch_id)
        if session.kind != LaunchSession.Kind.ACTIVITY:
            return redirect(PAGES[session.kind], launch_id)
        opened = visit_of(session)
        with translation.override(opened.visit.language):
            return _page(request, opened)
    except ServiceError as error:
        return refuse_service(request, error)


def _page(request: HttpRequest, opened: OpenVisit) -> HttpResponse:
    runtime = ToolRuntime(opened.visit)
    block = runtime.root_block()
    context = {
        "title": title_of(opened, block),
        "grade_status": status_for(opened.session, opened.visit.language),
        "teaches": opened.visit.is_instructor,
        "may_change": opened.visit.is_instructor and hasattr(block, STUDIO_VIEW),
        "launch_id": opened.session.pk,
    }
    response = block_page(
        request,
        opened.session,
        runtime,
        block,
        view="student_view",
        template="visit.html",
        context=context,
    )
    runtime.save_blocks()
    return response


@require_safe
def settings(request: HttpRequest, launch_id: str) -> HttpResponse:
    """Show the block's own Studio form, to a teacher at this very link; what the form sends comes to `handler`.

    Anyone else gets 403 here, and the store refuses what they send there: it asks the visit, never the page.
    """
    try:
        opened = open_visit(request, launch_id)
        if not opened.visit.is_instructor:
            raise NotYours
        with translation.override(opened.visit.language):
            runtime = ToolRuntime(opened.visit)
            block = runtime.root_block()
            return block_page(
                request,
                opened.session,
                runtime,
                block,
                view=STUDIO_VIEW,
                template="settings.html",
                context={"title": title_of(opened, block)},
            )
    except ServiceError as error:
        return refuse_service(request, error)


def title_of(opened: OpenVisit, block: Any) -> str:
    """Return what the page is called: as in the course, else as the block calls itself."""
    return str(opened.link.title or getattr(block, "display_name", "") or "winternship")


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
        report(block, name, error)
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
