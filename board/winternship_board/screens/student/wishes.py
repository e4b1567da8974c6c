"""The student's wishes in order, moved with buttons that a keyboard reaches; every change can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from winternship_board import api
from winternship_board.screens.asking import Ask
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Go, Shown, Undo
from winternship_board.screens.student.own import STUDENT, profile
from winternship_board.screens.texts import text
from winternship_core.text import Text


def view(ask: Ask) -> Shown:
    """The wishes, the first choice first."""
    me = profile(ask)
    wanted = api.wishes(ask.actor, me.id)
    titles = api.names(ask.actor, "vacancy", wanted)
    # Handfuls, and several may be called alike: the company tells them apart.
    houses = {pk: api.see(ask.actor, "vacancy", pk).fields["organisation_name"] for pk in titles}
    rows = [
        {
            "id": pk,
            "rank": rank,
            "title": titles.get(pk, ask.t["wish_gone"]),
            "open": pk in titles,
            "house": houses.get(pk, ""),
            "first": rank == 1,
            "last": rank == len(wanted),
        }
        for rank, pk in enumerate(wanted, start=1)
    ]
    return Shown("student/wishes.html", {"rows": rows})


def add(ask: Ask) -> Go:
    """Put a vacancy at the end of the wishes, from its own screen."""
    vacancy = ask.number()
    _set(ask, lambda order: [*order, vacancy] if vacancy not in order else order)
    return Go("vacancy", {"id": vacancy}, text("wish_added"), Undo("wishes", "drop", {"id": vacancy}))


def drop(ask: Ask) -> Go:
    """Take a vacancy off."""
    vacancy = ask.number()
    before = _set(ask, lambda order: [pk for pk in order if pk != vacancy])
    return _went(text("wish_dropped"), before)


def up(ask: Ask) -> Go:
    """One place nearer to the first choice."""
    return _moved(ask, -1)


def down(ask: Ask) -> Go:
    """One place further from the first choice."""
    return _moved(ask, 1)


def put_back(ask: Ask) -> Go:
    """The order of before; only vacancies that are open are accepted."""
    order = [int(value) for value in ask.many("order") if value.isdigit()][:100]
    _set(ask, lambda _: order)
    return Go("wishes", {}, text("wish_back"))


def _moved(ask: Ask, by: int) -> Go:
    vacancy = ask.number()

    def move(order: Sequence[int]) -> list[int]:
        if vacancy not in order:
            raise api.NotFound("wish")
        moved = [pk for pk in order if pk != vacancy]
        moved.insert(max(0, order.index(vacancy) + by), vacancy)
        return moved

    before = _set(ask, move)
    titles = api.names(ask.actor, "vacancy", [vacancy])
    place = min(max(before.index(vacancy) + by, 0), len(before) - 1) + 1
    return _went(text("wish_moved", title=titles.get(vacancy, ""), place=place), before)


def _set(ask: Ask, change: Callable[[Sequence[int]], Sequence[int]]) -> list[int]:
    """Change the order; returns the one of before. What is no longer open falls off, as it could not be set."""
    me = profile(ask)
    before = list(api.wishes(ask.actor, me.id))
    known = api.names(ask.actor, "vacancy", before)
    api.set_wishes(ask.actor, me.id, [pk for pk in change(before) if pk in known or pk not in before])
    return before


def _went(said: Text, before: Sequence[int]) -> Go:
    return Go("wishes", {}, said, Undo("wishes", "put_back", {"order": before}))


WISHES: Final = Screen(
    "wishes",
    text("wishes_title"),
    STUDENT,
    view,
    {"drop": drop, "up": up, "down": down, "put_back": put_back},
    menu=True,
)
