"""The service's own settings, and the apps that the READMEs of PyLTI1p3 and django-lti add to a project."""

from __future__ import annotations

from winternship_lti.settings import *  # noqa: F403
from winternship_lti.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "pylti1p3.contrib.django.lti1p3_tool_config", "lti_tool"]
ROOT_URLCONF = "benchmarks.tool.urls"
