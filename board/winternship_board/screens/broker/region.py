"""Supply and demand of the region per sector: a table, and a chart of the very same numbers."""

from __future__ import annotations

import csv
import io
from typing import Final

from winternship_board import api
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.broker import own
from winternship_board.screens.broker.chart import chart
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Download, Shown
from winternship_board.screens.texts import text


def told(ask: Ask, number: api.brokering.Cell) -> str:
    """A number, or that it is under ten."""
    return ask.t["br_under_ten"] if number is None else str(number)


def sector_name(ask: Ask, name: str) -> str:
    """What people call a sector chamber."""
    return saying.value(ask.host.language, "organisation", "sector", name) or ask.t["br_no_sector"]


def _rows(ask: Ask, found: api.brokering.Balance) -> list[tuple[str, str, str]]:
    return [
        (sector_name(ask, one.name), told(ask, one.places), told(ask, one.students)) for one in found.sectors
    ]


def view(ask: Ask) -> Shown:
    """The table and the chart."""
    found = api.brokering.regional_balance(ask.actor)
    drawn = chart(
        [
            (
                sector_name(ask, one.name),
                (
                    ("places", one.places, f"{told(ask, one.places)} {ask.t['br_places_short']}"),
                    ("students", one.students, f"{told(ask, one.students)} {ask.t['br_students_short']}"),
                ),
            )
            for one in found.sectors
        ]
    )
    total = (
        ask.t["br_not_told"] if found.places is None else str(found.places),
        ask.t["br_not_told"] if found.students is None else str(found.students),
    )
    region = saying.value(ask.host.language, "", "region", found.region)
    context = {"rows": _rows(ask, found), "total": total, "chart": drawn, "region": region, **own.never(ask)}
    return Shown("broker/region.html", context)


def as_csv(ask: Ask) -> Download:
    """The table as a file."""
    found = api.brokering.regional_balance(ask.actor)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if ask.host.language.startswith("nl") else ",")
    writer.writerow([ask.t["br_sector"], ask.t["br_places_open"], ask.t["br_students_looking"]])
    writer.writerows(_rows(ask, found))
    return Download(out.getvalue().encode("utf-8-sig"), "region.csv", "text/csv; charset=utf-8")


REGION: Final = Screen("region", text("br_region_title"), own.COUNTERS, view, {"csv": as_csv}, menu=True)
