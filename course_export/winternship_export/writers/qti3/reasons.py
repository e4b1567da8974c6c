"""What a package of questions leaves out, in words for teachers."""

from __future__ import annotations

from typing import Final

from winternship_core.text import Text
from winternship_export.course import Course
from winternship_export.losses import Item, Losses

Reason = tuple[Text, Text]
_ONLY_QUESTIONS: Final = Text("QTI heeft alleen vragen.", "QTI has questions only.")
_ELSEWHERE: Final = Text(
    "Neem een cartridge, een Moodle-back-up of OLX voor de hele cursus.",
    "Take a cartridge, a Moodle backup or OLX for the whole course.",
)
_REST: Final[Reason] = (_ONLY_QUESTIONS, _ELSEWHERE)
_WORK: Final[Reason] = (
    Text("Er is geen eerste pagina.", "There is no first page."),
    Text(
        "Inleiding en subsidievermelding staan in de gegevens over het bestand; de vermelding ook boven elke toets.",
        "The introduction and the funding notice are in the data about the file; the notice above each test as well.",
    ),
)
_FIELDS: Final[Reason] = (
    Text(
        "Wat in de opdracht in te vullen is, gaat niet mee.", "What there is to fill in does not come along."
    ),
    Text("De casus en de vragen zijn er, als toets.", "The case and the questions are there, as a test."),
)
_EXERCISE: Final[Reason] = (
    Text("De opdracht staat niet in een les.", "The exercise is not in a lesson."),
    Text("De casus en de vragen zijn een toets.", "The case and the questions are a test."),
)


def tell_losses(course: Course, losses: Losses) -> None:
    """Say what is not in the package."""
    losses.changed("work", course.key, *_WORK)
    for task in course.tasks:
        if not task.questions:
            losses.left_out("activity", task.key, *_REST)
        else:
            losses.changed("activity", task.key, *(_FIELDS if task.activity.fields else _EXERCISE))
    kinds: tuple[tuple[Item, list[str]], ...] = (
        ("lesson", [lesson.key for lesson in course.lessons]),
        ("term", [term.key for lesson in course.lessons for term in lesson.terms]),
        ("picture", [picture.key for picture in course.pictures]),
        ("exchange", [section.key for section in course.sections if section.exchange]),
    )
    for kind, keys in kinds:
        for key in keys:
            losses.left_out(kind, key, *_REST)
