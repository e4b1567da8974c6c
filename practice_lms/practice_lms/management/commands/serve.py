"""Runs the practice LMS in one process with eight threads, for the workbench's ids live in memory."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import waitress
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError


class Command(BaseCommand):
    """Serve the practice LMS."""

    help = "Serve on the port of PRACTICE_URL, reachable from this machine only unless told otherwise."

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer another address to listen on, for instance inside a container."""
        port = urlsplit(settings.PRACTICE_URL).port or 80
        parser.add_argument("--listen", default=f"127.0.0.1:{port}", help="host:port (default: %(default)s)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until stopped. Raises `CommandError` when the database was not made yet."""
        try:
            from practice_lms.wsgi import application
        except OperationalError as error:
            database = settings.DATABASES["default"]["NAME"]
            message = f"{database} is not ready ({error}). Run `migrate` and `practice_setup` first."
            raise CommandError(message) from error

        self.stdout.write(f"Practice LMS: {settings.PRACTICE_URL}")
        waitress.serve(application, listen=options["listen"], threads=8, _quiet=True)
