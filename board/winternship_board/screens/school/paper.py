"""One page about one object, always in one order: where it stands, warnings, facts, steps, parts, forms, history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from winternship_board import api
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, Form, form
from winternship_board.screens.replying import Shown
from winternship_board.screens.school.going_on import GoingOn
from winternship_board.screens.steps import Step
from winternship_core.text import Text


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another screen. ``tags``: short words beside it."""

    words: str
    screen: str = ""
    params: Mapping[str, object] = field(default_factory=dict)
    tags: Sequence[str] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """One message. ``head``: who wrote it, and when; ``mine``: by the reader, who cannot report it."""

    id: int
    head: str
    text: str
    mine: bool
    reported: bool
    new: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """A form behind a button that opens it; open at once when what was typed came back."""

    title: str
    form: Form


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page under its own heading; ``forms`` open where it stands. ``empty``: what to say of nothing."""

    title: str
    rows: Sequence[tuple[str, str]] = ()
    links: Sequence[Link] = ()
    letters: Sequence[Letter] = ()
    lines: Sequence[str] = ()
    forms: Sequence[Opening | None] = ()
    lead: str = ""
    empty: str = ""


def paper(
    ask: Ask,
    seen: api.Seen,
    *,
    title: str,
    rows: Sequence[tuple[str, str]] = (),
    warnings: Sequence[str] = (),
    steps: Sequence[Step] = (),
    parts: Sequence[Part | None] = (),
    forms: Sequence[Opening | None] = (),
    history: bool = True,
    files: Sequence[tuple[str, str]] = (),
    going: GoingOn | None = None,
) -> Shown:
    """The page; a part or form that is ``None`` is left out. ``files``: (do, words) of posts that give a file."""
    language, stands = ask.host.language, str(seen.fields.get("state", ""))
    context = {
        "stands": saying.state(language, seen.kind, stands) if stands else "",
        "rows": rows,
        "warnings": warnings,
        "steps": steps,
        "pk": seen.id,
        "files": files,
        "going": going,
        "parts": [part for part in parts if part is not None],
        "forms": [form for form in forms if form is not None],
        "events": told(ask, seen.kind, seen.id) if history else [],
    }
    return Shown("school/paper.html", context, title)


def opening(
    ask: Ask,
    title: Text,
    fields: Sequence[Field],
    *,
    do: str,
    button: Text | None = None,
    lead: Text | None = None,
    **more: Any,
) -> Opening:
    """A form that opens under ``title``; ``more`` goes to :func:`.forms.form`. The button says the title by itself."""
    said = ask.say(lead) if lead else ""
    return Opening(ask.say(title), form(ask, fields, do=do, button=button or title, lead=said, **more))


def told(ask: Ask, kind: str, pk: int) -> list[tuple[str, str, str, str]]:
    """(day, what, who, why) of everything that happened with an object, the newest first."""
    language = ask.host.language
    return [
        (
            saying.day(language, one.at),
            ask.say(saying.action(kind, one.action)),
            saying.role(language, one.by_role),
            one.reason,
        )
        for one in reversed(api.history(ask.actor, kind, pk))
    ]


def here(ask: Ask) -> int:
    """The object that the page is about, also when a form of a part sent the id of the part."""
    return ask.number("back_id") if ask.one("back_id") else ask.number("id")
