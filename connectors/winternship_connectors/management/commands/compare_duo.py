"""Compares a school's own file of DUO with its placements, and writes the differences as CSV."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from winternship_board import api as board
from winternship_connectors.duo.comparing import write
from winternship_connectors.duo.reading import BadFile
from winternship_connectors.duo.report import report


class Command(BaseCommand):
    help = "Compare a Registratieoverzicht (RO) of DUO with the placements of a school, and write what differs as CSV."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the file RO_….CSV; it is read, never kept")
        parser.add_argument("--school", type=int, required=True, help="the number of the school on the board")
        parser.add_argument("--language", choices=("nl", "en"), default="nl", help="the words of the CSV")

    def handle(self, **options: Any) -> None:
        try:
            with options["file"].open("rb") as lines:
                found = report(board.SYSTEM, options["school"], lines)
        except BadFile as error:
            words = (f"{one.line}: {getattr(one, options['language'])}" for one in error.problems)
            raise CommandError("\n".join(words)) from None
        except OSError as error:
            raise CommandError(f"the file cannot be read: {error.strerror}") from None
        write(found, self.stdout, options["language"])  # type: ignore[arg-type]
        self.stderr.write(f"{len(found)}")
