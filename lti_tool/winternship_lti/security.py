"""The headers of pages that live in someone else's frame."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponseBase

NONCE = re.compile(r"[A-Za-z0-9_-]{22}")
OWN_MODULES = ("winternship_xblocks",)


def new_nonce() -> str:
    """Return a value that marks the scripts we wrote into one page."""
    return secrets.token_urlsafe(16)


def page_nonce(request: HttpRequest) -> str:
    """Return the nonce for a page: a new one, or that of the page which fetches this one to show in its place."""
    given = request.headers.get("X-Page-Nonce", "")
    return given if NONCE.fullmatch(given) and "Authorization" in request.headers else new_nonce()


def protect(
    response: HttpResponseBase,
    *,
    framing_origins: Iterable[str] = (),
    form_origins: Iterable[str] = (),
    nonce: str = "",
    relaxed: bool = False,
    previews: bool = False,
) -> None:
    """Set the policy of a framed page: who may frame it, and which scripts run in it.

    `relaxed` is for blocks others wrote, which carry inline scripts and pictures from elsewhere; the administrator
    chose to host them. `previews` lets the page show other pages of ours in a frame. `form_origins` are where forms may
    lead, redirects included.
    Without origins any site may frame the page: only for pages that show and do nothing.
    """
    frames = " ".join(["'self'", *framing_origins]) if framing_origins else "*"
    forms = " ".join(["'self'", *form_origins])
    if relaxed:
        sources = (
            "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
            "img-src * data:; media-src *; font-src 'self' data:; frame-src https:"
        )
    else:
        own = f"'self' 'nonce-{nonce}'" if nonce else "'none'"
        style = own if nonce else "'self'"
        sources = f"default-src 'none'; script-src {own}; style-src {style}; img-src 'self' data:; connect-src 'self'"
        sources += "; frame-src 'self'" if previews else ""
    response["Content-Security-Policy"] = (
        f"{sources}; base-uri 'none'; object-src 'none'; form-action {forms}; frame-ancestors {frames}"
    )
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    # frame-ancestors says it better than X-Frame-Options can.
    response.xframe_options_exempt = True  # type: ignore[attr-defined]
