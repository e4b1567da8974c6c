"""Names the app and starts nothing: the worker belongs to the server process, not to every command."""

from __future__ import annotations

from django.apps import AppConfig


class LtiConfig(AppConfig):
    """The LTI tool and the XBlock runtime behind it."""

    name = "winternship_lti"
    label = "winternship_lti"
    verbose_name = "LTI tool"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import cookies, registry  # noqa: PLC0415 - models must be loaded first
        from .observing import watching  # noqa: PLC0415

        cookies.allow_partitioned()
        registry.connect_signals()
        watching.connect()
