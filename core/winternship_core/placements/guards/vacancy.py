"""Conditions for vacancies: complete, fair in its words, at a recognised company, and alive."""

from __future__ import annotations

from typing import Any, Final

from winternship_core.placements.blocks import Block
from winternship_core.placements.guard import Asks, Check, Guard, blocked
from winternship_core.placements.views import VacancyView
from winternship_core.text import Text

SIGN_OF_LIFE_DAYS: Final = 60

_REASON: Final = Guard[VacancyView]("reason given", asks=Asks(text=True))
_VERIFIED: Final = Check[VacancyView](
    "organisation",
    Text(
        "Het bedrijf is niet gecontroleerd of staat op pauze.",
        "The organisation is not verified, or suspended.",
    ),
    lambda seen, _: seen.organisation_verified,
)


def _over(seen: VacancyView) -> bool:
    return seen.publish_until is not None and seen.today > seen.publish_until


def _silent(seen: VacancyView) -> bool:
    return seen.sign_of_life is not None and (seen.today - seen.sign_of_life).days >= SIGN_OF_LIFE_DAYS


VACANCY: Final[dict[tuple[str, str], Guard[Any]]] = {
    ("draft", "submit"): Guard[VacancyView](
        "required fields; discriminating words check; allowance stated, also when 0",
        checks=(
            Check(
                "fields",
                Text("Nog niet alles is ingevuld.", "Not everything is filled in yet."),
                lambda v, _: not v.missing_fields,
            ),
            # The words are found by a list; whoever still needs one says why, and the reviewer reads that.
            Check(
                "words",
                Text(
                    "Er staan woorden in die studenten buitensluiten. Verander ze, of leg uit waarom niet.",
                    "Some words shut students out. Change them, or explain why not.",
                ),
                lambda v, said: (
                    not v.warned_words or ("words_considered" in said.confirmed and bool(said.reason.strip()))
                ),
            ),
            Check(
                "allowance",
                Text("Noem de vergoeding, ook als die 0 is.", "State the allowance, also when it is 0."),
                lambda v, _: v.allowance_stated,
            ),
        ),
    ),
    ("in_review", "publish"): Guard[VacancyView](
        "organisation verified; accreditation recognised, or label 'recognition requested' "
        "and no confirmation possible",
        checks=(
            _VERIFIED,
            blocked(Block.RECOGNITION, lambda v, _: v.accreditation in {"recognised", "requested"}),
        ),
    ),
    ("in_review", "return"): _REASON,
    ("in_review", "reject"): _REASON,
    ("paused", "resume"): Guard[VacancyView](
        "accreditation still recognised",
        # The organisation is ours to add: a company must not resume what a suspension paused.
        checks=(blocked(Block.RECOGNITION, lambda v, _: v.accreditation == "recognised"), _VERIFIED),
    ),
    ("published", "last place taken"): Guard[VacancyView](
        "places_open = 0",
        checks=(
            Check(
                "places",
                Text("Er zijn nog plaatsen vrij.", "There are still places open."),
                lambda v, _: v.places_open == 0,
            ),
        ),
    ),
    ("filled", "place freed"): Guard[VacancyView](
        "placement cancelled before start",
        checks=(
            Check(
                "places",
                Text("Er is geen plaats vrijgekomen.", "No place has become free."),
                lambda v, _: v.places_open > 0,
            ),
        ),
    ),
    ("published", "end of publication"): Guard[VacancyView](
        "date passed or 60 days without a sign of life from the company",
        checks=(
            Check(
                "still_on",
                Text("De vacature loopt nog.", "The vacancy still runs."),
                lambda v, _: _over(v) or _silent(v),
            ),
        ),
    ),
    ("paused", "end of publication"): Guard[VacancyView](
        "date passed",
        checks=(
            Check(
                "still_on", Text("De vacature loopt nog.", "The vacancy still runs."), lambda v, _: _over(v)
            ),
        ),
    ),
    ("published", "close"): Guard[VacancyView](
        "open applications get an answer first",
        checks=(
            Check(
                "open_applications",
                Text("Geef eerst antwoord op de open sollicitaties.", "First answer the open applications."),
                lambda v, _: v.open_applications == 0,
            ),
        ),
    ),
}
