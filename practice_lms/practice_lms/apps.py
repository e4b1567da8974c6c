"""Puts the LMS's own functions where lti-consumer-xblock and the workbench look for them, once, at start."""

from __future__ import annotations

from django.apps import AppConfig


class PracticeLmsConfig(AppConfig):
    """The practice LMS as a Django app."""

    name = "practice_lms"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Stand in for Open edX towards the two packages; touches no database."""
        from practice_lms.lti_platform import lms_functions
        from practice_lms.sdk_workbench import install

        lms_functions.install()
        install.install()
