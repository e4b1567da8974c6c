"""What a screen knows of the request: who asks, in which role, for what, and what they typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode

from winternship_board import api
from winternship_board.screens.texts import words
from winternship_core.text import Text

Params = Mapping[str, Sequence[str]]
SHORT: Final = 2000  # characters of a parameter that are looked at outside forms


@dataclass(frozen=True, slots=True)
class Host:
    """What the host vouches for: the person, the course, the language, and the settings of the block there.

    ``url`` is the address that answers; ``uid`` begins the ids on the page. ``roles``: the roles that this block
    offers, all when empty. ``by_code``: whether a code of invitation may be filled in here. ``learning_place``: what
    the person described in the course, unchecked. ``links_at``: the address before the secret of a personal link, empty
    where nobody answers there. ``link``: the secret that this request came with, instead of a person.
    """

    issuer: str
    subject: str
    url: str
    uid: str
    language: str = "nl"
    title: str = ""
    is_staff: bool = False
    context_key: str = ""
    region: str = ""
    roles: frozenset[str] = frozenset()
    by_code: bool = True
    acting_as: str = ""
    learning_place: Mapping[str, object] = field(default_factory=dict)
    links_at: str = ""
    link: str = ""


@dataclass(slots=True)
class Problems:
    """What was refused: sentences at their fields, and those that belong to none."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    general: list[str] = field(default_factory=list)
    stale: bool = False

    def __bool__(self) -> bool:
        return bool(self.fields or self.general)


@dataclass(slots=True)
class Ask:
    """One request for one screen. ``params`` are those of the address and the form together, all unchecked."""

    host: Host
    screen: str
    params: Params
    actor: api.Actor
    actors: tuple[api.Actor, ...]
    do: str = ""
    problems: Problems = field(default_factory=Problems)

    def one(self, name: str, default: str = "") -> str:
        """The last value of a parameter, without the space around it."""
        values = self.params.get(name) or ()
        return values[-1].strip() if values else default

    def many(self, name: str) -> list[str]:
        """All values of a parameter that are not empty."""
        return [value.strip() for value in self.params.get(name) or () if value.strip()]

    def number(self, name: str = "id") -> int:
        """A parameter as a whole number from 0; raises :class:`NotFound`, for nothing is there for any other."""
        value = self.one(name)
        if not value.isascii() or not value.isdigit() or len(value) > 18:
            raise api.NotFound(name)
        return int(value)

    @property
    def t(self) -> Mapping[str, str]:
        """All sentences of the screens in the person's language."""
        return words(self.host.language)

    def say(self, text: Text) -> str:
        """A text in the person's language."""
        return text.in_language(self.host.language)

    def address(self, screen: str, params: Mapping[str, object] | None = None) -> str:
        """The address of a screen. Only codes and ids belong in it, never what somebody typed."""
        # The workbench's own addresses have a query already: who is looking.
        joint = "&" if "?" in self.host.url else "?"
        return f"{self.host.url}{joint}{self.query(screen, params)}"

    def query(self, screen: str, params: Mapping[str, object] | None = None) -> str:
        """The part of an address behind the question mark: the screen, the role, and its parameters."""
        pairs: list[tuple[str, object]] = [("screen", screen), ("as", key_of(self.actor))]
        for name, value in (params or {}).items():
            values = value if isinstance(value, list | tuple) else [value]
            pairs += [(name, one) for one in values if one not in (None, "")]
        return urlencode(pairs)


def key_of(actor: api.Actor) -> str:
    """Names one of a person's roles in a request; it proves nothing, for the roles are looked up each time."""
    return f"{actor.role}-{actor.membership_id or 0}"
