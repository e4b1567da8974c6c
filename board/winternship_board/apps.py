"""Names the app for any Django project; Open edX finds it by its entry points and reads ``plugin_app``."""

from __future__ import annotations

from typing import Any, ClassVar

from django.apps import AppConfig


class BoardConfig(AppConfig):
    """The placement board."""

    name = "winternship_board"
    label = "winternship_board"
    verbose_name = "Placement board"
    default_auto_field = "django.db.models.BigAutoField"

    # Plain data, so that nothing of Open edX is imported and other projects do not notice it.
    plugin_app: ClassVar[dict[str, dict[str, Any]]] = {
        "url_config": {
            "lms.djangoapp": {
                "namespace": "",
                "regex": "^winternship/board/",
                "relative_path": "urls",
            }
        },
        "settings_config": {},
    }
