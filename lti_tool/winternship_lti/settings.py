"""Settings of the standalone service. Everything an administrator may change is a WINTERNSHIP_ variable."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from .databases import database_from_url
from .mailing import mail_from_url

HERE = Path(__file__).resolve().parent


def _flag(name: str, default: bool = False) -> bool:
    return os.environ.get(name, str(default)).lower() in {"1", "true", "yes", "on"}


DATA_DIR = Path(os.environ.get("WINTERNSHIP_DATA", "var")).resolve()

# The address people and platforms use; it decides cookies, redirects and what a launch may aim at.
PUBLIC_URL = os.environ.get("WINTERNSHIP_URL", "http://127.0.0.1:8001").rstrip("/")
if (
    urlsplit(PUBLIC_URL).scheme not in {"http", "https"}
    or not urlsplit(PUBLIC_URL).netloc
    or urlsplit(PUBLIC_URL).path
):
    raise ImproperlyConfigured(
        f"WINTERNSHIP_URL is {PUBLIC_URL!r}; it must be an origin such as https://winternship.example.nl, without path."
    )

DEBUG = _flag("WINTERNSHIP_DEBUG")
SECRET_KEY = os.environ.get("WINTERNSHIP_SECRET_KEY", "")
if not SECRET_KEY:
    from .secret import secret_from_file

    SECRET_KEY = secret_from_file(DATA_DIR / "secret_key")

ALLOWED_HOSTS = [urlsplit(PUBLIC_URL).hostname or "", *os.environ.get("WINTERNSHIP_HOSTS", "").split()]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
USE_X_FORWARDED_HOST = False
BEHIND_PROXY = _flag("WINTERNSHIP_BEHIND_PROXY")
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

INSTALLED_APPS = [
    "winternship_lti.apps.LtiConfig",
    "winternship_board.apps.BoardConfig",
    "winternship_connectors.apps.ConnectorsConfig",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "winternship_lti.urls"
WSGI_APPLICATION = "winternship_lti.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

DATABASES = {"default": database_from_url(os.environ.get("WINTERNSHIP_DATABASE", ""), DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 20000}}
}

LANGUAGE_CODE = "en"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [HERE / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = None  # files come straight from the packages; there is nothing to collect
WHITENOISE_USE_FINDERS = True

# The administrator's own session; launches have cookies of their own (see cookies.py).
SESSION_COOKIE_NAME = "winternship_admin"
CSRF_COOKIE_NAME = "winternship_csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PUBLIC_URL.startswith("https:")
SESSION_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = None  # "open in a new window" keeps its opener
SECURE_SSL_REDIRECT = False  # the reverse proxy's matter
SECURE_HSTS_SECONDS = 31536000 if PUBLIC_URL.startswith("https:") else 0

# Which XBlocks a launch may show. Ours always; others by name, since an installed block is not yet a wanted one.
HOSTED_BLOCKS = [
    "winternship_self_assessment",
    "winternship_lesson",
    "winternship_board",
    *os.environ.get("WINTERNSHIP_BLOCKS", "").split(),
]
DEFAULT_BLOCK = "winternship_self_assessment"
# Where personal links of the board are answered: see views/links.py.
XBLOCK_SETTINGS: dict[str, dict[str, object]] = {
    "winternship_board": {"links_at": f"{PUBLIC_URL}/board/link/"}
}
MAX_BODY_BYTES = 512 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = MAX_BODY_BYTES
LAUNCH_HOURS = 12
# Who has not come back for so long is erased by `winternship tidy`; the worker does that daily.
KEEP_MONTHS = int(os.environ.get("WINTERNSHIP_KEEP_MONTHS", "24"))
LOGIN_SECONDS = 600
# Of one address for one registration: generous, since a school is one address.
LOGINS_PER_MINUTE = int(os.environ.get("WINTERNSHIP_LOGINS_PER_MINUTE", "1200"))
# A platform that registers itself may make us call addresses in our own network: only if it really lives there.
ALLOW_PRIVATE_NETWORKS = _flag("WINTERNSHIP_ALLOW_PRIVATE_NETWORKS")
# Where connections may write files; empty: nowhere.
DROP_FOLDER = os.environ.get("WINTERNSHIP_DROP_FOLDER", "")
SERVICE_PACE: dict[str, float] = {}  # see access/pace.py
# With a broker (such as redis://localhost/0) Celery does the periodic work, and `serve` starts no worker.
CELERY_BROKER = os.environ.get("WINTERNSHIP_CELERY_BROKER", "")

# The board mails people what waits for them, once a day at most; without a server it does not.
locals().update(mail_from_url(os.environ.get("WINTERNSHIP_MAIL", "")))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get(
    "WINTERNSHIP_MAIL_FROM", f"winternship@{urlsplit(PUBLIC_URL).hostname}"
)

# Seals the secrets of connections to other systems; without it a key follows from the service's own secret.
WINTERNSHIP_CONNECTOR_KEY = os.environ.get("WINTERNSHIP_CONNECTOR_KEY", "")

# Log records need not say which thread or process wrote them: looking that up is a fiftieth of a launch.
logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        "winternship": {"handlers": ["console"], "level": "INFO"},
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
    },
}
