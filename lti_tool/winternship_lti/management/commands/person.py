"""Exports or erases what is kept of one person, at their request."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ... import personal_data
from ...models import Person


class Command(BaseCommand):
    help = "Export (as JSON) or erase all that is kept of one person. The subject is what the platform calls `sub`."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["export", "erase"])
        parser.add_argument("--issuer", required=True)
        parser.add_argument(
            "--subject", help="read from standard input when left out, so that no shell history keeps it"
        )
        parser.add_argument("--out", help="file to export to (default: standard output)")
        parser.add_argument("--yes", action="store_true", help="erase without asking")

    def handle(self, **options: Any) -> None:
        subject = options["subject"] or sys.stdin.readline().strip()
        person = Person.objects.filter(issuer=options["issuer"], subject=subject).first()
        if person is None:
            raise CommandError(
                "Nobody is known by that issuer and subject. Compare both with the platform, letter by letter."
            )
        if options["what"] == "export":
            text = json.dumps(personal_data.export(person), ensure_ascii=False, indent=2)
            if options["out"]:
                Path(options["out"]).write_text(text + "\n", encoding="utf-8")
            else:
                self.stdout.write(text)
            return
        if not options["yes"] and input("Erase everything of this person? Type yes: ").strip() != "yes":
            raise CommandError("Nothing was erased.")
        for name, count in personal_data.erase_everywhere(person).items():
            self.stdout.write(f"{name}: {count} erased")
