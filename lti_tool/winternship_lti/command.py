"""The `winternship` command: matching's and the export's own commands, and Django's with the service's settings."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

MATCHING = ("match", "market")
EXPORT = ("export", "check", "diff", "import")


def main() -> None:
    """Run one command, such as `winternship serve`, `winternship match` or `winternship export`."""
    if sys.argv[1:2] and sys.argv[1] in MATCHING:
        from winternship_core.matching.commands import market, match  # noqa: PLC0415 - needs numpy, others do not

        sys.exit({"match": match, "market": market}[sys.argv[1]](sys.argv[2:]))
    if sys.argv[1:2] and sys.argv[1] in EXPORT and not is_djangos_check(sys.argv[1:]):
        from winternship_export.cli import main as export  # noqa: PLC0415 - needs lxml, others do not

        sys.exit(export(sys.argv[1], sys.argv[2:]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "winternship_lti.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - settings first

    execute_from_command_line(["winternship", *sys.argv[1:]])


def is_djangos_check(arguments: Sequence[str]) -> bool:
    """Whether this is Django's check of the service: `check` with no file to look at."""
    return arguments[0] == "check" and all(one.startswith("-") for one in arguments[1:])
