"""One request in, one page or file out: find the role and the screen, do what the form asks, and show what is next."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from django.utils.safestring import mark_safe

from winternship_board import api
from winternship_board.screens import entering, saying
from winternship_board.screens.asking import Ask, Host, Params, key_of
from winternship_board.screens.personal import linking
from winternship_board.screens.problems import problems_of
from winternship_board.screens.registry import Screen, menu_of, screens_for
from winternship_board.screens.rendering import render, render_plain
from winternship_board.screens.replying import Download, Go, Page, Shown
from winternship_board.transactions import in_one_go

HOME: Final = "home"
_HEADING: Final = re.compile(r"<h([3-6])\b")


def serve(host: Host, query: Params, posted: Params | None = None) -> Page | Download:
    """Answer one request. ``query`` is the address's part, ``posted`` the form's; ``None`` for a GET.

    Whoever calls vouches for ``host``: that this person is who they are. Everything else is checked here and in the
    api, and every refusal is a page with a sentence; nothing is raised for what a browser may send. A change is
    made by a POST alone.
    """
    params = {**query, **(posted or {})}
    actors = _actors(host)
    if not actors and host.link:
        return linking.over(host, posted)
    if not actors:
        entered = entering.enter(host, params, posted is not None)
        if isinstance(entered, Page):
            return entered
        actors, params, posted = (entered,), {}, None
    ask = _ask(host, params, actors)
    screen = screens_for(ask.actor).get(ask.screen)
    if screen is None:
        return _missing(ask)
    do = ask.one("do") if posted is not None else ""
    if do in entering.POSTS and not host.link:
        screen = replace(screen, posts={**screen.posts, **entering.POSTS})
    return _do(ask, screen, do) if do else _show(ask, screen)


def page_html(host: Host, page: Page, style: str = "") -> str:
    """A whole HTML page around the answer, for a browser without scripts; ``style`` is a style sheet's address."""
    # On a page of its own the headings begin one level higher than below those of a course.
    lifted = _HEADING.sub(lambda found: f'{found[0]} aria-level="{int(found[1]) - 1}"', page.html)
    html = mark_safe(lifted)  # noqa: S308 - made by our templates, which escape
    return render_plain("board/whole.html", {"host": host, "title": page.title, "html": html, "style": style})


def _actors(host: Host) -> tuple[api.Actor, ...]:
    """The roles that the person may take here; with a personal link the one that it lends."""
    if host.link:
        try:
            return (api.actor_by_link(host.link),)
        except api.NotFound:
            return ()
    found = api.actors_of(host.issuer, host.subject)
    return tuple(actor for actor in found if not host.roles or actor.role in host.roles)


def _ask(host: Host, params: Params, actors: tuple[api.Actor, ...]) -> Ask:
    ask = Ask(host, "", params, actors[0], actors)
    wanted = ask.one("as") or host.acting_as
    ask.actor = next((actor for actor in actors if key_of(actor) == wanted), actors[0])
    ask.screen = ask.one("screen") or HOME
    # An address made for another role of the same person leads to where this role begins.
    if ask.screen not in screens_for(ask.actor) and key_of(ask.actor) != ask.one("as"):
        ask.screen = HOME
    return ask


def _do(ask: Ask, screen: Screen, do: str) -> Page | Download:
    if do not in screen.posts:
        return _missing(ask)
    ask.do = do
    try:
        went = _in_one_go(ask, screen, do)
    except api.BoardError as error:
        ask.problems = problems_of(ask, error)
        return _show(ask, screen)
    if isinstance(went, Download):
        return went
    actor = next((one for one in ask.actors if key_of(one) == went.params.get("as")), ask.actor)
    then = Ask(ask.host, went.screen, _params(went.params), actor, _actors(ask.host))
    return _show(then, screens_for(actor)[went.screen], went)


@in_one_go
def _in_one_go(ask: Ask, screen: Screen, do: str) -> Go | Download:
    """A form that calls the api twice changes both or nothing."""
    return screen.posts[do](ask)


def _params(values: Mapping[str, object]) -> dict[str, list[str]]:
    return {
        name: [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]
        for name, value in values.items()
    }


def _pairs(values: Mapping[str, object]) -> list[tuple[str, str]]:
    return [(name, one) for name, many in _params(values).items() for one in many]


def _show(ask: Ask, screen: Screen, went: Go | None = None) -> Page:
    try:
        shown = screen.view(ask)
    except api.BoardError as error:
        if not ask.problems:
            ask.problems = problems_of(ask, error)
        return _missing(ask)
    return _page(ask, screen, shown, went)


def _missing(ask: Ask) -> Page:
    home = screens_for(ask.actor)[HOME]
    sentences = ask.problems.general or [ask.t["missing_screen"]]
    ask.screen = HOME
    return _page(
        ask, home, Shown("board/missing.html", {"sentences": sentences}, ask.t["missing_title"]), None
    )


def _page(ask: Ask, screen: Screen, shown: Shown, went: Go | None) -> Page:
    title = shown.title or ask.say(screen.title)
    said = ask.say(went.said) if went and went.said else ""
    frame = {
        "content": render(ask, shown.template, shown.context),
        "title": title,
        "said": said,
        "undo": went.undo if went else None,
        "undo_pairs": _pairs(went.undo.values) if went and went.undo else [],
        "screen": screen,
        "home": screen.name == HOME,
        "menu": [
            {"name": one.name, "title": ask.say(one.title), "here": one.name == screen.name}
            for one in menu_of(ask.actor)
        ],
        "roles": _roles(ask),
        "lists_problems": bool(ask.problems),
    }
    html = render(ask, "board/frame.html", frame)
    if ask.problems:
        said = ask.t["not_done"]
    address = ask.query(screen.name, {name: ask.many(name) for name in _KEPT if ask.many(name)})
    return Page(html, title, address, said, key_of(ask.actor))


# What belongs to the address of a screen; words that somebody typed do not, they are kept by the browser alone.
_KEPT: Final = ("id", "view", "tab")


def _roles(ask: Ask) -> list[dict[str, object]]:
    """The roles one may switch between; each with the name of its organisation when there are several alike."""
    if len(ask.actors) < 2:
        return []
    houses = api.houses_of(ask.actors)
    language = ask.host.language
    return [
        {
            "key": key_of(actor),
            "name": ": ".join(filter(None, (saying.role(language, actor.role), houses.get(actor, "")))),
            "chosen": actor == ask.actor,
        }
        for actor in ask.actors
    ]
