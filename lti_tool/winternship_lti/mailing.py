"""Where mail leaves from: one address in the environment, such as ``smtps://name:password@mail.example.nl``."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PORTS = {"smtp": 587, "smtps": 465}


def mail_from_url(url: str) -> dict[str, object]:
    """Django's mail settings; without an address nothing is sent.

    ``smtps`` is TLS from the start; ``smtp`` begins in the clear and, but for a server on this machine, goes on in TLS.
    Raises :class:`ImproperlyConfigured`; the message repeats no password.
    """
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _refused() from None
    if parts.scheme not in PORTS or not parts.hostname or parts.path not in ("", "/") or parts.query:
        raise _refused()
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and parts.hostname not in {"localhost", "127.0.0.1", "::1"},
        "EMAIL_TIMEOUT": 20,
    }


def _refused() -> ImproperlyConfigured:
    return ImproperlyConfigured(
        "WINTERNSHIP_MAIL is not understood; it must be smtp://host, smtps://host or with name:password@ and :port."
    )
