"""Delivers what waits for other systems; for cron, or beside a server started with --no-worker."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from winternship_connectors import api

SECONDS = 5.0


class Command(BaseCommand):
    help = (
        "Deliver what waits for other systems and look for differences, until stopped; or once, with --once."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, and end")

    def handle(self, **options: Any) -> None:
        while True:
            worked = api.work_once()
            api.night()
            if options["once"]:
                self.stdout.write(f"worked on {worked}")
                return
            time.sleep(SECONDS)
