"""A login and a launch with django-lti, as its README shows: the peer that keeps people and places, as we do.

Its middleware is put around its own views only, innermost: in the list of all it would also work for the others.
"""

# mypy: disable-error-code="import-untyped,misc,no-any-unimported,unused-ignore"
# The library has no types.

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.csrf import csrf_exempt
from lti_tool.middleware import LtiLaunchMiddleware
from lti_tool.views import LtiLaunchBaseView, OIDCLoginInitView

from winternship_lti.testing import FakePlatform


class LaunchView(LtiLaunchBaseView):
    """Goes on to a page; what the library stores of the launch it has stored already."""

    def handle_resource_launch(self, request: HttpRequest, lti_launch: Any) -> HttpResponse:
        """Redirect, as its README advises."""
        return HttpResponseRedirect("/")


def _behind_its_middleware(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @csrf_exempt
    def behind(request: HttpRequest, **arguments: Any) -> HttpResponse:
        answer: HttpResponse = LtiLaunchMiddleware(lambda asked: view(asked, **arguments))(request)
        return answer

    return behind


login = _behind_its_middleware(OIDCLoginInitView.as_view())
launch = _behind_its_middleware(LaunchView.as_view())


def register(platform: FakePlatform) -> str:
    """Make the platform known, as an administrator would, with an active deployment; return its login address."""
    from lti_tool.models import Key, LtiDeployment, LtiRegistration

    if not Key.objects.exists():
        Key.objects.generate()
    row = LtiRegistration.objects.create(
        name=platform.issuer,
        issuer=platform.issuer,
        client_id=platform.client_id,
        auth_url=f"{platform.issuer}/auth",
        token_url=f"{platform.issuer}/token",
        keyset_url=platform.jwks_url,
    )
    LtiDeployment.objects.create(registration=row, deployment_id=platform.deployment_id, is_active=True)
    return f"/django-lti/init/{row.uuid}/"
