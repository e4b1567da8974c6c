"""The hard criteria of a place (domain E.2), before a student applies; who somebody is plays no part in any of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from winternship_core.text import Text

CEFR: Final = ("A1", "A2", "B1", "B2", "C1", "C2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a student needs and can do. ``languages`` read ``nl:speak`` → ``B1``; ``minor`` guards safety alone."""

    programmes: frozenset[str]
    level: str
    route: str
    starts_on: date | None = None
    ends_on: date | None = None
    days: frozenset[str] = frozenset()
    work_needed: frozenset[str] = frozenset()
    languages: Mapping[str, str]
    licences: frozenset[str] = frozenset()
    avoids: frozenset[str] = frozenset()
    blocked: frozenset[int] = frozenset()
    minor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What a place offers and asks; ``work_for_minors`` is the part of ``work`` that is allowed under 18."""

    organisation: int
    organisation_verified: bool
    recognition: str
    programmes: frozenset[str]
    level: str
    route: str
    starts_on: date | None = None
    ends_on: date | None = None
    days: frozenset[str] = frozenset()
    places_open: int = 0
    work: frozenset[str] = frozenset()
    work_for_minors: frozenset[str] = frozenset()
    languages: Mapping[str, str]
    licences: frozenset[str] = frozenset()
    features: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Criterion:
    """One hard criterion; ``code`` is the name that the matching engine gives the same rule."""

    code: str
    text: Text
    holds: Callable[[Asked, Offered], bool]


def _overlaps(asked: Asked, offered: Offered) -> bool:
    late = asked.ends_on and offered.starts_on and offered.starts_on >= asked.ends_on
    early = asked.starts_on and offered.ends_on and offered.ends_on <= asked.starts_on
    return not (late or early)


def _speaks(asked: Asked, offered: Offered) -> bool:
    return all(
        CEFR.index(asked.languages.get(skill, "A1")) >= CEFR.index(level)
        for skill, level in offered.languages.items()
    )


def _work(asked: Asked, offered: Offered) -> bool:
    return asked.work_needed <= offered.work


def _safe(asked: Asked, offered: Offered) -> bool:
    if not asked.minor:
        return True
    needed = asked.work_needed & offered.work
    return needed <= offered.work_for_minors and (not offered.work or bool(offered.work_for_minors))


CRITERIA: Final = (
    Criterion(
        "programme",
        Text("De opleiding past niet.", "The programme does not fit."),
        lambda asked, offered: bool(asked.programmes & offered.programmes),
    ),
    Criterion(
        "status",
        Text("Het bedrijf is niet in orde of niet erkend.", "The company is not in order or not recognised."),
        lambda _, offered: (
            offered.organisation_verified and offered.recognition not in {"withdrawn", "lapsed"}
        ),
    ),
    Criterion("period", Text("De periode past niet.", "The period does not fit."), _overlaps),
    Criterion(
        "level",
        Text("Het niveau past niet.", "The level does not fit."),
        lambda asked, offered: asked.level == offered.level,
    ),
    Criterion(
        "route",
        Text("De leerweg past niet.", "The learning route does not fit."),
        lambda asked, offered: asked.route == offered.route,
    ),
    Criterion(
        "days",
        Text("De vaste dagen kunnen niet.", "The fixed days are not possible."),
        lambda asked, offered: not offered.days or asked.days <= offered.days,
    ),
    Criterion(
        "work",
        Text("Niet alle werkprocessen kunnen hier.", "Not all work processes can be done here."),
        _work,
    ),
    Criterion(
        "safety",
        Text("Te weinig van het werk mag onder 18.", "Too little of the work is allowed under 18."),
        _safe,
    ),
    Criterion(
        "language",
        Text("De taal voor het werk is nog te moeilijk.", "The language of the work is too hard yet."),
        _speaks,
    ),
    Criterion(
        "licence",
        Text("Een rijbewijs of certificaat ontbreekt.", "A licence or certificate is missing."),
        lambda asked, offered: offered.licences <= asked.licences,
    ),
    Criterion(
        "own_limit",
        Text("Je wilt dit werk zelf niet.", "You do not want this work yourself."),
        lambda asked, offered: not asked.avoids & offered.features,
    ),
    Criterion(
        "blocked",
        Text("Deze plek kan voor jou niet.", "This place is not possible for you."),
        lambda asked, offered: offered.organisation not in asked.blocked,
    ),
    Criterion(
        "places",
        Text("Er is geen plaats meer.", "There is no place left."),
        lambda _, offered: offered.places_open > 0,
    ),
)


def unmet_criteria(asked: Asked, offered: Offered) -> tuple[Criterion, ...]:
    """The hard criteria that this place does not meet for this student; travel is left to the student (E.2)."""
    return tuple(one for one in CRITERIA if not one.holds(asked, offered))
