"""What no book can carry, and what stands in its place."""

from __future__ import annotations

from typing import Final

from winternship_core.text import Text
from winternship_export.book.sheets import is_online_only
from winternship_export.course import Course, Html, Task
from winternship_export.losses import Losses
from winternship_export.xhtml import fragment

_TALK: Final = (
    Text(
        "Een boek heeft geen forum waar lezers elkaar antwoorden.",
        "A book has no forum where readers answer.",
    ),
    Text(
        "Aan het eind van het deel staat onder “Praat erover” wat je met een collega kunt bespreken.",
        "At the end of the part “Talk about it” says what to discuss with a colleague.",
    ),
)
_WORK: Final = (
    Text(
        "Een boek geeft geen cijfer en houdt niet bij wat iemand gelezen of gedaan heeft.",
        "A book gives no mark and does not keep what someone has read or done.",
    ),
    Text("De lezer ziet zelf wat af is.", "Readers see for themselves what is done."),
)
_QUIZ: Final = (
    Text("Een boek kijkt antwoorden niet na.", "A book does not check answers."),
    Text(
        "Na de laatste vraag staan de goede antwoorden, met de uitleg bij elke keuze.",
        "After the last question come the right answers, with the explanation of every choice.",
    ),
)
_SHEET: Final = (
    Text("Wat je invult, wordt niet bewaard.", "What is filled in is not kept."),
    Text("Een werkblad om over te nemen of af te drukken.", "A worksheet to copy or print."),
)
_CALCULATOR: Final = (
    Text("Een boek rekent niet.", "A book does not calculate."),
    Text(
        "Een werkblad met de getallen die je nodig hebt; de som zelf maakt de opdracht in de online cursus.",
        "A worksheet with the numbers that are needed; the sum itself is made by the activity in the online course.",
    ),
)
_WORD_CHECK: Final = (
    Text("Een boek kan een tekst niet nalezen.", "A book cannot read a text through."),
    Text(
        "Een werkblad met de vraag waar je zelf op let; de controle zit in de online cursus.",
        "A worksheet that says what to look for; the check is in the online course.",
    ),
)
_ONLINE: Final = (
    Text(
        "De Stagescan vraagt, telt en onthoudt; dat kan een boek niet.",
        "The check asks, counts and remembers; a book cannot.",
    ),
    Text("De lezer leest waar je hem online doet.", "The reader is told where to take it online."),
)
_ELSEWHERE: Final = (
    Text(
        "De les wordt genoemd, maar zit niet in dit boek.",
        "The lesson is mentioned, but is not in this book.",
    ),
    Text("De naam van de les, zonder koppeling.", "The name of the lesson, without a link."),
)


def report_book(course: Course, losses: Losses) -> None:
    """Say what this course loses as a book."""
    losses.changed("work", course.key, *_WORK)
    for section in course.sections:
        if section.quiz:
            losses.changed("quiz", section.key, *_QUIZ)
        if section.exchange:
            losses.left_out("exchange", section.key, *_TALK)
    for task in course.tasks:
        if is_online_only(task):
            losses.left_out("activity", task.key, *_ONLINE)
        else:
            losses.changed("activity", task.key, *_sheet(task))
    for key in _mentioned(course):
        losses.changed("lesson", key, *_ELSEWHERE)


def _sheet(task: Task) -> tuple[Text, Text]:
    return {"calculator": _CALCULATOR, "word-check": _WORD_CHECK}.get(task.activity.kind, _SHEET)


def _mentioned(course: Course) -> list[str]:
    """The lessons that the text leads to and that a choice of modules has left out."""
    own = {lesson.key for lesson in course.lessons}
    texts = [
        part.xhtml if isinstance(part, Html) else part.sheet for one in course.lessons for part in one.parts
    ]
    links = [link.get("href", "") for text in texts if "lesson:" in text for link in fragment(text).iter("a")]
    keys = [href.removeprefix("lesson:") for href in links if href.startswith("lesson:")]
    return [key for key in dict.fromkeys(keys) if key not in own]
