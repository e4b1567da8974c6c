"""Settings of the practice LMS: everything a visitor of the demo might change comes from the environment.

`PRACTICE_URL` (this LMS), `TOOL_URL` (the tool; on purpose another *site*), `PRACTICE_DB` (SQLite file),
`PRACTICE_DEBUG=1` (Django's error pages) and `PRACTICE_SECRET` (keeps people signed in over a restart).
"""

from __future__ import annotations

import os
import secrets
import warnings
from pathlib import Path
from urllib.parse import urlsplit

# XBlock's own bridge to webob imports a module that Python 3.13 drops; nothing a visitor can act upon.
warnings.filterwarnings("ignore", message="'cgi' is deprecated")
import sample_xblocks  # noqa: E402  (it imports the bridge)

ROOT = Path(__file__).resolve().parent

PRACTICE_URL = os.environ.get("PRACTICE_URL", "http://localhost:8000").rstrip("/")
TOOL_URL = os.environ.get("TOOL_URL", "http://127.0.0.1:8001").rstrip("/")
DEBUG = os.environ.get("PRACTICE_DEBUG", "") == "1"
SECRET_KEY = os.environ.get("PRACTICE_SECRET") or secrets.token_urlsafe(50)
ALLOWED_HOSTS = [urlsplit(PRACTICE_URL).hostname or "localhost"]

INSTALLED_APPS = [
    "practice_lms.apps.PracticeLmsConfig",  # first: its templates replace the workbench's
    "django.contrib.admin",  # the workbench's URLs include it; nobody gets an account
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "winternship_board.apps.BoardConfig",  # the workbench shows its block too
    "workbench",
    "lti_consumer",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # lti-consumer caches launches per thread too; without this a thread would answer with an old one.
    "edx_django_utils.cache.middleware.RequestCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "DIRS": [Path(sample_xblocks.__path__[0]) / "basic" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "practice_lms.pages.people.signed_in_person",
            ],
        },
    },
]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": os.environ.get("PRACTICE_DB") or str(ROOT.parent / "var" / "practice.sqlite3"),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;",
            "timeout": 20,
        },
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"  # the third-party apps' migrations assume it
# The wheel of xblock-sdk 0.14 lacks its migrations; the ones here fit 0.15 too.
MIGRATION_MODULES = {"workbench": "practice_lms.sdk_workbench.migrations"}
# Launches are kept here between the two legs of a login: one process, so its own memory will do.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

ROOT_URLCONF = "practice_lms.urls"
WSGI_APPLICATION = "practice_lms.wsgi.application"
LANGUAGE_CODE = "en"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "practice_language"
SESSION_COOKIE_NAME = "practice_session"
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
STATIC_URL = "/static/"
MEDIA_URL = "/media/"
WHITENOISE_USE_FINDERS = True

# What lti-consumer-xblock asks of the LMS it runs in.
PLATFORM_NAME = "Practice LMS"
LTI_BASE = LTI_API_BASE = LMS_ROOT_URL = LEARNING_MICROFRONTEND_URL = PRACTICE_URL
USAGE_ID_PATTERN = r"(?P<usage_id>[^/]+)"
FEATURES: dict[str, bool] = {}
SERVICE_VARIANT = "lms"

# What the xblock-sdk workbench asks.
EXCLUDED_XBLOCKS = {"filethumbs", "lti_consumer"}  # need a file service and a tool on the internet
WORKBENCH = {
    "reset_state_on_restart": False,
    "services": {"settings": "workbench.services.SettingsService"},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # These two tell on every start that they are not inside Open edX, and name learners at level INFO.
    "loggers": {"lti_consumer": {"level": "ERROR"}, "edx_django_utils": {"level": "ERROR"}},
}
