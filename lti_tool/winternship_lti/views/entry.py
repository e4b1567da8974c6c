"""The two doors of LTI: login and launch [Sec 5.1.1]."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from .. import cookies, launching, login_limit, logins
from ..digests import digest
from ..errors import CrossSite
from ..guards import require_same_origin
from ..protocol import errors
from ..security import new_nonce, protect
from ..visits import language_of
from .refusals import refuse, refuse_service

PASSED_ON = (
    "iss",
    "login_hint",
    "target_link_uri",
    "lti_message_hint",
    "client_id",
    "lti_deployment_id",
    "deployment_id",
    "lti_storage_target",
)


@csrf_exempt
@require_http_methods(["GET", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """Begin a login, from whichever platform asks: anyone may call it, and nothing it says is believed yet."""
    params = {name: value for name, value in (request.POST or request.GET).items() if isinstance(value, str)}
    try:
        login_limit.require_patience(request, (params.get("iss"), params.get("client_id")))
        started = logins.start(params, redirect_uri=settings.PUBLIC_URL + reverse("lti-launch"))
    except errors.LtiError as error:
        return refuse(request, error)
    if request.headers.get("Sec-Fetch-Dest") in {"iframe", "frame"}:
        response = _check_cookies(request, started, params)
    else:
        response = HttpResponseRedirect(started.auth_url)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
    _tidy(request, response)
    cookies.set_framed(
        response,
        cookies.login_cookie(started.state_hash),
        started.browser_secret,
        path="/",
        seconds=settings.LOGIN_SECONDS,
    )
    return response


def _check_cookies(
    request: HttpRequest, started: logins.StartedLogin, params: dict[str, str]
) -> HttpResponse:
    """Let the frame see for itself whether cookies stay, before the platform's one-time hint is spent."""
    nonce = new_nonce()
    context = {
        "language": language_of(get_language() or ""),
        "auth_url": started.auth_url,
        "params": [(name, params[name]) for name in PASSED_ON if name in params],
        "nonce": nonce,
        "login_url": reverse("lti-login"),
        "storage": _storage(
            started.storage_target, started.platform.auth_url, started.state_hash, started.storage_secret
        ),
    }
    response = render(request, "winternship_lti/frame_login.html", context)
    origins = started.platform.framing_origins
    protect(response, framing_origins=origins, form_origins=origins, nonce=nonce)
    response.set_cookie("lti-probe", "1", max_age=60, secure=True, samesite="None")
    response.cookies["lti-probe"]["partitioned"] = True
    return response


@csrf_exempt
@require_POST
def launch(request: HttpRequest) -> HttpResponse:
    """Take the platform's answer. Only a token that the platform signed for this very login opens anything."""
    state_hash = digest(request.POST.get("state", ""))
    try:
        pending = launching.find_login(
            state_hash, cookie=request.COOKIES.get(cookies.login_cookie(state_hash), "")
        )
        if request.POST.get("error"):
            raise errors.PlatformDeclined(_declined(request.POST["error"]))
        started = launching.begin(pending, request.POST.get("id_token", ""))
    except errors.BrowserUnproven as error:
        return _ask_the_platform(request, state_hash) or refuse(request, error)
    except errors.Replayed as error:
        return refuse(request, error, carry_on=launching.visit_of(state_hash))
    except errors.LtiError as error:
        return refuse(request, error)
    path = cookies.launch_path(started.launch_id)
    response = HttpResponseRedirect(path)
    response.status_code = HTTPStatus.SEE_OTHER
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    cookies.delete_framed(response, cookies.login_cookie(state_hash), path="/")
    cookies.set_framed(
        response,
        cookies.launch_cookie(started.launch_id),
        started.secret,
        path=path,
        seconds=settings.LAUNCH_HOURS * 3600,
    )
    return response


@csrf_exempt
@require_POST
def launch_from_storage(request: HttpRequest) -> HttpResponse:
    """Take the platform's answer together with the secret that lay with the platform; for our own page's script only.

    Answers the visit's path and secret as JSON: the script keeps the secret in its memory, where cookies do not stay.
    """
    try:
        require_same_origin(request)
        pending = launching.find_login(
            digest(request.POST.get("state", "")), stored=request.POST.get("storage_secret", "")
        )
        started = launching.begin(pending, request.POST.get("id_token", ""))
    except CrossSite as error:
        return refuse_service(request, error, as_json=True)
    except errors.LtiError as error:
        return refuse(request, error)
    answer = JsonResponse({"path": cookies.launch_path(started.launch_id), "secret": started.secret})
    answer["Cache-Control"] = "no-store"
    return answer


def _ask_the_platform(request: HttpRequest, state_hash: str) -> HttpResponse | None:
    """Return a page that fetches its secret from the platform's storage, if this login put one there."""
    waiting = launching.waiting_with_platform(state_hash)
    if waiting is None:
        return None
    nonce = new_nonce()
    context = {
        "language": language_of(get_language() or ""),
        "storage": _storage(waiting.login.storage_target, waiting.platform.auth_url, state_hash),
        "state": request.POST.get("state", ""),
        "id_token": request.POST.get("id_token", ""),
        "launch_url": reverse("lti-launch-from-storage"),
        "nonce": nonce,
    }
    response = render(request, "winternship_lti/storage_launch.html", context)
    origins = waiting.platform.framing_origins
    # The picker's answer goes to the platform from a page that is shown in place of this one, under this one's policy.
    protect(response, framing_origins=origins, form_origins=origins, nonce=nonce)
    return response


def _storage(target: str, auth_url: str, state_hash: str, secret: str = "") -> dict[str, str]:
    """Where a secret lies with the platform: only the origin of its registered login address is ever asked."""
    address = urlsplit(auth_url)
    return {
        "target": target,
        "origin": f"{address.scheme}://{address.netloc}",
        "key": f"winternship-{state_hash[:8]}",
        "secret": secret,
    }


def _declined(code: str) -> str:
    known = {"login_required", "interaction_required", "consent_required", "invalid_request", "access_denied"}
    return f"the platform answered {code if code in known else 'an unknown error'}"


def _tidy(request: HttpRequest, response: HttpResponse) -> None:
    """Delete the cookies of abandoned logins, so that the browser's header stays small."""
    names = [name for name in request.COOKIES if name.startswith(cookies.LOGIN_PREFIX)]
    for name in names[: max(0, len(names) - cookies.MOST_LOGIN_COOKIES)]:
        cookies.delete_framed(response, name, path="/")
