"""What each list can do besides being shown: keep a search, forget one, and give all of it as a CSV file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from typing import Final

from winternship_board.screens import memory, saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.listing import Listing, cell, listing, names_of, query_of, rows_of
from winternship_board.screens.registry import Post, Screen
from winternship_board.screens.replying import Download, Go, Shown, Undo
from winternship_board.screens.texts import text
from winternship_core.placements import Role
from winternship_core.text import Text

MOST_ROWS: Final = 5000
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def list_screen(
    spec: Listing,
    title: Text,
    roles: frozenset[Role],
    *,
    menu: bool = True,
    posts: Mapping[str, Post] | None = None,
    template: str = "board/list_screen.html",
    more: Callable[[Ask], Mapping[str, object]] | None = None,
) -> Screen:
    """A screen that is a list. ``more``: context besides ``list`` for a template of one's own."""

    def view(ask: Ask) -> Shown:
        return Shown(template, {"list": listing(ask, spec), **(more(ask) if more else {})})

    return Screen(spec.name, title, roles, view, {**list_posts(spec), **(posts or {})}, menu)


def list_posts(spec: Listing) -> dict[str, Post]:
    """The posts that every list has."""

    def save(ask: Ask) -> Go:
        query = query_of(ask, spec)
        kept = {f"f.{name}": [value] for name, value in query.chosen.items()}
        kept |= {"words": [query.words]} if query.words else {}
        pk = memory.save_view(ask.actor, spec.name, ask.one("name"), {**kept, "sort": [query.sort]})
        return Go(ask.screen, {"view": pk}, text("view_saved"))

    def drop(ask: Ask) -> Go:
        _, name, query = memory.drop_view(ask.actor, ask.number("view"))
        undo = Undo(ask.screen, "save_view", {"name": name, "searched": "1", **query})
        return Go(ask.screen, {}, text("view_dropped"), undo)

    return {"save_view": save, "drop_view": drop, "csv": lambda ask: as_csv(ask, spec)}


def as_csv(ask: Ask, spec: Listing) -> Download:
    """All rows of the query that the person sees, up to :data:`MOST_ROWS`, with the columns of the screen.

    The separator is that of a spreadsheet in the person's language. A cell that a spreadsheet would work out is
    written as text.
    """
    language, query = ask.host.language, query_of(ask, spec)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if language.startswith("nl") else ",")
    writer.writerow(
        [
            ask.say(one.label) if one.label else saying.label(language, spec.kind, one.name)
            for one in spec.columns
        ]
    )
    after, written = "", 0
    while written < MOST_ROWS:
        page = rows_of(ask, spec, query, after=after, limit=200)
        names = names_of(ask, spec, page.rows)
        for row in page.rows:
            writer.writerow([plain(cell(ask, spec.kind, row, one, names)) for one in spec.columns])
        written += len(page.rows)
        after = page.next
        if not after:
            break
    return Download(out.getvalue().encode("utf-8-sig"), f"{spec.name}.csv", "text/csv; charset=utf-8")


def plain(words: str) -> str:
    """A cell that a spreadsheet does not work out."""
    return f"'{words}" if words.startswith(_FORMULA) else words
