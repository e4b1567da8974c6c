"""One page for every refusal: what went wrong, in the person's words, and what to do; and one line in the log."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from .. import login_limit, observing
from ..digests import digest
from ..errors import ServiceError
from ..models import LoginTransaction, Refusal
from ..protocol import jose
from ..protocol.errors import LtiError
from ..protocol.values import shown
from ..registry import registry
from ..security import protect
from ..visits import language_of


def refuse(request: HttpRequest, error: LtiError, carry_on: str = "") -> HttpResponse:
    """Answer a refused login or launch. The detail goes to the log; the page says what the person can do.

    `carry_on` is the path of the visit that the same login began earlier, if any.
    """
    if request.path == reverse("lti-login"):
        observing.refused(Refusal.Step.LOGIN, error, registration_pk=_named_by_login(request))
    else:
        pk, kid = _named_by_state(request), _claimed_kid(request)
        observing.refused(Refusal.Step.LAUNCH, error, registration_pk=pk, kid=kid)
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
    if error.status == 429:
        response["Retry-After"] = str(login_limit.WINDOW)
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


def _named_by_login(request: HttpRequest) -> int | None:
    """The registration that a refused login names, though nobody proved to speak for it."""
    params = request.POST or request.GET
    found = registry.find(params.get("iss", ""), params.get("client_id"))
    return found[0].pk if len(found) == 1 else None


def _named_by_state(request: HttpRequest) -> int | None:
    """The registration whose login this state belongs to, expired ones included while they are kept."""
    state = digest(request.POST.get("state", ""))
    return LoginTransaction.objects.filter(pk=state).values_list("registration_id", flat=True).first()


def _claimed_kid(request: HttpRequest) -> str:
    try:
        return shown(jose.peek_kid(request.POST.get("id_token", "")), 40)
    except LtiError:
        return ""
