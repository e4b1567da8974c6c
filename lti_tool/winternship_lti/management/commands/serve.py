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
    help = "Migrate the database, then serve until stopped; on this machine only, unless --listen says otherwise."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--listen", default="", help="host:port, such as 0.0.0.0:8001")
        parser.add_argument("--threads", type=int, default=8)
        parser.add_argument(
            "--no-worker", action="store_true", help="grades are sent by `winternship send_grades` elsewhere"
        )

    def handle(self, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        if not options["no_worker"] and not settings.CELERY_BROKER:
            GradeWorker().start()
        listen = options["listen"] or f"127.0.0.1:{urlsplit(settings.PUBLIC_URL).port or 8001}"
        # waitress drops what a proxy says unless it is told to trust it.
        proxy = (
            {"trusted_proxy": "*", "trusted_proxy_headers": {"x-forwarded-proto", "x-forwarded-for"}}
            if settings.BEHIND_PROXY
            else {}
        )
        self.stdout.write(
            f"winternship answers at {settings.PUBLIC_URL} (listening on {listen}); stop with Ctrl+C."
        )
        self.stdout.flush()
        threads = options["threads"]
        waitress.serve(application, listen=listen, threads=threads, ident="winternship", _quiet=True, **proxy)
