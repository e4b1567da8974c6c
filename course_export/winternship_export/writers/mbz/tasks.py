"""An activity on its lesson's page: as a sheet, or as words that say where it is."""

from __future__ import annotations

from html import escape
from typing import Final

from winternship_core.text import Text
from winternship_export import texts
from winternship_export.course import Task
from winternship_export.losses import Losses
from winternship_export.options import Options
from winternship_export.pages import task_sheet
from winternship_export.sheets import Sheet

_TOOL: Final = Text(
    "De opdracht zelf staat in de tool op {url}. Meld die tool eerst aan in Moodle.",
    "The activity itself is in the tool at {url}. Register that tool in Moodle first.",
)
_IN_TOOL: Final = (
    Text("de opdracht komt uit een ander systeem.", "the activity comes from another system."),
    _TOOL,
)
_ASKED_IN_TOOL: Final = (
    Text("de vraag staat niet in Moodle.", "the question is not in Moodle."),
    Text("De opdracht in de tool stelt haar.", "The activity in the tool asks it."),
)
_PAPER: Final = Text(
    "Er staat een blad op de pagina van de les: om te printen of over te nemen.",
    "There is a sheet on the page of the lesson: to print or to copy.",
)
_UNSAVED: Final = Text(
    "Moodle bewaart niet wat iemand invult.", "Moodle does not keep what someone fills in."
)
_ON_PAPER: Final = {
    "cards": (
        Text("de kaarten draaien niet om.", "the cards do not turn."),
        Text(
            "Alle kaarten staan onder elkaar op de pagina.", "All cards are on the page, one below the other."
        ),
    ),
    "calculator": (Text("Moodle rekent de som niet uit.", "Moodle does not do the sum."), _PAPER),
    "word-check": (Text("Moodle kijkt de tekst niet na.", "Moodle does not check the text."), _PAPER),
    "exercise": (
        Text(
            "de vragen staan los van de les, in een oefentoets zonder cijfer.",
            "the questions stand apart from the lesson, in a practice quiz without a grade.",
        ),
        Text(
            "De oefentoets komt direct na de les; wat er in te vullen is staat als blad in de les.",
            "The practice quiz follows the lesson; what there is to fill in is a sheet in the lesson.",
        ),
    ),
}
_NO_BLOCK: Final = (
    Text("de opdracht zit niet in dit bestand.", "the activity is not in this file."),
    Text(
        "De les zegt waar ze te vinden is; met een LTI-tool komt ze wel mee.",
        "The lesson says where to find it; with an LTI tool it does come along.",
    ),
)


def tell_losses(task: Task, options: Options, losses: Losses) -> None:
    """Say what becomes of this activity."""
    if options.activities == "lti":
        what, instead = _IN_TOOL
        there = Text(instead.nl.format(url=options.tool_url), instead.en.format(url=options.tool_url))
        losses.changed("activity", task.key, what, there)
        for question in task.questions:
            losses.left_out("question", question.key, *_ASKED_IN_TOOL)
    elif task.activity.block:
        losses.left_out("activity", task.key, *_NO_BLOCK)
    else:
        losses.changed("activity", task.key, *_ON_PAPER.get(task.activity.kind, (_UNSAVED, _PAPER)))


def task_on_page(task: Task, language: str, options: Options, address: str) -> str:
    """The activity's place on the lesson's page; ``address`` leads to the quiz or the tool's link, if there is one."""
    if options.activities == "lti":
        return _place(task, _link(texts.OPEN_ACTIVITY, language, address))
    if task.activity.block:
        return _place(task, f"<p>{escape(texts.SCAN_SHEET.in_language(language))}</p>")
    if task.questions:
        sheet = Sheet(task.activity, language, fillable=False).xhtml()
        return _place(task, _link(texts.OPEN_ACTIVITY, language, address) + sheet)
    return task_sheet(task)


def _place(task: Task, inside: str) -> str:
    head = f"<h3>{escape(task.title)}</h3><p>{escape(task.intro)}</p>"
    return f'<section class="wx-activity" data-activity="{task.key}">{head}{inside}</section>'


def _link(words: Text, language: str, address: str) -> str:
    below = escape(texts.ACTIVITY_BELOW.in_language(language))
    return f'<p>{below} <a href="{address}">{escape(words.in_language(language))}</a></p>'
