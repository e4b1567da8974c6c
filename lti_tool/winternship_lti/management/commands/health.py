"""Says how each platform is, without a screen: for a terminal, and as JSON for a monitor."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from ... import health

MARKS = {"good": "ok", "attention": "LOOK", "unknown": "-"}


class Command(BaseCommand):
    help = "Show how each platform is: last good launch, keys, clock, rights, grades. Changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON object, for a monitor")

    def handle(self, **options: Any) -> None:
        reports = list(health.of_all())
        if options["json"]:
            self.stdout.write(json.dumps(_document(reports), indent=2))
            return
        for report in reports:
            self.stdout.write(f"{report.title}: {MARKS[report.state]}")
            for sign in report.signs:
                self.stdout.write(f"  {MARKS[sign.state]:5}{sign.label.en}: {sign.words.en}")


def _document(reports: list[health.Report]) -> dict[str, Any]:
    return {
        "well": all(report.state != "attention" for report in reports),
        "reports": [
            {
                "title": report.title,
                "state": report.state,
                "signs": {sign.name: {"state": sign.state, "words": sign.words.en} for sign in report.signs},
            }
            for report in reports
        ],
    }
