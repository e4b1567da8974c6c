"""What a hosted block may ask of its host: who is there, in which language, with which site settings."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation
from xblock.reference.user_service import UserService, XBlockUser

from .visit import Visit

# Where packages for Open edX keep their catalogues, newest habit first.
CATALOGUES = (
    ("conf/locale", "django"),
    ("translations", "text"),
    ("translations", "django"),
    ("locale", "django"),
)


class VisitUserService(UserService):
    """Tells a block about the person of this visit, with the attribute names that Open edX made common."""

    def __init__(self, visit: Visit) -> None:
        super().__init__()
        self._visit = visit

    def get_current_user(self) -> Any:
        """Return an XBlockUser without name or address: the platform keeps those."""
        visit = self._visit
        user = XBlockUser(is_current_user=True)
        user.emails = []
        user.full_name = None
        user.opt_attrs = {
            "edx-platform.is_authenticated": visit.person is not None,
            "edx-platform.user_id": visit.person,
            "edx-platform.anonymous_user_id": visit.pseudonym,
            "edx-platform.username": visit.pseudonym,
            "edx-platform.user_is_staff": visit.is_instructor,
            "edx-platform.user_role": "instructor" if visit.is_instructor else "student",
            "edx-platform.user_preferences": {"pref-lang": visit.language},
        }
        return user


class BlockI18nService:
    """gettext for one block: its own catalogue in the visit's language, and Django's where it has none."""

    def __init__(self, block_class: type) -> None:
        self._module = block_class.__module__.partition(".")[0]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._catalogue(), name)

    def ugettext(self, message: str) -> str:
        """Translate as blocks of the Python 2 days ask for it."""
        return str(self._catalogue().gettext(message))

    def ungettext(self, singular: str, plural: str, number: int) -> str:
        """Translate a plural as blocks of the Python 2 days ask for it."""
        return str(self._catalogue().ngettext(singular, plural, number))

    def strftime(self, dtime: Any, format: str) -> str:  # noqa: A002 - the XBlock API's name
        """Format a time; blocks use it for dates only."""
        return str(dtime.strftime(format))

    def _catalogue(self) -> Any:
        return _catalogue(self._module, translation.get_language() or "en") or translation


@lru_cache(maxsize=200)
def _catalogue(package: str, language: str) -> gettext.NullTranslations | None:
    root = Path(str(resources.files(package)))
    names = [translation.to_locale(language), translation.to_locale(language.split("-", maxsplit=1)[0])]
    for folder, domain in CATALOGUES:
        if gettext.find(domain, str(root / folder), names):
            return gettext.translation(domain, str(root / folder), names)
    return None


class SiteSettingsService:
    """The administrator's settings for a kind of block: `XBLOCK_SETTINGS`, as Open edX has them."""

    def get_settings_bucket(self, block: Any, default: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
        """Return the settings for this block's key, or `default`, or {}."""
        key = getattr(block, "block_settings_key", type(block).__name__)
        return settings.XBLOCK_SETTINGS.get(key, default or {})
