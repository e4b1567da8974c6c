"""The teacher's page with the course as files for another LMS, and the files themselves."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from winternship_export.errors import ExportError

from .. import downloads
from ..downloads import Choice
from ..errors import ServiceError
from ..security import protect
from ..visits import language_of
from .picking import LANGUAGE_NAMES
from .refusals import refuse_service

LONGEST = 60


@require_safe
def choose(request: HttpRequest, given: str) -> HttpResponse:
    """Show what can be chosen and, once something is, what does not come along. For whoever has a pass.

    The pass is on pages that only teachers and administrators get. A wrong choice is answered with what is allowed.
    """
    try:
        downloads.require_pass(given)
    except ServiceError as error:
        return refuse_service(request, error)
    choice = _choice(request)
    with translation.override(language_of(get_language() or "")):
        return _page(request, given, choice) if "what" not in request.GET else _answer(request, given, choice)


@require_safe
def download(request: HttpRequest, given: str) -> HttpResponse:
    """The file that was chosen, for whoever has a pass."""
    try:
        downloads.require_pass(given)
        package = downloads.package_of(_choice(request), settings.PUBLIC_URL)
    except ServiceError as error:
        return refuse_service(request, error)
    except ExportError as error:
        return _page(request, given, _choice(request), problem=_said(error))
    response = HttpResponse(package.data, content_type=package.media_type)
    response["Content-Disposition"] = f'attachment; filename="{package.name}"'
    response["Cache-Control"] = "private, max-age=3600"
    return response


def _answer(request: HttpRequest, given: str, choice: Choice) -> HttpResponse:
    try:
        package = downloads.package_of(choice, settings.PUBLIC_URL)
    except ServiceError as error:
        return refuse_service(request, error)
    except ExportError as error:
        return _page(request, given, choice, problem=_said(error))
    language = language_of(get_language() or "")
    losses = downloads.losses_to_tell(package, choice.what, language)
    return _page(request, given, choice, package=package, losses=losses)


def _page(request: HttpRequest, given: str, choice: Choice, **more: Any) -> HttpResponse:
    language = language_of(get_language() or "")
    context = {
        "language": language,
        "given": given,
        "choice": choice,
        "works": downloads.works_to_choose(language),
        "formats": downloads.formats_to_choose(language),
        "languages": LANGUAGE_NAMES,
        "ways": [(name, words.in_language(language)) for name, words in downloads.WAYS.items()],
        "query": request.GET.urlencode(),
        **more,
    }
    status = 400 if "problem" in more else 200
    response = render(request, "winternship_lti/downloads.html", context, status=status)
    protect(response, framing_origins=("'self'",))
    return response


def _said(error: ExportError) -> str:
    return error.text.in_language(language_of(get_language() or ""))


def _choice(request: HttpRequest) -> Choice:
    usual = Choice(language=language_of(get_language() or ""))
    asked = {
        name: request.GET.get(name, getattr(usual, name))[:LONGEST] for name in Choice.__dataclass_fields__
    }
    return Choice(**asked)
