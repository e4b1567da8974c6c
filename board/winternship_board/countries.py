"""Countries by their code of two letters (ISO 3166-1), with names in both languages from Unicode's CLDR."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Final

from babel import Locale

# CLDR also names groups of countries, parts of one, and codes that stand for nothing.
_NO_COUNTRIES: Final = frozenset(
    {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
)


def locale_of(language: str) -> Locale:
    """The names in Dutch or English of what the list knows by a code."""
    return Locale("nl" if language.lower().startswith("nl") else "en")


@cache
def countries(language: str) -> Mapping[str, str]:
    """Code → name in Dutch or English, in the order of the names."""
    names = {
        code: str(name)
        for code, name in locale_of(language).territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES
    }
    return dict(sorted(names.items(), key=lambda one: _plainly(one[1])))


def is_country(code: object) -> bool:
    """Whether this is the code of a country, in capitals."""
    return code in countries("en")


def _plainly(name: str) -> str:
    """A name as it is looked up in a list: Åland stands among the A's."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(one for one in plain if not unicodedata.combining(one))
