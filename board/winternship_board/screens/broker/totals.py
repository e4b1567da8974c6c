"""The totals of the region for its partnership, each of ten or more."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Final

from winternship_board import api
from winternship_board.screens.asking import Ask
from winternship_board.screens.broker import own
from winternship_board.screens.broker.region import told
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Download, Shown
from winternship_board.screens.texts import text
from winternship_core.placements.codes import END_EARLY

GROUPS: Final = ("companies", "places", "placements", "level", "ended_early")


def _label(ask: Ask, one: api.brokering.Total) -> str:
    if one.group == "level":
        return ask.t["br_total_level"].format(level=one.of)
    if one.group == "ended_early":
        return ask.say(END_EARLY[one.of]) if one.of in END_EARLY else one.of
    return ask.t[f"br_total_{one.group}_{one.name}"]


def _count(ask: Ask, one: api.brokering.Total) -> str:
    return ask.t["br_not_told"] if one.is_sum and one.count is None else told(ask, one.count)


def _groups(ask: Ask) -> list[Mapping[str, object]]:
    found = api.brokering.regional_totals(ask.actor)
    groups: list[Mapping[str, object]] = []
    for group in GROUPS:
        rows = [(_label(ask, one), _count(ask, one)) for one in found if one.group == group]
        if rows:
            groups.append({"title": ask.t[f"br_totals_{group}"], "rows": rows})
    return groups


def view(ask: Ask) -> Shown:
    """Each group of totals as a table."""
    return Shown("broker/totals.html", {"groups": _groups(ask), **own.never(ask)})


def as_csv(ask: Ask) -> Download:
    """All totals as a file."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if ask.host.language.startswith("nl") else ",")
    writer.writerow([ask.t["br_total_group"], ask.t["br_total_what"], ask.t["br_total_count"]])
    for one in api.brokering.regional_totals(ask.actor):
        writer.writerow([ask.t[f"br_totals_{one.group}"], _label(ask, one), _count(ask, one)])
    return Download(out.getvalue().encode("utf-8-sig"), "totals.csv", "text/csv; charset=utf-8")


TOTALS: Final = Screen("totals", text("br_totals_title"), own.COUNTERS, view, {"csv": as_csv}, menu=True)
