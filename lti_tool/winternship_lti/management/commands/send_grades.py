"""Sends the grades that wait; for cron, or beside a server started with --no-worker."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from ...grades import sending
from ...jobs import SEND_GRADES, Rounds


class Command(BaseCommand):
    help = "Send the grades whose time has come, once; or, with --loop, do all periodic work until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--loop", action="store_true", help="go on until stopped, and tidy up daily")

    def handle(self, **options: Any) -> None:
        if options["loop"]:
            self._go_on()
        tally = sending.send_due()
        self.stdout.write(f"sent {tally.sent}, to be tried again {tally.postponed}, refused {tally.refused}")

    def _go_on(self) -> None:
        rounds = Rounds()
        while True:
            rounds.one_round()
            time.sleep(SEND_GRADES.seconds)
