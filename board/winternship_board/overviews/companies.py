"""Companies that may be one and the same: whoever checks a new one sees them side by side before deciding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from winternship_board.actors import Actor, standing
from winternship_board.errors import NotFound
from winternship_board.kinds import kind_of
from winternship_board.locking import fresh
from winternship_board.models import Organisation
from winternship_board.policy import POLICY
from winternship_board.scopes import listable
from winternship_board.words import found, words_of

MOST: Final = 10
# Words that say nothing of which company it is.
LEGAL_FORMS: Final = frozenset({"bv", "nv", "vof", "de", "het", "en", "the", "and", "of", "co", "ltd"})


@dataclass(frozen=True, slots=True)
class Alike:
    """A company that looks like another. ``by``: ``number`` for the same registry number, else ``name``."""

    id: int
    name: str
    by: str


def alike(actor: Actor, organisation: int) -> tuple[Alike, ...]:
    """The organisations with the same registry number, or all telling words of the name, that the person may see.

    Who may: whoever sees the registry data of this one. Raises :class:`NotFound`. What is kept from them still keeps
    :func:`.moving.move` from verifying it twice.
    """
    who, row = standing(actor), fresh(kind_of("organisation"), organisation)
    if "registry_number" not in POLICY.visible(who, "organisation", row):
        raise NotFound("organisation")
    others = Organisation.objects.filter(listable(who, "organisation"), kind=row.kind).exclude(pk=row.pk)
    others = others.exclude(state__in=["archived", "rejected", "draft"])
    result = {}
    if row.registry_number:
        same = others.filter(country=row.country, registry_number=row.registry_number).order_by("pk")
        result = {one.pk: Alike(one.pk, one.name, "number") for one in same[:MOST]}
    for one in others.filter(_same_words(row.name)).order_by("pk")[:MOST]:
        result.setdefault(one.pk, Alike(one.pk, one.name, "name"))
    return tuple(result.values())[:MOST]


def _same_words(name: str) -> Q:
    telling = [word for word in words_of(name) if word not in LEGAL_FORMS] or list(words_of(name))
    condition = Q(pk__isnull=not telling)
    for fitting in found("organisation", 0, " ".join(telling)):
        condition &= Q(pk__in=fitting.values("object_id"))
    return condition
