"""Makes the made-up region, to show and try the board with; for an empty board only."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from winternship_board import api
from winternship_board.region.making import make_region
from winternship_board.region.names import REGION

NAMES = ("bo", "dana", "mika", "sam", "tess")


class Command(BaseCommand):
    help = "Make a made-up region with schools, companies, vacancies, students and placements. Nobody in it exists."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seed", type=int, default=1, help="another number, another region (default: 1)")
        parser.add_argument("--region", default=REGION, help=f"code of the region (default: {REGION})")
        parser.add_argument(
            "--people",
            action="store_true",
            help=f"read from standard input who plays {', '.join(NAMES)}: JSON, name to [issuer, subject]",
        )

    def handle(self, **options: Any) -> None:
        people = self._people() if options["people"] else {}
        try:
            made = make_region(seed=options["seed"], code=options["region"], people=people)
        except api.BoardError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{made.companies} companies, {made.vacancies} vacancies, {made.students} students, "
            f"{made.placements} placements; all made up"
        )

    def _people(self) -> dict[str, int]:
        told = json.load(sys.stdin)
        if not isinstance(told, dict) or not set(told) <= set(NAMES):
            raise CommandError(f"A JSON object with names from {', '.join(NAMES)} is needed.")
        return {name: api.person(*pair) for name, pair in told.items()}
