"""An index of words beside the objects: a search that is quick on every database, without an engine of its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, Final

from django.db import connection
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Left
from django.db.models.lookups import IsNull

from winternship_board.models import SearchWord

LONGEST: Final = 40
START: Final = 3
MOST: Final = 60
MOST_ASKED: Final = 5
# Up to so many numbers a database takes as a list; up to so many it looks up one by one, well within 100 ms.
RARE: Final = 1_000
COMMON: Final = 10_000
_WORD: Final = re.compile(r"\w+")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as they are looked up: small letters, no accents, each once."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(one for one in plain if not unicodedata.combining(one))
    return tuple(dict.fromkeys(word[:LONGEST] for word in _WORD.findall(plain)))


def _vacancy(row: Any) -> tuple[int, str]:
    return 0, f"{row.title} {row.organisation.name} {row.organisation.trade_name} {row.location.city}"


def _student(row: Any) -> tuple[int, str]:
    return row.school_id, f"{row.name} {row.student_number}"


def _organisation(row: Any) -> tuple[int, str]:
    return 0, f"{row.name} {row.trade_name} {row.registry_number}"


_TEXTS: Final[Mapping[str, Callable[[Any], tuple[int, str]]]] = {
    "vacancy": _vacancy,
    "student": _student,
    "organisation": _organisation,
}
SEARCHABLE: Final = frozenset(_TEXTS)


def entries(kind: str, row: Any) -> list[SearchWord]:
    """The index rows of an object, for one or for many at once."""
    scope, text = _TEXTS[kind](row)
    return [
        SearchWord(kind=kind, scope=scope, start=word[:START], word=word, object_id=row.pk)
        for word in words_of(text)[:MOST]
    ]


def found(kind: str, scope: int, text: str) -> list[QuerySet[SearchWord]]:
    """For each word of the text the index rows that fit; an object must be in all of them.

    A word of three letters or more may be the beginning of one; a shorter one must be a whole word.
    """
    return [_fitting(kind, scope, word) for word in words_of(text)[:MOST_ASKED]]


def narrowed(rows: QuerySet[Any], kind: str, scope: int, text: str) -> QuerySet[Any]:
    """The rows in which every word of the text is found, each as in :func:`found`.

    Words that few objects have together are looked up, and the page comes from those. Of words that many have,
    the rarest leads, unless it is so common that a page is soon full by asking row after row.
    """
    asked = words_of(text)[:MOST_ASKED]
    if not asked:
        return rows
    many = {word: _fitting(kind, scope, word)[: COMMON + 1].count() for word in asked}
    rarest, *others = sorted(asked, key=many.__getitem__)
    leading = _fitting(kind, scope, rarest)
    together = leading
    for word in others:
        together = together.filter(_has(kind, word, "object_id"))
    few = list(together.values_list("object_id", flat=True)[: RARE + 1])
    if len(few) <= RARE:
        return rows.filter(pk__in=sorted(set(few)))
    if many[rarest] <= COMMON:
        rows = rows.filter(pk__in=leading.values("object_id"))
    else:
        others.append(rarest)
    for word in others:
        rows = rows.filter(_has(kind, word, "pk"))
    return rows


def _fitting(kind: str, scope: int, word: str) -> QuerySet[SearchWord]:
    rows = SearchWord.objects.filter(kind=kind, scope=scope, start=word[:START])
    return rows.filter(**_beginning(word)) if len(word) >= START else rows.filter(word=word)


def _beginning(word: str) -> dict[str, str]:
    """Words that begin so. SQLite would walk through all that share the first three letters, but finds a range."""
    if connection.vendor == "sqlite":
        return {"word__gte": word, "word__lt": word[:-1] + chr(ord(word[-1]) + 1)}
    return {"word__startswith": word}


def _has(kind: str, word: str, number: str) -> IsNull:
    """Asks of each row whether its object has this word.

    Said so that PostgreSQL does it row by row: of ``Exists`` it would first collect all objects with the word, and
    for ``startswith`` it would walk through all words that begin so, each time. Without a scope, which the object
    has by itself, the index says it all.
    """
    rows = SearchWord.objects.filter(kind=kind, start=word[:START], object_id=OuterRef(number))
    begins = Left("word", len(word)) if len(word) >= START else F("word")
    return IsNull(Subquery(rows.alias(begins=begins).filter(begins=word).values("object_id")[:1]), False)


def index(kind: str, row: Any) -> None:
    """Bring the index in step with a row; kinds that are not searched by word have none."""
    if kind not in _TEXTS:
        return
    SearchWord.objects.filter(kind=kind, object_id=row.pk).delete()
    # A database may hold two spellings for one word; once is enough.
    SearchWord.objects.bulk_create(entries(kind, row), ignore_conflicts=True)
