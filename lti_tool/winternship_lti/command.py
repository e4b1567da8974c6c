"""The `winternship` command: the matching engine's own commands, and Django's with the service's settings."""

from __future__ import annotations

import os
import sys

MATCHING = ("match", "market")


def main() -> None:
    """Run one command, such as `winternship serve`, `winternship register_platform` or `winternship match`."""
    if sys.argv[1:2] and sys.argv[1] in MATCHING:
        from winternship_core.matching.commands import market, match  # noqa: PLC0415 - needs numpy, others do not

        sys.exit({"match": match, "market": market}[sys.argv[1]](sys.argv[2:]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "winternship_lti.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - settings first

    execute_from_command_line(["winternship", *sys.argv[1:]])
