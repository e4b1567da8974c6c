"""Deletes what is over; the server's worker does it daily, this does it now."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from ...tidying import tidy


class Command(BaseCommand):
    help = (
        "Delete what is over: logins, visits, invitations, and people not seen for WINTERNSHIP_KEEP_MONTHS."
    )

    def handle(self, **options: Any) -> None:
        done = tidy()
        self.stdout.write(
            f"deleted {done.logins} logins, {done.visits} visits, {done.people} people, "
            f"{done.observations} observations, {done.keys} keys and {done.invitations} invitations"
        )
