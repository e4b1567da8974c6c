"""Sends today's mail of the board, for a host that has no worker of ours; safe to run as often as one likes."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from winternship_board import api


class Command(BaseCommand):
    help = "Send everyone the mail of today, if something new waits for them; one a person a day at most."

    def handle(self, **options: Any) -> None:
        try:
            done = api.digests.send_digests()
        except api.BoardError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(
                f"the mail server cannot be reached ({type(error).__name__}); see EMAIL_HOST"
            ) from error
        self.stdout.write(f"sent {done.get('sent', 0)}, failed {done.get('failed', 0)}")
