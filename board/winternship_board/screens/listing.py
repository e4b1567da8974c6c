"""Every list alike: words, filters, order, pages, kept searches, marks of what changed, and nothing found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from winternship_board import api
from winternship_board.screens import memory, saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.texts import text
from winternship_core.text import Text

ROWS: Final = 25
TRAIL: Final = 40  # pages one can go back
_NUMBERS: Final = frozenset(
    [
        "organisation",
        "vacancy",
        "student",
        "school",
        "location",
        "placement",
        "year",
        "object_id",
        "person",
        "by_person",
    ]
)
Names = Mapping[str, Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: a field of the api, or what ``show`` makes of a row. ``names``: the kind its id points at.

    ``many`` answers for all rows of a page at once, id → words, where each row by itself would ask the database.
    """

    name: str
    label: Text | None = None
    show: Callable[[Ask, api.Seen], str] | None = None
    names: str = ""
    many: Callable[[Ask, Sequence[api.Seen]], Mapping[int, str]] | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter of the api. ``choices`` gives (value, words); without it the values come from the data."""

    name: str
    label: Text | None = None
    kind: Literal["choice", "date", "check", "text"] = "choice"
    choices: Callable[[Ask], Sequence[tuple[str, str]]] | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list shows. The first column leads to the screen ``opens`` with the row's ``id``.

    ``fixed``: filters that always hold; ``first``: those chosen until somebody searches. ``sorts``: name of the api →
    words, the first one at first. ``buttons``: (do, words) for a form in each row, as the screen's own posts. ``note``:
    a remark of the screen at a row.
    ``source``: called instead of :func:`api.search`, with all it takes but the kind, for what is no object of the api.
    """

    name: str
    kind: str
    columns: Sequence[Column]
    filters: Sequence[Filter] = ()
    sorts: Mapping[str, Text] = field(default_factory=lambda: {"newest": text("sort_newest")})
    words: bool = False
    opens: str = ""
    fixed: Callable[[Ask], Mapping[str, object]] | None = None
    first: Callable[[Ask], Mapping[str, str]] | None = None
    empty: Text | None = None
    note: Callable[[Ask, api.Seen], str] | None = None
    buttons: Callable[[Ask, api.Seen], Sequence[tuple[str, str]]] | None = None
    source: Callable[..., api.Page[api.Seen]] | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of a list, checked."""

    words: str
    where: Mapping[str, object]
    sort: str
    chosen: Mapping[str, str]


def listing(ask: Ask, spec: Listing) -> dict[str, object]:
    """The context of ``{% listing list %}``; raises :class:`BadValue` for what no form of ours sends."""
    query = query_of(ask, spec)
    trail = ask.many("trail")[-TRAIL:]
    page = rows_of(ask, spec, query, after=trail[-1] if trail else "", limit=ROWS)
    since = memory.visit(ask.actor, spec.name)
    new = memory.changed_since(ask.actor, spec.kind, [row.id for row in page.rows], since)
    names = names_of(ask, spec, page.rows)
    return {
        "spec": spec,
        "name": spec.name,
        "has_buttons": spec.buttons is not None,  # a template would call the function itself
        "heads": [_head(ask, spec, column) for column in spec.columns],
        "rows": [_row(ask, spec, row, names, row.id in new) for row in page.rows],
        "new": len(new),
        "since": saying.day(ask.host.language, since),
        "filters": [_filter(ask, spec, one, query) for one in spec.filters],
        "filtered": bool(query.words or query.chosen),
        "chosen": len(query.chosen),
        "words": query.words,
        "sorts": [(name, ask.say(words), name == query.sort) for name, words in spec.sorts.items()],
        "state": _state(query),
        "trail": trail,
        "previous": trail[:-1],
        "next": [*trail, page.next] if page.next else [],
        "number": len(trail) + 1,
        "views": memory.views(ask.actor, spec.name),
        "empty": ask.say(spec.empty or text("list_empty")),
    }


def rows_of(ask: Ask, spec: Listing, query: Query, *, after: str, limit: int) -> api.Page[api.Seen]:
    """A page of a list's rows, as :func:`api.search` gives it."""
    asked: dict[str, Any] = {"text": query.words, "where": query.where, "sort": query.sort}
    if spec.source is not None:
        return spec.source(ask.actor, **asked, after=after, limit=limit)
    return api.search(ask.actor, spec.kind, **asked, after=after, limit=limit)


