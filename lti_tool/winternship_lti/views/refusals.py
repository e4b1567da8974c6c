"""One page for every refusal: what went wrong, in the person's words, and what to do; and one line in the log."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language

from ..errors import ServiceError
from ..protocol.errors import LtiError
from ..security import protect
from ..visits import language_of

log = logging.getLogger("winternship.launch")


def refuse(request: HttpRequest, error: LtiError, carry_on: str = "") -> HttpResponse:
    """Answer a refused login or launch. The detail goes to the log; the page says what the person can do.

    `carry_on` is the path of the visit that the same login began earlier, if any.
    """
    log.warning(
        "launch result=%s status=%s spec=%s detail=%s", error.code, error.status, error.spec, error.detail
    )
    language = language_of(get_language() or "")
    context = {
        "code": error.code,
        "clause": error.spec,
        "advice": error.advice.in_language(language),
        "carry_on": carry_on,
        "language": language,
    }
    response = render(request, "winternship_lti/refused.html", context, status=error.status)
    protect(response)
    return response


def refuse_service(request: HttpRequest, error: ServiceError, *, as_json: bool = False) -> HttpResponse:
    """Answer a request inside a visit that cannot be met: JSON for a script, a page for a person."""
    language = language_of(get_language() or "")
    text = error.text.in_language(language)
    if as_json:
        return JsonResponse({"error": error.code, "message": text}, status=error.status)
    context = {"code": error.code, "advice": text, "language": language, "clause": "", "carry_on": ""}
    response = render(request, "winternship_lti/refused.html", context, status=error.status)
    protect(response)
    return response
