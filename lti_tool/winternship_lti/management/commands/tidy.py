"""Deletes what is over; run it daily."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from ... import logins
from ...models import LaunchSession


class Command(BaseCommand):
    help = "Delete expired logins and visits."

    def handle(self, **options: Any) -> None:
        pruned = logins.prune()
        visits, _ = LaunchSession.objects.filter(expires_at__lt=timezone.now()).delete()
        self.stdout.write(f"deleted {pruned} logins and {visits} visits")