def query_of(ask: Ask, spec: Listing) -> Query:
    """The query of the request; a saved search when one is asked for by ``view``."""
    params: Mapping[str, Sequence[str]] = ask.params
    if ask.one("view") and not ask.one("searched"):
        params = {**ask.params, **memory.view(ask.actor, ask.number("view"))}
    chosen = {}
    for one in spec.filters:
        given = [value.strip() for value in params.get(f"f.{one.name}") or () if value.strip()]
        if given:
            chosen[one.name] = given[-1]
    if spec.first and not chosen and not ask.one("searched") and not ask.one("view"):
        chosen = dict(spec.first(ask))
    words = ((params.get("words") or ("",))[-1]).strip()[:200] if spec.words else ""
    sort = (params.get("sort") or ("",))[-1]
    where = {one.name: _where(one, chosen[one.name]) for one in spec.filters if one.name in chosen}
    fixed = spec.fixed(ask) if spec.fixed else {}
    return Query(words, {**where, **fixed}, sort if sort in spec.sorts else next(iter(spec.sorts)), chosen)


def _where(one: Filter, value: str) -> object:
    if one.kind == "check":
        return value == "on"
    if one.kind == "date":
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise api.BadValue(one.name, text("wrong_date")) from None
    if value in {"True", "False"}:
        return value == "True"
    if one.name in _NUMBERS:
        if not value.isascii() or not value.isdigit() or len(value) > 15:
            raise api.BadValue(one.name, text("wrong_number", most=0))
        return int(value)
    return value


def _state(query: Query) -> list[tuple[str, str]]:
    """The query as hidden inputs, for the buttons beside the search."""
    pairs = [(f"f.{name}", value) for name, value in query.chosen.items()]
    return [
        *pairs,
        *([("words", query.words)] if query.words else []),
        ("sort", query.sort),
        ("searched", "1"),
    ]


def names_of(ask: Ask, spec: Listing, rows: Sequence[api.Seen]) -> Names:
    """What the cells of a page need besides the rows, looked up once for all of them."""
    found = {
        column.names: api.names(ask.actor, column.names, [row.fields.get(column.name) for row in rows])
        for column in spec.columns
        if column.names
    }
    return found | {f"many {column.name}": column.many(ask, rows) for column in spec.columns if column.many}


def _head(ask: Ask, spec: Listing, column: Column) -> str:
    if column.label:
        return ask.say(column.label)
    return saying.label(ask.host.language, spec.kind, column.name)


def cell(ask: Ask, kind: str, row: api.Seen, column: Column, names: Names) -> str:
    """What a cell says, the same on the screen and in the file."""
    if column.show:
        return column.show(ask, row)
    if column.many:
        return names[f"many {column.name}"].get(row.id, "")
    what: Any = row.fields.get(column.name)
    if column.names:
        return names[column.names].get(what, "") if isinstance(what, int) else ""
    return saying.value(ask.host.language, kind, column.name, what)


def _row(ask: Ask, spec: Listing, row: api.Seen, names: Names, is_new: bool) -> dict[str, object]:
    cells = [cell(ask, spec.kind, row, column, names) for column in spec.columns]
    heads = [_head(ask, spec, column) for column in spec.columns]
    return {
        "id": row.id,
        "version": row.version,
        "first": cells[0] or f"{saying.label(ask.host.language, spec.kind, 'id')} {row.id}",
        "cells": list(zip(heads[1:], cells[1:], strict=True)),
        "new": is_new,
        "note": spec.note(ask, row) if spec.note else "",
        "buttons": spec.buttons(ask, row) if spec.buttons else (),
    }


def _filter(ask: Ask, spec: Listing, one: Filter, query: Query) -> dict[str, object]:
    chosen = query.chosen.get(one.name, "")
    pairs: Sequence[tuple[str, str]] = ()
    if one.kind == "choice":
        language = ask.host.language
        pairs = (
            one.choices(ask)
            if one.choices
            else [
                (value, saying.value(language, spec.kind, one.name, value))
                for value in api.values(ask.actor, spec.kind, one.name)
            ]
        )
    return {
        "name": f"f.{one.name}",
        "id": f"{ask.host.uid}-f-{one.name}",
        "kind": one.kind,
        "label": ask.say(one.label) if one.label else saying.label(ask.host.language, spec.kind, one.name),
        "value": chosen,
        "choices": [(value, words, value == chosen) for value, words in pairs],
    }
