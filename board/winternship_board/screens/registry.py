"""All screens by role and name. A screen is a line in the ``SCREENS`` of its package; nothing else has to know it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Final

from winternship_board import api
from winternship_board.screens.asking import Ask
from winternship_board.screens.replying import Download, Go, Shown
from winternship_core.placements import Role
from winternship_core.text import Text

PACKAGES: Final = ("shared", "student", "company", "school", "broker", "administrator", "personal")

View = Callable[[Ask], Shown]
Post = Callable[[Ask], Go | Download]


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen. ``name`` is unique per role; ``menu`` puts it in the menu, in the order of ``SCREENS``.

    ``view`` returns what to show and changes nothing. ``posts``: what a form may ask to do → the function that
    calls the api and says where to go next; a :class:`BoardError` shows the same screen again, with the sentence
    at its field and all that was typed. ``links``: also for who holds a personal link, for the object it is about.
    """

    name: str
    title: Text
    roles: frozenset[Role]
    view: View
    posts: Mapping[str, Post] = field(default_factory=dict)
    menu: bool = False
    links: bool = False


def screens_for(actor: api.Actor) -> Mapping[str, Screen]:
    """The screens of a person in a role by name; with a personal link only those that are about one object."""
    found = screens_of(actor.role)
    if actor.link_id is None:
        return found
    return {name: screen for name, screen in found.items() if screen.links}


@cache
def screens_of(role: Role) -> Mapping[str, Screen]:
    """The screens of a role by name; raises :class:`ValueError` when two have one name."""
    found: dict[str, Screen] = {}
    for package in PACKAGES:
        for screen in import_module(f"{__package__}.{package}").SCREENS:
            if role not in screen.roles:
                continue
            if screen.name in found:
                raise ValueError(f"Two screens of {role} are named {screen.name!r}; the second in {package}.")
            found[screen.name] = screen
    return found


def menu_of(actor: api.Actor) -> tuple[Screen, ...]:
    """The screens in the menu of a person in a role, in order."""
    return tuple(screen for screen in screens_for(actor).values() if screen.menu)
