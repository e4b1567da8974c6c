"""The least a host's Django must have; ``BOARD_DATABASE`` chooses another database than SQLite in memory.

It reads ``sqlite:///path``, ``postgresql://user@host:port/name`` or ``mysql://user@host:port/name``.
"""

import os
from typing import Any
from urllib.parse import parse_qsl, urlsplit

SECRET_KEY = "only for tests"
USE_TZ = True
USE_I18N = True
LANGUAGE_CODE = "en"
TIME_ZONE = "Europe/Amsterdam"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = ["winternship_board.apps.BoardConfig"]

_parts = urlsplit(os.environ.get("BOARD_DATABASE", "sqlite://"))
_options: dict[str, Any] = dict(parse_qsl(_parts.query))
if _parts.scheme == "mysql":
    import pymysql

    pymysql.install_as_MySQLdb()
DATABASES = {
    "default": {
        "ENGINE": f"django.db.backends.{'sqlite3' if _parts.scheme == 'sqlite' else _parts.scheme}",
        "NAME": (_parts.path if _parts.scheme == "sqlite" else _parts.path.lstrip("/")) or ":memory:",
        "USER": _parts.username or "",
        "PASSWORD": _parts.password or "",
        "HOST": _parts.hostname or "",
        "PORT": _parts.port or "",
        "OPTIONS": {"timeout": 20, **_options} if _parts.scheme == "sqlite" else _options,
    }
}
