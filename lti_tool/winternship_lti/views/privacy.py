"""Where a platform's administrator and its people read what this service keeps of them."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ..security import protect
from ..visits import language_of


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept and for how long. Open to anyone, in any frame: platforms link to it."""
    context = {"language": language_of(get_language() or ""), "months": settings.KEEP_MONTHS}
    response = render(request, "winternship_lti/privacy.html", context)
    protect(response)
    return response
