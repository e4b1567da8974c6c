"""Prints what a tool must know of this platform, so that a script can register one with the other."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from practice_lms.lti_platform.connection import connection


class Command(BaseCommand):
    """Print the registration values."""

    help = "Print issuer, client id, deployment id and the addresses for logins, tokens and keys."

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer JSON for scripts."""
        parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one value per line, or one object."""
        values = connection()._asdict()
        if options["json"]:
            self.stdout.write(json.dumps(values))
        else:
            self.stdout.write("\n".join(f"{name}: {value}" for name, value in values.items()))
