"""An index of words beside the objects: a search that is quick on every database, without an engine of its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from typing import Any, Final

from django.db.models import Exists, OuterRef, QuerySet

from winternship_board.models import SearchWord

LONGEST: Final = 40
START: Final = 3
MOST: Final = 60
MOST_ASKED: Final = 5
RARE: Final = 400
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


def found(kind: str, scopes: Collection[int], text: str) -> list[QuerySet[SearchWord]]:
    """For each word of the text the index rows that fit; an object must be in all of them.

    A word of three letters or more may be the beginning of one; a shorter one must be a whole word.
    """
    rows = SearchWord.objects.filter(kind=kind, scope__in=scopes)
    return [
        rows.filter(start=word[:START], word__startswith=word)
        if len(word) >= START
        else rows.filter(start=word, word=word)
        for word in words_of(text)[:MOST_ASKED]
    ]


def narrowed(rows: QuerySet[Any], kind: str, scope: int, text: str) -> QuerySet[Any]:
    """The rows in which every word of the text is found.

    A word of three letters or more may be the beginning of one; a shorter one must be a whole word. Of a rare word
    the objects are looked up; a common one is asked of each row, since the first page is soon full.
    """
    entries = SearchWord.objects.filter(kind=kind, scope=scope)
    for word in words_of(text)[:MOST_ASKED]:
        whole = {"start": word[:START], "word": word}
        fitting = (
            entries.filter(**whole)
            if len(word) < START
            else entries.filter(start=word[:START], word__startswith=word)
        )
        few = list(fitting.values_list("object_id", flat=True)[: RARE + 1])
        if len(few) <= RARE:
            rows = rows.filter(pk__in=sorted(set(few)))
        else:
            rows = rows.filter(Exists(fitting.filter(object_id=OuterRef("pk"))))
    return rows


def index(kind: str, row: Any) -> None:
    """Bring the index in step with a row; kinds that are not searched by word have none."""
    if kind not in _TEXTS:
        return
    SearchWord.objects.filter(kind=kind, object_id=row.pk).delete()
    # A database may hold two spellings for one word; once is enough.
    SearchWord.objects.bulk_create(entries(kind, row), ignore_conflicts=True)
