"""A digest in words: a subject, a plain text and a simple page, with one way to stop it. No names, no pictures."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Final

from winternship_board.agreement.words import day
from winternship_board.digests.gathering import Item
from winternship_core.placements import Role
from winternship_core.placements.roles import ROLE_NAMES
from winternship_core.text import Text

# code → one of them, and more of them.
ITEMS: Final[Mapping[str, tuple[Text, Text]]] = {
    code: (Text(**said["one"]), Text(**said["more"]))
    for code, said in json.loads((Path(__file__).parent / "texts.json").read_text(encoding="utf-8")).items()
}
SUBJECT: Final = (
    Text("Stagebord: er wacht 1 ding op je", "Placement board: 1 thing waits for you"),
    Text("Stagebord: er wachten {n} dingen op je", "Placement board: {n} things wait for you"),
)
HELLO: Final = Text("Hallo,", "Hello,")
FOR: Final = Text("Als {role}", "As {role}")
FOR_ALL: Final = Text("Berichten", "Messages")
BEFORE: Final = Text("Eerste dag: {day}.", "First day: {day}.")
GO: Final = Text(
    "Open het stagebord zoals je gewend bent: in je leeromgeving of met je persoonlijke link.",
    "Open the placement board the way you are used to: in your course or with your personal link.",
)
WHY: Final = Text(
    "Je krijgt hooguit één mail per dag, en geen mail als er niets nieuws is. Er staan geen namen in.",
    "You get one mail a day at most, and none when there is nothing new. It holds no names.",
)
STOP: Final = Text(
    "Geen mail meer? Zet ze hier uit, zonder inloggen:",
    "No more mail? Switch it off here, without logging in:",
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail that is ready to go."""

    subject: str
    text: str
    html: str


def compose(items: Sequence[Item], language: str, stop_link: str) -> Letter:
    """The digest of these items; raises :class:`ValueError` for none, since nothing is sent then."""
    if not items:
        raise ValueError("no items: a digest with nothing in it is not sent")
    groups = [
        (_heading(role, language), [sentence(one, language) for one in group])
        for role, group in groupby(sorted(items, key=_order), key=lambda one: one.role)
    ]
    subject = _counted(SUBJECT, len(items), language)
    hello, go, why, stop = (one.in_language(language) for one in (HELLO, GO, WHY, STOP))
    text = [hello, ""]
    html = [f"<p>{escape(hello)}</p>"]
    for heading, sentences in groups:
        text += [heading, *(f"- {one}" for one in sentences), ""]
        html.append(f"<h2>{escape(heading)}</h2>")
        html.append("<ul>" + "".join(f"<li>{escape(one)}</li>" for one in sentences) + "</ul>")
    text += [go, "", "--", why, stop, stop_link, ""]
    link = escape(stop_link)
    html.append(
        f'<p>{escape(go)}</p><hr><p><small>{escape(why)} {escape(stop)} <a href="{link}">{link}</a></small></p>'
    )
    return Letter(subject, "\n".join(text), _page(subject, language, "\n".join(html)))


def _order(item: Item) -> tuple[str, str, int, str]:
    return item.role, item.code, item.count, str(item.due)


def sentence(item: Item, language: str) -> str:
    """One item in words, with its day."""
    said = _counted(ITEMS[item.code], item.count, language)
    if item.due is None:
        return said
    return f"{said} {BEFORE.in_language(language).format(day=day(item.due.isoformat(), language))}"


def _counted(texts: tuple[Text, Text], count: int, language: str) -> str:
    return texts[count != 1].in_language(language).format(n=count)


def _heading(role: Role, language: str) -> str:
    if role is Role.SYSTEM:
        return FOR_ALL.in_language(language)
    return FOR.in_language(language).format(role=ROLE_NAMES[role].in_language(language))


def _page(title: str, language: str, body: str) -> str:
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)}</title></head>'
        '<body style="max-width:36rem;margin:0 auto;padding:1rem;color:#1f2d2b;font:16px/1.5 sans-serif">'
        f"{body}</body></html>"
    )
