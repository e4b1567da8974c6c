"""Setting up: what a board needs before people can use it, in order, each with where it is done."""

from __future__ import annotations

from typing import Final

from winternship_board import api
from winternship_board.screens.administrator import own
from winternship_board.screens.asking import Ask
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Shown
from winternship_board.screens.texts import text

# What to set up → the screen on which it is done; "" for what somebody else does.
WHERE: Final = {
    "administrator": "invitations",
    "programmes": "",
    "brokers": "invitations",
    "schools": "houses",
    "coordinators": "houses",
    "confidants": "houses",
    "rules": "houses",
}


def view(ask: Ask) -> Shown:
    """Each thing with what is there, and how to go on."""
    steps = [
        {
            "title": ask.t[f"ad_set_up_{one.name}"],
            "how": ask.t[f"ad_how_{one.name}"],
            "count": one.count,
            "done": one.is_done,
            "screen": WHERE[one.name],
        }
        for one in api.oversight.set_up(ask.actor)
    ]
    done = sum(bool(one["done"]) for one in steps)
    return Shown(
        "administrator/start.html", {"steps": steps, "done": done, "all": len(steps), **own.never(ask)}
    )


START: Final = Screen("set_up", text("ad_set_up_title"), own.ADMIN, view, menu=True)
