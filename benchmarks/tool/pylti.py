"""A login and a launch with PyLTI1p3 2.x, as its README shows for Django: the peer we are measured against.

Its default settings: sessions in Django's session store, registrations in its own tables (read once, for `tool_conf`
is made at import as in the README), and the platform's keys fetched at every launch.
"""

# mypy: disable-error-code="attr-defined,no-untyped-call"
# The library is typed, but not its Django part.

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from pylti1p3.contrib.django import (
    DjangoCacheDataStorage,
    DjangoDbToolConf,
    DjangoMessageLaunch,
    DjangoOIDCLogin,
)

from winternship_lti.testing import FakePlatform

tool_conf = DjangoDbToolConf()


@csrf_exempt
def login(request: HttpRequest) -> HttpResponse:
    """Send the browser to the platform."""
    launch_url = request.build_absolute_uri(reverse("pylti-launch"))
    answer: HttpResponse = DjangoOIDCLogin(request, tool_conf).redirect(launch_url)
    return answer


@csrf_exempt
def launch(request: HttpRequest) -> HttpResponse:
    """Validate the launch, keep its data in the session (the library does), and go on to a page."""
    DjangoMessageLaunch(request, tool_conf).get_launch_data()
    return HttpResponseRedirect("/")


@csrf_exempt
def launch_with_cached_keys(request: HttpRequest) -> HttpResponse:
    """Do the same with the key cache that the README offers as an option."""
    message_launch = DjangoMessageLaunch(request, tool_conf)
    message_launch.set_public_key_caching(DjangoCacheDataStorage(), cache_lifetime=7200)
    message_launch.get_launch_data()
    return HttpResponseRedirect("/")


def register(platform: FakePlatform) -> None:
    """Make the platform known to PyLTI1p3, as an administrator would."""
    from pylti1p3.contrib.django.lti1p3_tool_config.models import LtiTool, LtiToolKey

    key = LtiToolKey.objects.create(name="tool", private_key="a launch signs nothing")
    LtiTool.objects.create(
        title="Platform",
        issuer=platform.issuer,
        client_id=platform.client_id,
        auth_login_url=f"{platform.issuer}/auth",
        auth_token_url=f"{platform.issuer}/token",
        key_set_url=platform.jwks_url,
        deployment_ids=json.dumps([platform.deployment_id]),
        tool_key=key,
    )
