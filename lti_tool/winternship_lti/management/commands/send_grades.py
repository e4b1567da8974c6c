"""Sends the grades that wait; for cron, or beside a server started with --no-worker."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from ...grades import sending


class Command(BaseCommand):
    help = "Send the grades whose time has come, once."

    def handle(self, **options: Any) -> None:
        tally = sending.send_due()
        self.stdout.write(f"sent {tally.sent}, to be tried again {tally.postponed}, refused {tally.refused}")
