"""What a consumer asks of a list: which rows, their order, which piece, which fields [OneRoster 1.2 rostering, 3]."""

from __future__ import annotations

import datetime as dt
import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from winternship_connectors.oneroster.refusing import Refused

Json = dict[str, Any]
LIMIT: Final = 100
MOST: Final = 1000
_LONGEST: Final = 500
_MOMENTS: Final = frozenset({"dateLastModified"})
# A quote within a word is part of the value: names have them, and the specification has no way to mark one.
_TERM: Final = re.compile(
    r"\s*(?P<field>[A-Za-z][\w.]*)\s*(?P<by>!=|>=|<=|=|>|<|~)\s*'(?P<value>(?:[^']|'(?=\w))*)'"
)
_JOIN: Final = re.compile(r"\s+(?P<how>AND|OR)\s+")
_COMPARE: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "=": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "~": lambda ours, theirs: theirs in ours,
}


@dataclass(frozen=True, slots=True)
class Term:
    """One condition of a filter."""

    field: str
    by: str
    value: str

    def holds(self, item: Mapping[str, Any]) -> bool:
        """Whether an item has such a value; letters match in either case."""
        if self.field in _MOMENTS:
            return _COMPARE[self.by](moment(item[self.field]), moment(self.value))
        found = [str(one).casefold() for one in _values(item, self.field.split("."))]
        if self.by == "!=":
            return self.value.casefold() not in found
        return any(_COMPARE[self.by](one, self.value.casefold()) for one in found)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for a piece of a list. ``any_of`` says whether one term is enough."""

    limit: int = LIMIT
    offset: int = 0
    sort: str = ""
    descending: bool = False
    terms: tuple[Term, ...] = ()
    any_of: bool = False
    fields: tuple[str, ...] = ()

    def answer(self, items: Sequence[Json]) -> tuple[list[Json], int]:
        """The piece that was asked for, and how many there are in all."""
        judge = any if self.any_of else all
        found = [one for one in items if not self.terms or judge(term.holds(one) for term in self.terms)]
        if self.sort:
            path = self.sort.split(".")
            found.sort(key=lambda one: [str(value) for value in _values(one, path)], reverse=self.descending)
        piece = found[self.offset : self.offset + self.limit]
        return [self.chosen(one) for one in piece], len(found)

    def chosen(self, item: Json) -> Json:
        """Only the fields that were asked for, and the id."""
        if not self.fields:
            return item
        return {name: item[name] for name in item if name in self.fields or name == "sourcedId"}


def asked(query: Mapping[str, str], known: frozenset[str]) -> Asked:
    """The request in these parameters, about items with the ``known`` fields. Raises Refused."""
    terms, any_of = _filter(query.get("filter", ""), known)
    sort = query.get("sort", "")
    order = query.get("orderBy") or "asc"
    if sort and sort.partition(".")[0] not in known:
        raise Refused(422, "invaliddata", f"sort: received {sort[:60]!r}, allowed are {_list(known)}")
    if order not in {"asc", "desc"}:
        raise Refused(422, "invaliddata", f"orderBy: received {order[:60]!r}, allowed are asc, desc")
    return Asked(
        min(_number(query, "limit", LIMIT, 1), MOST),
        _number(query, "offset", 0, 0),
        sort,
        order == "desc",
        terms,
        any_of,
        chosen_fields(query, known),
    )


def chosen_fields(query: Mapping[str, str], known: frozenset[str]) -> tuple[str, ...]:
    """The fields that were asked for; none means all. Raises Refused."""
    names = tuple(one.strip() for one in query.get("fields", "").split(",") if one.strip())
    strange = set(names) - known
    if strange:
        said = f"fields: received {sorted(strange)[0][:60]!r}, allowed are {_list(known)}"
        raise Refused(400, "invalid_selection_field", said)
    return names


def moment(told: str) -> dt.datetime:
    """A time with a zone; without one it is UTC. Raises ValueError."""
    at = dt.datetime.fromisoformat(told)
    return at if at.tzinfo else at.replace(tzinfo=dt.UTC)


def _filter(told: str, known: frozenset[str]) -> tuple[tuple[Term, ...], bool]:
    if not told.strip():
        return (), False
    if len(told) > _LONGEST:
        raise Refused(400, "invalid_filter_field", f"filter: longer than {_LONGEST} characters")
    first = _term(told, 0, known)
    rest = told[first[1] :]
    join = _JOIN.match(rest)
    if not rest.strip():
        return (first[0],), False
    if join is None:
        raise _unreadable()
    second = _term(rest, join.end(), known)
    # The specification joins two terms at most.
    if rest[second[1] :].strip():
        raise _unreadable()
    return (first[0], second[0]), join["how"] == "OR"


def _term(told: str, at: int, known: frozenset[str]) -> tuple[Term, int]:
    found = _TERM.match(told, at)
    if found is None:
        raise _unreadable()
    term = Term(found["field"], found["by"], found["value"])
    if term.field.partition(".")[0] not in known:
        said = f"filter: received the field {term.field[:60]!r}, allowed are {_list(known)}"
        raise Refused(400, "invalid_filter_field", said)
    if term.field in _MOMENTS:
        try:
            moment(term.value)
        except ValueError:
            said = f"filter: {term.field} is compared with a time such as 2026-11-25T12:00:00Z"
            raise Refused(400, "invalid_filter_field", said) from None
        if term.by == "~":
            raise Refused(400, "invalid_filter_field", f"filter: {term.field} holds no text")
    return term, found.end()


def _unreadable() -> Refused:
    said = (
        "filter: allowed is field='value', with = != > >= < <= or ~, and one AND or OR between two of these"
    )
    return Refused(400, "invalid_filter_field", said)


def _number(query: Mapping[str, str], name: str, usual: int, least: int) -> int:
    told = query.get(name, "")
    if not told:
        return usual
    if not told.isascii() or not told.isdigit() or len(told) > 9 or int(told) < least:
        raise Refused(422, "invaliddata", f"{name}: received {told[:20]!r}, allowed is a number from {least}")
    return int(told)


def _values(item: Any, path: Sequence[str]) -> Iterator[Any]:
    if isinstance(item, list):
        for one in item:
            yield from _values(one, path)
    elif not path:
        if item is not None:
            yield item
    elif isinstance(item, Mapping) and path[0] in item:
        yield from _values(item[path[0]], path[1:])


def _list(known: frozenset[str]) -> str:
    return ", ".join(sorted(known))
