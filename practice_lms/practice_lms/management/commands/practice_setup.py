"""Fills the practice LMS after `migrate`: keys, people, courses and activities; safe to repeat."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from practice_lms.filling import fill


class Command(BaseCommand):
    """Fill the practice LMS."""

    help = "Make or update the made-up people, the courses, the activities and the platform's key."

    def handle(self, *args: Any, **options: Any) -> None:
        """Fill, and say so."""
        fill()
        self.stdout.write("The practice LMS is filled.")
