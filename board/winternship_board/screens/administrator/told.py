"""The notice to a student that an administrator looked at what is theirs: when, at what, and why."""

from __future__ import annotations

import datetime as dt
from typing import Final

from winternship_board import api, clock
from winternship_board.screens.administrator.own import kind_name
from winternship_board.screens.asking import Ask
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Shown
from winternship_board.screens.saying import day
from winternship_board.screens.texts import text
from winternship_board.screens.today import Item
from winternship_core.placements import Role

STUDENT: Final = frozenset({Role.STUDENT})
NOTICE: Final = dt.timedelta(days=30)


def view(ask: Ask) -> Shown:
    """Every look, with the reason in the administrator's own words."""
    looks = [
        {"at": one.at, "kind": kind_name(ask.host.language, one.kind), "reason": one.reason}
        for one in api.oversight.looks_at_me(ask.actor)
    ]
    return Shown("administrator/told.html", {"looks": looks})


def student(ask: Ask) -> list[Item]:
    """A line on the first screen for a month after a look."""
    recent = api.oversight.looks_at_me(ask.actor, since=clock.now() - NOTICE)
    if not recent:
        return []
    title = ask.t["ad_told_today"].format(day=day(ask.host.language, recent[0].at))
    return [Item(title, "looked_at", hint=ask.t["ad_told_hint"])]


LOOKED: Final = Screen("looked_at", text("ad_told_title"), STUDENT, view)
