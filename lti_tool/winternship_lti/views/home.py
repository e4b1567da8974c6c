"""What someone sees who comes without a launch, and what a monitor asks."""

from __future__ import annotations

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ..security import protect
from ..visits import language_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Say what this address is, and show an administrator the addresses a platform asks for. Open to anyone."""
    addresses = [(label, settings.PUBLIC_URL + reverse(name)) for label, name in ADDRESSES]
    language = language_of(get_language() or "")
    response = render(request, "winternship_lti/home.html", {"addresses": addresses, "language": language})
    protect(response, framing_origins=("'self'",))
    return response


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers; for a load balancer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


ADDRESSES = (
    ("Tool URL · Launch URL · Redirect URI · Target link URI", "lti-launch"),
    ("Initiate login URL · OIDC login URL", "lti-login"),
    ("Public keyset URL · JWKS URL", "lti-jwks"),
)
