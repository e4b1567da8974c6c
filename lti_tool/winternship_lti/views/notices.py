"""The door through which platforms tell us what happened [PNS 1.0]."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from .. import observing
from ..errors import BodyTooLarge
from ..guards import require_small_body
from ..models import Refusal
from ..notices import take as take_notice
from ..protocol.errors import LtiError, RegistrationUnknown
from ..protocol.notices import read_envelope
from ..registry import registry
from ..visits import language_of
from .refusals import refuse_service


@csrf_exempt
@require_POST
def take(request: HttpRequest, registration_pk: int) -> HttpResponse:
    """Take notices of one platform. Anyone may call it; only what that platform signed for us changes anything.

    The number in the address says whose keys to check with, and nothing else is believed of it. Every notice of a
    batch is tried; when one is refused the answer says so, and what is sent again was taken already.
    """
    try:
        require_small_body(request)
        platform = registry.get(registration_pk)
        if platform is None:
            raise RegistrationUnknown("the address is of no active registration")
        tokens = read_envelope(request.body)
    except BodyTooLarge as error:
        return refuse_service(request, error, as_json=True)
    except LtiError as error:
        return _refuse(error, None)
    refused = None
    for token in tokens:
        try:
            take_notice(platform, token)
        except LtiError as error:
            refused = _refuse(error, platform.pk)
    return refused or JsonResponse({})


def _refuse(error: LtiError, registration_pk: int | None) -> HttpResponse:
    observing.refused(Refusal.Step.NOTICE, error, registration_pk=registration_pk)
    text = error.advice.in_language(language_of(get_language() or ""))
    return JsonResponse({"error": error.code, "clause": error.spec, "message": text}, status=error.status)
