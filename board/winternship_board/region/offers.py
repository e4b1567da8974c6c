"""Vacancies of the made-up region, in both languages and in every state; most are published."""

from __future__ import annotations

import datetime as dt
from typing import Final

from winternship_board import clock
from winternship_board.actors import SYSTEM
from winternship_board.models import Vacancy
from winternship_board.region.names import TRADES
from winternship_board.region.people import House, Region, edit, read_in, step
from winternship_board.region.pupils import GROUPS, period_of
from winternship_core.placements import Said

Offers = dict[str, list[tuple[int, House]]]
TEXTS: Final = (
    "Je leert het vak stap voor stap, met een vaste praktijkopleider naast je. Elke week is er een gesprek.",
    "You learn the work step by step, beside a trainer of your own. There is a talk every week.",
)


# What tells a place of an earlier group apart from the one that can be applied for now.
LATER: Final = {"running": ("dit najaar", "this autumn"), "past": ("vorig voorjaar", "last spring")}


def make_vacancies(region: Region) -> Offers:
    """Group → the published vacancies of it and whose they are; the other states stand beside them."""
    rows, wanted = [], []
    for place, house in enumerate(region.companies):
        second = ("running", "past", "coming")[place % 3] if place < 30 else "coming"
        for number, group in enumerate(("coming", second)):
            rows.append(_row(region, place, house, number, group))
            wanted.append((house, group))
    for place, house in enumerate(region.companies[:22]):
        rows.append({**_row(region, place, house, 0, "coming"), "title": _second(house, place)})
        wanted.append((house, "other"))
    read_in(region.brokers[0], "vacancies", rows)
    made = list(Vacancy.objects.filter(region=region.code).order_by("pk"))
    offers: Offers = {group: [] for group in (*GROUPS, "other")}
    for number, (vacancy, (house, group)) in enumerate(zip(made, wanted, strict=True)):
        offers[group].append((vacancy.pk, house))
        _bring(region, vacancy.pk, house, "published" if group != "other" else _STATES[number % len(_STATES)])
    return offers


def _second(house: House, place: int) -> str:
    """A title of its own for another place of the same work at the same house."""
    more = ("tweede plek", "second place")[place % 7 == 3]
    return f"{_title(house, 1, place)}, {more}"


def _title(house: House, number: int, place: int) -> str:
    return TRADES[house.trade].titles[number][place % 7 == 3]


def _row(region: Region, place: int, house: House, number: int, group: str) -> dict[str, object]:
    trade, english = TRADES[house.trade], place % 7 == 3
    begin, end = period_of(group)
    allowance = region.chance.choice((0, 150, 250, 300, 350))
    return {
        "company": house.name,
        "title": _title(house, number, place)
        + (f", {LATER[group][english]}" if number and group in LATER else ""),
        "text": TEXTS[english],
        "language": "en" if english else "nl",
        "crebo": trade.crebo,
        "level": trade.level,
        "route": "BOL",
        "places": 1 + (group == "coming"),
        "starts_on": begin.isoformat(),
        "ends_on": end.isoformat(),
        "days": "mo, tu, we, th",
        "hours_per_week": 32,
        "allowance_from": allowance,
        "tasks": " | ".join(f"{code} {name}" for code, name in trade.tasks),
    }


# The company decides what is in its drafts; a broker or school reads it before anyone else does.
_STATES: Final = (
    "draft",
    "in_review",
    "paused",
    "closed",
    "expired",
    "rejected",
    "draft",
    "in_review",
    "published",
)


def _bring(region: Region, pk: int, house: House, state: str) -> None:
    if state == "draft":
        return
    step(house.boss, "vacancy", pk, "submit")
    broker = region.brokers[pk % 2]
    if state == "rejected":
        step(broker, "vacancy", pk, "reject", Said(reason="The text describes no work to learn from."))
    if state in {"rejected", "in_review"}:
        return
    step(broker, "vacancy", pk, "publish")
    if state == "expired":
        edit(house.boss, "vacancy", pk, publish_until=clock.today() - dt.timedelta(1))
        step(SYSTEM, "vacancy", pk, "end of publication")
    if state in {"paused", "closed"}:
        step(house.boss, "vacancy", pk, {"paused": "pause", "closed": "close"}[state])
