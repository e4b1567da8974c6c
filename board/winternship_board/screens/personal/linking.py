"""A personal link without an account: what it says when it is over, and the offer to make an account."""

from __future__ import annotations

from typing import Final

from winternship_board import api
from winternship_board.screens.asking import Ask, Host, Params
from winternship_board.screens.rendering import render_plain
from winternship_board.screens.replying import Go, Page
from winternship_board.screens.texts import text, words

LONGEST: Final = 200


def over(host: Host, posted: Params | None) -> Page:
    """The page for a link that opens nothing: why that can be, and a button to ask whoever sent it for a new one.

    It is the same page for a link that is over and for one that never was, before the button and after it.
    """
    t = words(host.language)
    asked = posted is not None and (posted.get("do") or ("",))[-1] == "ask_again"
    if asked and len(host.link) <= LONGEST:
        api.ask_for_new_link(host.link)
    context = {"host": host, "t": t, "uid": host.uid, "asked": asked}
    html = render_plain("personal/over.html", context)
    return Page(html, t["link_over_title"], "", t["link_asked"] if asked else "")


def ask_account(ask: Ask) -> Go:
    """Ask for an account; the company or the school decides."""
    api.ask_for_account(ask.actor)
    return Go("home", {}, text("account_asked"))
