"""What pages in a browser cannot carry, whatever the standard that serves them."""

from __future__ import annotations

from typing import Final

from winternship_core.text import Text
from winternship_export.course import Course, Html, Section, Task
from winternship_export.losses import Losses
from winternship_export.sheets import fields_of

_KINDS: Final[dict[str, tuple[Text, Text]]] = {
    "calculator": (
        Text("De rekenhulp rekent hier niet.", "The calculator does not calculate here."),
        Text(
            "Er staat een formulier om de getallen te verzamelen; de som maakt de online cursus.",
            "There is a form to gather the numbers in; the online course makes the sum.",
        ),
    ),
    "word-check": (
        Text("De woordcontrole wijst hier geen woorden aan.", "The word check points out no words here."),
        Text(
            "Er staat een vak om de vacature in te schrijven, met de vraag om haar zelf na te lezen.",
            "There is a field to write the vacancy in, with the request to read it again oneself.",
        ),
    ),
    "block": (
        Text("De Stagescan zit niet in het pakket.", "The self-assessment is not in the package."),
        Text("Er staat een regel die zegt waar je hem online maakt.", "A line says where to take it online."),
    ),
    "levels": (
        Text("Taken kun je hier niet naar een niveau slepen.", "Tasks cannot be dragged to a level here."),
        Text("Je kiest het niveau in de tabel.", "The level is chosen in the table."),
    ),
    "cards": (
        Text("De kaarten komen niet één voor één.", "The cards do not come one by one."),
        Text("Alle kaarten staan onder elkaar.", "All cards are shown together."),
    ),
    "action-plan": (
        Text(
            "Stappen uit de Stagescan komen niet vanzelf in het plan.",
            "Steps from the self-assessment do not come into the plan by themselves.",
        ),
        Text("Je schrijft ze er zelf in.", "They are written in by hand."),
    ),
}
_ROWS: Final = (
    Text("Je kunt geen regels toevoegen aan een tabel.", "No rows can be added to a table."),
    Text("Er staan meteen meer lege regels klaar.", "Some more empty rows are there from the start."),
)
_EXCHANGE: Final = (
    Text(
        "De uitwisseling met anderen zit niet in het pakket.",
        "The exchange with others is not in the package.",
    ),
    Text(
        "Zet zelf een forum naast het pakket, met een vraag als: {nl}",
        "Put a forum beside the package yourself, with a prompt such as: {en}",
    ),
)
_LINKS: Final = (
    Text(
        "Verwijzingen naar lessen van andere modules zijn hier geen links.",
        "References to lessons of other modules are no links here.",
    ),
    Text("De titel van die les staat er wel.", "The title of that lesson is there."),
)


def note_common(course: Course, losses: Losses, exchange: Text) -> None:
    """The losses that all pages in a browser share; ``exchange``: the prompt, in both languages."""
    for section in course.sections:
        _note_exchange(section, losses, exchange)
    here = {lesson.key for lesson in course.lessons}
    for lesson in course.lessons:
        if any(_leads_out(part, here) for part in lesson.parts):
            losses.changed("lesson", lesson.key, *_LINKS)
        for task in lesson.tasks:
            _note_task(task, losses)


def _note_exchange(section: Section, losses: Losses, prompt: Text) -> None:
    what, instead = _EXCHANGE
    said = Text(instead.nl.format(nl=prompt.nl), instead.en.format(en=prompt.en))
    losses.left_out("exchange", section.key, what, said)


def _note_task(task: Task, losses: Losses) -> None:
    if task.activity.kind in _KINDS:
        losses.changed("activity", task.key, *_KINDS[task.activity.kind])
    if any(field.kind == "table" and not field.fixed for field in fields_of(task.activity)):
        losses.changed("activity", task.key, *_ROWS)


def _leads_out(part: Html | Task, here: set[str]) -> bool:
    if isinstance(part, Task):
        return False
    keys = (piece.partition('"')[0] for piece in part.xhtml.split('href="lesson:')[1:])
    return any(key not in here for key in keys)
