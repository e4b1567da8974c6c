"""Search by words: the same rows whichever way the database is asked."""

from __future__ import annotations

import pytest

from winternship_board import words
from winternship_board.models import Organisation, SearchWord
from winternship_board.words import index, narrowed, words_of

pytestmark = pytest.mark.django_db
NAMES = (
    "Bakkerij De Zon",
    "Bakkerij Zonneveld",
    "De Bakker",
    "Café Bakboord",
    "Zorg & Zo",
    "Garage Zuid",
    "Zo",
)
ASKED = (
    "bak",
    "bakkerij zon",
    "zon bakkerij",
    "de",
    "zo",
    "zo zorg",
    "cafe",
    "bak zon garage",
    "bakkerij de",
    "niets",
    "  ",
    "&",
)
# All by list; the rarest word leads; row by row.
WAYS = {"list": (99, 99), "leading": (0, 99), "rows": (0, 0)}


def _fits(name: str, asked: str) -> bool:
    """What a person expects, without an index."""
    have = words_of(name)
    return all(
        any(one.startswith(word) if len(word) >= words.START else one == word for one in have)
        for word in words_of(asked)
    )


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("way", WAYS)
def test_each_way_finds_the_same(way: str, asked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, most in zip(("RARE", "COMMON"), WAYS[way], strict=True):
        monkeypatch.setattr(words, name, most)
    for name in NAMES:
        index("organisation", Organisation.objects.create(name=name, kind="company"))
    found = narrowed(Organisation.objects.order_by("pk"), "organisation", 0, asked)
    assert [one.name for one in found] == [name for name in NAMES if _fits(name, asked)]


def test_a_search_stays_within_its_scope() -> None:
    house = Organisation.objects.create(name="Zon", kind="company")
    SearchWord.objects.create(kind="organisation", scope=7, start="zon", word="zon", object_id=house.pk)
    assert not narrowed(Organisation.objects.all(), "organisation", 0, "zon").exists()
