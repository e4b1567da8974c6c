"""Turns one database address into Django's settings; SQLite in WAL mode is the complete default."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

ENGINES = {
    "postgres": "django.db.backends.postgresql",
    "postgresql": "django.db.backends.postgresql",
}


def database_from_url(url: str, data_dir: Path) -> dict[str, Any]:
    """Return Django's settings for `sqlite:///file` or `postgresql://user:pw@host/name`.

    "" is SQLite in data_dir.

    Raises ImproperlyConfigured, without repeating a password, for any other scheme.
    """
    parts = urlsplit(url)
    if not url or parts.scheme == "sqlite":
        path = Path(unquote(parts.path[1:])) if url else data_dir / "winternship.sqlite3"
        path.parent.mkdir(parents=True, exist_ok=True)
        return _sqlite(path)
    if parts.scheme not in ENGINES:
        raise ImproperlyConfigured(
            f"WINTERNSHIP_DATABASE has the scheme {parts.scheme!r}; allowed are sqlite, {', '.join(ENGINES)}."
        )
    return {
        "ENGINE": ENGINES[parts.scheme],
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def _sqlite(path: Path) -> dict[str, Any]:
    # IMMEDIATE: a transaction that will write takes the lock at its start, instead of failing half-way.
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000;",
        },
    }
