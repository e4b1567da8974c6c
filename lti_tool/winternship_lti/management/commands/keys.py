"""Changes the key that the service signs with, without a moment in which a platform cannot check it."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localtime

from ... import keyring
from ...errors import KeyTooYoung
from ...models import ToolKey


class Command(BaseCommand):
    help = (
        "list: show the keys. prepare: publish the next one. rotate: let it sign; the one before stays published. "
        "retire: delete those that stopped signing a week ago."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["list", "prepare", "rotate", "retire"])
        parser.add_argument(
            "--now",
            action="store_true",
            help="rotate or retire without waiting, for a key that has leaked or cannot be opened",
        )

    def handle(self, **options: Any) -> None:
        what, now = options["what"], options["now"]
        try:
            getattr(self, f"_{what}")(now)
        except KeyTooYoung as error:
            raise CommandError(str(error)) from error

    def _list(self, _now: bool) -> None:
        keyring.public_keys()  # the first key is made when it is first asked for
        for row in ToolKey.objects.order_by("-created_at"):
            since = localtime(row.retired_at or row.created_at)
            sealed = "" if keyring.opens(row) else "  cannot be opened: sealed with another secret key"
            self.stdout.write(f"{row.state:8}{row.kid}  {since:%Y-%m-%d %H:%M}{sealed}")

    def _prepare(self, _now: bool) -> None:
        row = keyring.prepare()
        self.stdout.write(
            f"Published: {row.kid}. Platforms know it in an hour; then run `winternship keys rotate`."
        )

    def _rotate(self, now: bool) -> None:
        row = keyring.rotate(now=now)
        self.stdout.write(f"Signing with {row.kid}. The one before stays published for a week.")

    def _retire(self, now: bool) -> None:
        self.stdout.write(f"Deleted {keyring.retire(now=now)} of the keys that stopped signing.")
