"""What a teacher can choose, in words that need no manual: one card for each block that this service shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from xblock.core import XBlock
from xblock.fields import Field
from xblock.plugin import PluginMissingError

from winternship_core.text import Text


@dataclass(frozen=True, slots=True)
class Choices:
    """A setting of a block that a teacher makes when choosing it: any number of values, at first all."""

    field: str
    label: Text
    values: Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class Card:
    """One kind of activity. `minutes` is a guess in words, "" if unknown; `intro` is what the course says to learners.

    `grade_field` is the block's own switch for grading, if it has one. `shows_score` tells that a teacher may see the
    score of one person: not so where the work is private and the grade only says "finished".
    """

    block: str
    title: Text
    description: Text
    minutes: str = ""
    intro: Text = Text(nl="", en="")  # noqa: RUF009 - a Text never changes
    can_grade: bool = True
    grade_field: str = ""
    choices: tuple[Choices, ...] = ()
    shows_score: bool = True


SELF_ASSESSMENT = Card(
    block="winternship_self_assessment",
    title=Text(nl="Stagescan", en="Internship check"),
    description=Text(
        nl="Een bedrijf kijkt zelf hoe klaar het is voor een stagiair: wat een stagiair brengt, wat al op orde is en "
        "welke stappen nog nodig zijn. Jij ziet alleen wie klaar is, nooit de antwoorden.",
        en="A company looks for itself how ready it is for an intern: what an intern brings, what is in order and "
        "which steps are left. You see only who has finished, never the answers.",
    ),
    minutes="12–15",
    intro=Text(
        nl="Kijk zelf hoe klaar je bedrijf is voor een stagiair. Je antwoorden zijn en blijven van jou.",
        en="See for yourself how ready your company is for an intern. Your answers are yours and stay yours.",
    ),
    grade_field="gives_grade",
    choices=(
        Choices(
            field="parts",
            label=Text(nl="Welke onderdelen?", en="Which parts?"),
            values={
                "benefits": Text(
                    nl="Voordelen: wat brengt een stagiair?", en="Benefits: what does an intern bring?"
                ),
                "readiness": Text(nl="Zijn we klaar voor een stagiair?", en="Are we ready for an intern?"),
                "international": Text(nl="Internationale stages", en="International internships"),
            },
        ),
    ),
    shows_score=False,
)
OURS: Mapping[str, Card] = {card.block: card for card in (SELF_ASSESSMENT,)}
BY_OTHERS = Text(
    nl="Een activiteit van andere makers, die je beheerder heeft toegevoegd.",
    en="An activity made by others, which your administrator added.",
)


def cards() -> list[Card]:
    """Return a card for every block of HOSTED_BLOCKS that is installed, in that order."""
    found = (card_of(block_type) for block_type in dict.fromkeys(settings.HOSTED_BLOCKS))
    return [card for card in found if card is not None]


def card_of(block_type: str) -> Card | None:
    """Return the card of a block: ours in our own words, another by the name that its makers gave it."""
    if block_type in OURS:
        return OURS[block_type]
    try:
        block_class = XBlock.load_class(block_type)
    except PluginMissingError:
        return None
    name = _default_name(block_class) or block_type
    can_grade = bool(getattr(block_class, "has_score", False))
    return Card(block_type, Text(nl=name, en=name), BY_OTHERS, can_grade=can_grade)


def _default_name(block_class: type[XBlock]) -> str:
    field = block_class.fields.get("display_name")
    default = field.default if isinstance(field, Field) else None
    return str(default) if default else ""
