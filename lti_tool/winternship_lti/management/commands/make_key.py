"""Makes the key that the service signs with."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from ... import keyring
from ...models import ToolKey


class Command(BaseCommand):
    help = "Make a signing key. The older ones stay published, so that what they signed can still be checked."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--replace", action="store_true", help="delete the older keys (they cannot be opened any more)"
        )

    def handle(self, **options: Any) -> None:
        if options["replace"]:
            ToolKey.objects.all().delete()
        self.stdout.write(f"Signing with {keyring.make_key()}.")
