"""The page that a platform opens to register itself: dynamic registration, seen by the platform's administrator."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from winternship_net.urls import origin

from .. import registering
from ..errors import InvitationOver
from ..grants import MESSAGES, SCOPES, grants
from ..models import Invitation
from ..protocol.errors import LtiError
from ..security import new_nonce, protect
from ..visits import language_of
from .refusals import refuse_service

log = logging.getLogger("winternship.registration")


@csrf_exempt
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest, token: str) -> HttpResponse:
    """Show what will be asked, do it on a click, and show what was granted.

    Who may call: whoever has the link, which our administrator gave away; its signature is checked before anything.
    What if they lie: the address they name is asked itself, and must speak for its own host; at most one platform
    gets in with a link, and unless our administrator chose otherwise it waits for approval. Looking does nothing:
    link scanners and reloads cannot use the link up. The form carries no cookie, so there is nothing to forge.
    """
    try:
        invitation = registering.find(token)
        if request.method == "POST":
            return _connect(request, invitation)
        if invitation.registration is not None:
            return _outcome(request, invitation)
        if not invitation.is_open:
            raise InvitationOver
    except InvitationOver as error:
        return refuse_service(request, error)
    return _question(request, invitation)


def _question(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    address = request.GET.get("openid_configuration", "")
    context = {
        "invitation": invitation,
        "openid_configuration": address,
        "registration_token": request.GET.get("registration_token", ""),
        "host": registering.host_of(address),
        "wishes": [*SCOPES.values(), *MESSAGES.values()],
        "link": registering.link_of(invitation),
    }
    return _page(request, "register.html", context, framed_by=[origin(address)])


def _connect(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    address = request.POST.get("openid_configuration", "")
    try:
        registering.connect(invitation, address, request.POST.get("registration_token", ""))
    except LtiError as error:
        log.warning(
            "registration result=%s status=%s spec=%s detail=%s",
            error.code,
            error.status,
            error.spec,
            error.detail,
        )
        context = {"error": error, "advice": error.advice.in_language(_language())}
        return _page(
            request, "register_failed.html", context, framed_by=[origin(address)], status=error.status
        )
    response = HttpResponseRedirect(request.path)
    response.status_code = 303
    response["Referrer-Policy"] = "no-referrer"
    return response


def _outcome(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    targets = registering.close_targets(invitation)
    context = {
        "invitation": invitation,
        "platform": invitation.registration,
        "grants": grants(invitation),
        "targets": " ".join(targets),
    }
    return _page(request, "registered.html", context, framed_by=targets)


def _page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    framed_by: Iterable[str | None],
    status: int = 200,
) -> HttpResponse:
    nonce = new_nonce()
    context |= {"language": _language(), "nonce": nonce}
    response = render(request, f"winternship_lti/{template}", context, status=status)
    protect(response, framing_origins=[found or "'self'" for found in framed_by], nonce=nonce)
    return response


def _language() -> str:
    return language_of(get_language() or "")
