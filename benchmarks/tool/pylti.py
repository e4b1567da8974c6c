"""A login and a launch with PyLTI1p3 2.x, as its README shows for Django: the peer we are measured against.

Sessions are in Django's session store. Of the `SETUPS` the first is the README's and the library's default: its own
tables, `tool_conf` made at import (it remembers what it read), and the platform's keys fetched at every launch.
PyLTI1p3next has the same names and the same README, so these views are its too, in a process of its own.
"""

# mypy: disable-error-code="attr-defined,no-untyped-call"
# The library is typed, but not its Django part.

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from pylti1p3.contrib.django import (
    DjangoCacheDataStorage,
    DjangoDbToolConf,
    DjangoMessageLaunch,
    DjangoOIDCLogin,
)
from pylti1p3.tool_config import ToolConfDict

if TYPE_CHECKING:
    from winternship_lti.testing import FakePlatform

KEY_SECONDS = 7200  # the README's value


@dataclass(frozen=True, slots=True)
class Setup:
    """One way to set PyLTI1p3 up: where `tool_conf` comes from, and whether the optional key cache is used."""

    tool_conf: Callable[[], Any]
    keeps_keys: bool = False


tool_conf = DjangoDbToolConf()
registrations: dict[str, Any] = {}
dict_conf = ToolConfDict(registrations)
SETUPS = {
    "default": Setup(lambda: tool_conf),
    "tables-each-time": Setup(DjangoDbToolConf),
    "dict": Setup(lambda: dict_conf),
    "kept-keys": Setup(lambda: tool_conf, keeps_keys=True),
    "dict-kept-keys": Setup(lambda: dict_conf, keeps_keys=True),
}


@csrf_exempt
def login(request: HttpRequest, setup: str) -> HttpResponse:
    """Send the browser to the platform."""
    launch_url = request.build_absolute_uri(reverse("pylti-launch", args=[setup]))
    answer: HttpResponse = DjangoOIDCLogin(request, SETUPS[setup].tool_conf()).redirect(launch_url)
    return answer


@csrf_exempt
def launch(request: HttpRequest, setup: str) -> HttpResponse:
    """Validate the launch, keep its data in the session (the library does), and go on to a page."""
    chosen = SETUPS[setup]
    message_launch = DjangoMessageLaunch(request, chosen.tool_conf())
    if chosen.keeps_keys:
        message_launch.set_public_key_caching(DjangoCacheDataStorage(), cache_lifetime=KEY_SECONDS)
    message_launch.get_launch_data()
    return HttpResponseRedirect("/")


def register(platform: FakePlatform) -> None:
    """Make the platform known to PyLTI1p3, as an administrator would: in its tables, and in the dict."""
    from pylti1p3.contrib.django.lti1p3_tool_config.models import LtiTool, LtiToolKey

    key, _ = LtiToolKey.objects.get_or_create(name="tool", defaults={"private_key": "a launch signs nothing"})
    addresses = {
        "client_id": platform.client_id,
        "auth_login_url": f"{platform.issuer}/auth",
        "auth_token_url": f"{platform.issuer}/token",
        "key_set_url": platform.jwks_url,
    }
    LtiTool.objects.create(
        title=platform.issuer,
        issuer=platform.issuer,
        deployment_ids=json.dumps([platform.deployment_id]),
        tool_key=key,
        **addresses,
    )
    registrations[platform.issuer] = [{"deployment_ids": [platform.deployment_id], **addresses}]
    dict_conf.set_iss_has_many_clients(platform.issuer)
