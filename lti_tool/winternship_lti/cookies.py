"""Cookies that survive in a third-party frame: SameSite=None, Secure, Partitioned (CHIPS).

Python 3.11's cookie class and Django 5.2 do not know `Partitioned` yet; `allow_partitioned` teaches it to them.
Chromium takes Secure cookies from http on loopback, so the practice LMS needs no certificate.
"""

from __future__ import annotations

from http.cookies import Morsel
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import HttpResponseBase

# A whole class may log in from one browser profile; more open logins than this are abandoned ones.
MOST_LOGIN_COOKIES = 12
LOGIN_PREFIX = "__Host-lti-"
LAUNCH_PREFIX = "__Secure-launch-"


def allow_partitioned() -> None:
    """Let http.cookies write the attribute; harmless when it knows it already (Python 3.14)."""
    reserved: dict[str, str] = Morsel._reserved  # type: ignore[attr-defined]
    reserved.setdefault("partitioned", "Partitioned")
    Morsel._flags.add("partitioned")  # type: ignore[attr-defined]


def login_cookie(state_hash: str) -> str:
    """Return the name of the cookie that proves which browser asked for this login; one for each login."""
    return LOGIN_PREFIX + state_hash[:8]


def launch_cookie(launch_id: str) -> str:
    """Return the name of the cookie that opens one launch; its path keeps it away from every other launch."""
    return LAUNCH_PREFIX + launch_id[:8]


def launch_path(launch_id: str) -> str:
    """Return the path below which all pages of one launch live."""
    return f"/l/{launch_id}/"


def set_framed(response: HttpResponseBase, name: str, value: str, *, path: str, seconds: int) -> None:
    """Set a cookie that only this server reads and that works in a frame on another site."""
    response.set_cookie(name, value, max_age=seconds, path=path, secure=True, httponly=True, samesite="None")
    response.cookies[name]["partitioned"] = True


def delete_framed(response: HttpResponseBase, name: str, *, path: str) -> None:
    """Delete such a cookie; browsers want the same attributes as when it was set."""
    set_framed(response, name, "", path=path, seconds=0)
