"""The first screen of everyone: what needs me today."""

from __future__ import annotations

from typing import Final

from winternship_board import api
from winternship_board.screens import today
from winternship_board.screens.asking import Ask
from winternship_board.screens.personal.linking import ask_account
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Go, Shown
from winternship_board.screens.texts import text
from winternship_core.placements import Role


def view(ask: Ask) -> Shown:
    """What waits; where else one can go stands in the menu."""
    lent = bool(ask.host.link)
    by_code = ask.host.by_code and not lent
    context = {"items": today.items(ask), "by_code": by_code, "lent": lent}
    return Shown("board/home.html", context)


def finish(ask: Ask) -> Go:
    """Tick a task off."""
    api.finish_task(ask.actor, ask.number("task"))
    return Go("home", {}, text("task_finished"))


HOME: Final = Screen(
    "home",
    text("home_title"),
    frozenset(Role) - {Role.SYSTEM},
    view,
    {"finish_task": finish, "ask_account": ask_account},
    menu=True,
    links=True,
)
