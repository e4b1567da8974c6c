"""The `winternship` command: Django's management commands with the service's own settings."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run one management command, such as `winternship serve` or `winternship register_platform`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "winternship_lti.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - settings first

    execute_from_command_line(["winternship", *sys.argv[1:]])
