"""Reads in a CSV file for a school or region, or the list of programmes, on behalf of whoever runs the service."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from winternship_board import api

PROGRAMMES = ("programmes", "work_processes")
MOST_SHOWN = 200


class Command(BaseCommand):
    help = "Read in students, companies, vacancies, programmes or work processes from a CSV file; or undo an import."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["students", "companies", "vacancies", *PROGRAMMES, "undo"])
        parser.add_argument(
            "file", help="the CSV file; `-` for standard input; with `undo` the number of the import"
        )
        parser.add_argument("--school", type=int, help="number of the school, for students")
        parser.add_argument("--region", default="", help="code of the region, for companies and vacancies")
        parser.add_argument("--dry-run", action="store_true", help="only shows what would happen")
        parser.add_argument(
            "--version-of-list", default="", help="name of this edition of the list of programmes"
        )

    def handle(self, **options: Any) -> None:
        try:
            self._handle(options)
        except api.ImportRefused as error:
            self._refuse(error.mistakes)
        except api.BoardError as error:
            raise CommandError(str(error)) from error

    def _handle(self, options: dict[str, Any]) -> None:
        what = options["what"]
        if what == "undo":
            self._undo(options["file"])
            return
        data = sys.stdin.buffer.read() if options["file"] == "-" else Path(options["file"]).read_bytes()
        if what in PROGRAMMES:
            name, dry = options["version_of_list"], options["dry_run"]
            told: Any = api.import_programmes(api.SYSTEM, data, what=what, version=name, dry_run=dry)
            self._tell(told.created, told.changed, told.unchanged)
            return
        place: dict[str, Any] = {"school": options["school"], "region": options["region"]}
        seen = api.import_preview(api.SYSTEM, what, data, **place)
        if seen.ignored:
            self.stdout.write(f"columns that are not ours, left out: {', '.join(seen.ignored)}")
        if seen.mistakes:
            self._refuse(seen.mistakes)
        if options["dry_run"]:
            for kind, counts in seen.counts.items():
                self.stdout.write(
                    f"{kind}: " + ", ".join(f"{count} {does}" for does, count in counts.items())
                )
            return
        told = api.import_apply(api.SYSTEM, what, data, seen=seen.seen, progress=self._progress, **place)
        self._tell(told.created, told.changed, told.unchanged)
        self.stdout.write(f"to take it back: winternship board_import undo {told.run}")

    def _undo(self, number: str) -> None:
        if not number.isdecimal():
            raise CommandError(f"An import is known by its number, received {number!r}.")
        told = api.import_undo(api.SYSTEM, int(number))
        self.stdout.write(
            f"{told.removed} removed, {told.restored} restored, {len(told.kept)} left as they are"
        )
        for one in told.kept[:MOST_SHOWN]:
            self.stdout.write(f"row {one.row}, {one.kind} {one.id}: {one.why.en}")

    def _progress(self, done: int, total: int) -> None:
        self.stderr.write(f"{done} of {total}")

    def _tell(self, created: int, changed: int, unchanged: int) -> None:
        self.stdout.write(f"{created} created, {changed} changed, {unchanged} unchanged")

    def _refuse(self, mistakes: Any) -> None:
        for one in mistakes[:MOST_SHOWN]:
            place = f"row {one.row}" + (f", {one.column}" if one.column else "") if one.row else "the file"
            self.stderr.write(f"{place}: {one.text.en}")
        raise CommandError(f"Nothing was imported: {len(mistakes)} mistakes.")
