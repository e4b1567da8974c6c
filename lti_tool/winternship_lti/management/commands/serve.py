"""Serves the whole service from one process: pages, static files, and the worker that sends grades."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any
from urllib.parse import urlsplit

import waitress
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from ...grades.worker import GradeWorker
from ...wsgi import application


class Command(BaseCommand):
    help = "Migrate the database, then serve until stopped. The default address is that of WINTERNSHIP_URL."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--listen", default="", help="host:port, such as 0.0.0.0:8001")
        parser.add_argument("--threads", type=int, default=8)
        parser.add_argument(
            "--no-worker", action="store_true", help="grades are sent by `winternship send_grades` elsewhere"
        )

    def handle(self, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        if not options["no_worker"]:
            GradeWorker().start()
        public = urlsplit(settings.PUBLIC_URL)
        listen = options["listen"] or f"{public.hostname}:{public.port or 8001}"
        self.stdout.write(
            f"winternship answers at {settings.PUBLIC_URL} (listening on {listen}); stop with Ctrl+C."
        )
        self.stdout.flush()
        waitress.serve(
            application, listen=listen, threads=options["threads"], ident="winternship", _quiet=True
        )
