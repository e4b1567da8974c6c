"""The settings of `tool/settings.py` without the service itself, which the environment of PyLTI1p3next has not."""

from __future__ import annotations

from winternship_lti.settings import *  # noqa: F403
from winternship_lti.settings import INSTALLED_APPS

INSTALLED_APPS = [
    *(app for app in INSTALLED_APPS if app.startswith("django.")),
    "pylti1p3.contrib.django.lti1p3_tool_config",
]
ROOT_URLCONF = "benchmarks.tool.next_urls"
