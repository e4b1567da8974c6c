"""Answers "who made this request?" without a token in the page: browsers say which site a request comes from.

Every browser in use sends `Sec-Fetch-Site`, or at least `Origin` with a POST. The visit's cookie is SameSite=None
(it must work in a frame), so this check is what keeps other sites from acting in a visitor's name.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from .errors import BodyTooLarge, CrossSite

SAFE_METHODS = frozenset({"GET", "HEAD"})


def require_same_origin(request: HttpRequest) -> None:
    """Raise CrossSite unless our own page made the request; reading by address bar or link is allowed."""
    site = request.headers.get("Sec-Fetch-Site", "")
    if request.method in SAFE_METHODS:
        if site == "cross-site" and request.headers.get("Sec-Fetch-Mode") != "navigate":
            raise CrossSite
        return
    if site == "same-origin":
        return
    if site or request.headers.get("Origin") != settings.PUBLIC_URL:
        raise CrossSite


def require_small_body(request: HttpRequest) -> None:
    """Raise BodyTooLarge before anything is read, when more is announced than the service takes."""
    try:
        announced = int(request.headers.get("Content-Length") or 0)
    except ValueError:
        announced = settings.MAX_BODY_BYTES + 1
    if announced > settings.MAX_BODY_BYTES:
        raise BodyTooLarge
