"""Someone without a role yet: a code of invitation, joining as a student of the course's school, or what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from winternship_board import api
from winternship_board.screens.asking import Ask, Host, Params, key_of
from winternship_board.screens.rendering import render_plain
from winternship_board.screens.replying import Go, Page
from winternship_board.screens.texts import text, words

LONGEST_CODE: Final = 100


def enter(host: Host, params: Params, posted: bool) -> api.Actor | Page:
    """The role that this request gives a newcomer, else the page that says how to get one."""
    problem = ""
    if posted and _one(params, "do") == "accept" and host.by_code:
        try:
            return _accept(host, _one(params, "code"))
        except api.NotFound:
            problem = words(host.language)["code_wrong"]
    context = {"host": host, "t": words(host.language), "problem": problem, "uid": host.uid}
    return Page(render_plain("board/enter.html", context), words(host.language)["enter_title"], "", problem)


def _accept(host: Host, code: str) -> api.Actor:
    """Take the role of a code, whichever kind it is; raises :class:`NotFound` alike for used, old and made up.

    A role that this block does not offer is refused before the code is used up.
    """
    if not code or len(code) > LONGEST_CODE:
        raise api.NotFound("invitation")
    person = api.person(host.issuer, host.subject)
    return api.enter_by_code(code, person, frozenset(host.roles))


def accept_post(ask: Ask) -> Go:
    """Take one more role by a code, for someone who has one already."""
    if not ask.host.by_code:
        raise api.NotFound("invitation")
    actor = _accept(ask.host, ask.one("code"))
    return Go("home", {"as": key_of(actor)}, text("code_taken"))


POSTS: Final[Mapping[str, Callable[[Ask], Go]]] = {"accept": accept_post}


def _one(params: Params, name: str) -> str:
    values = params.get(name) or ()
    return values[-1].strip() if values else ""
