"""What a teacher can choose, in words that need no manual: one card for each block that this service shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from xblock.core import XBlock
from xblock.fields import Field
from xblock.plugin import PluginMissingError

from winternship_core.curriculum import Lesson, Module, load_works
from winternship_core.text import Text


@dataclass(frozen=True, slots=True)
class Choices:
    """A setting of a block that a teacher makes when choosing it: any number of values, at first all."""

    field: str
    label: Text
    values: Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class Selection:
    """One thing out of many, in named groups. A value gives the fields' values with ``/`` between them."""

    name: str
    fields: tuple[str, ...]
    label: Text
    groups: tuple[tuple[Text, Mapping[str, Text]], ...]

    @property
    def values(self) -> dict[str, Text]:
        """Everything that can be chosen, with its title."""
        return {value: title for _, values in self.groups for value, title in values.items()}


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
    selection: Selection | None = None
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


def _groups() -> tuple[tuple[Text, Mapping[str, Text]], ...]:
    """Each work as a whole, then its modules, each with its lessons, activities and quiz."""
    groups = []
    for work in load_works():
        whole = {f"{work.key}/": work.title}
        if any(lesson.fast for lesson in work.lessons()):
            whole[f"{work.key}/fast"] = _joined(work.title, FAST_LANE)
        groups.append((work.title, whole))
        for module in work.modules:
            title = Text(nl=f"{module.key} {module.title.nl}", en=f"{module.key} {module.title.en}")
            lessons = {f"{work.key}/{lesson.key}": _numbered(lesson) for lesson in module.lessons}
            inside = {f"{work.key}/{key}": name for key, name in _alone(module).items()}
            groups.append(
                (_joined(work.title, title), {f"{work.key}/{module.key}": title, **lessons, **inside})
            )
    return tuple(groups)


def _alone(module: Module) -> dict[str, Text]:
    """What the block can show without its lesson, by the name it gives it; the self-assessment has its own card."""
    found = {one.key: one.title for one in module.activities.values() if one.kind != "block"}
    return found | ({f"{module.key}-quiz": _joined(QUIZ, module.title)} if module.quiz else {})


def _numbered(lesson: Lesson) -> Text:
    return Text(nl=f"{lesson.key} {lesson.title.nl}", en=f"{lesson.key} {lesson.title.en}")


def _joined(first: Text, second: Text) -> Text:
    return Text(nl=f"{first.nl}: {second.nl}", en=f"{first.en}: {second.en}")


QUIZ = Text(nl="Toets jezelf", en="Test yourself")
FAST_LANE = Text(nl="snelle route van 12 lessen", en="fast lane of 12 lessons")
LESSON = Card(
    block="winternship_lesson",
    title=Text(nl="Lessen", en="Lessons"),
    description=Text(
        nl="De cursus Win-Winternship voor kleine bedrijven, de training voor bemiddelaars, het handboek voor "
        "infopunten en de blauwdruk voor een regionaal partnerschap. Kies een heel werk, een module, een les of een "
        "opdracht.",
        en="The Win-Winternship course for small companies, the training for brokers, the handbook for info points and "
        "the blueprint for a regional partnership. Choose a whole work, a module, one lesson or one activity.",
    ),
    minutes="6–12",
    intro=Text(
        nl="Lees, doe de opdrachten en kies wat je deze week in je eigen bedrijf doet.",
        en="Read, do the activities and choose what to do in your own company this week.",
    ),
    selection=Selection(
        "shows", ("work", "shows"), Text(nl="Wat laat je zien?", en="What do you show?"), _groups()
    ),
)
BOARD = Card(
    block="winternship_board",
    title=Text(nl="Stagebord", en="Placement board"),
    description=Text(
        nl="Studenten zoeken een plek en solliciteren, bedrijven bieden plekken aan, school en bedrijf regelen "
        "de stage tot en met de laatste beoordeling. Iedereen ziet wat bij de eigen rol hoort; die rol geeft de "
        "school of de bemiddelaar, niet deze cursus.",
        en="Students look for a place and apply, companies offer places, school and company arrange the "
        "placement up to the last assessment. Everyone sees what belongs to their own role; the school or the "
        "broker gives that role, not this course.",
    ),
    intro=Text(
        nl="Zoek en regel hier je stage. De eerste keer heb je een code van je school of bemiddelaar nodig.",
        en="Find and arrange your placement here. The first time you need a code from your school or broker.",
    ),
    can_grade=False,
)
OURS: Mapping[str, Card] = {card.block: card for card in (SELF_ASSESSMENT, LESSON, BOARD)}
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
