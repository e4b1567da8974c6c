"""What a cartridge cannot carry, in words for teachers."""

from __future__ import annotations

from typing import Final

from winternship_core.text import Text
from winternship_export.board import BOARD_BLOCK
from winternship_export.course import Course, Task
from winternship_export.losses import Losses
from winternship_export.options import Options

Reason = tuple[Text, Text]
CUT: Final[Reason] = (
    Text(
        "De titel is langer dan Moodle kan bewaren (240 tekens).",
        "The title is longer than Moodle can keep (240 characters).",
    ),
    Text("Het begin staat er, met … aan het eind.", "Its beginning is there, with … at the end."),
)
SIGN: Final[Reason] = (
    Text(
        "Moodle leest het teken < als het begin van een code, en haalt die weg.",
        "Moodle reads the sign < as the beginning of a code, and takes that out.",
    ),
    Text("Er staat ‹ in plaats van <.", "There is ‹ instead of <."),
)
NO_LINK: Final[Reason] = (
    Text(
        "Moodle bewaart pagina's niet als bestand, dus een link naar een andere les zou nergens heen leiden.",
        "Moodle does not keep pages as files, so that a link to another lesson would lead nowhere.",
    ),
    Text(
        "Nummer en titel van die les staan er, zonder link.",
        "The number and title of that lesson are there, without a link.",
    ),
)
NO_ANCHOR: Final[Reason] = (
    Text(
        "Moodle haalt plaatsen binnen een pagina weg, dus een link naar de uitleg zou nergens heen leiden.",
        "Moodle takes places within a page away, so that a link to the explanation would lead nowhere.",
    ),
    Text(
        "De uitleg staat onderaan de les, zonder link vanuit de tekst.",
        "The explanation is at the end of the lesson, without a link from the text.",
    ),
)
ELSEWHERE: Final[Reason] = (
    Text(
        "Er is een verwijzing naar een les die niet meegaat.", "It refers to a lesson that is not included."
    ),
    Text("De titel van die les staat er, zonder link.", "The title of that lesson is there, without a link."),
)
_SUMMARIES: Final[Reason] = (
    Text("Een module heeft hier geen eigen beschrijving.", "A module has no description of its own here."),
    Text(
        "De eerste pagina noemt elke module met haar beschrijving en lessen.",
        "The first page names every module with its description and lessons.",
    ),
)
_PASS: Final[Reason] = (
    Text("De grens om te slagen gaat niet mee.", "The pass mark does not come along."),
    Text(
        "Stel na het importeren zelf {mark}% in, als je een grens wilt.",
        "After importing, set {mark}% yourself if you want a pass mark.",
    ),
)
_MOODLE_QUIZ: Final[Reason] = (
    Text(
        "Moodle rekent elke geïmporteerde toets op 4 punten en verbergt de uitleg bij de antwoorden.",
        "Moodle counts each imported quiz as 4 points and hides the explanations of the answers.",
    ),
    Text(
        "De uitleg zit er wel in: zet haar aan bij de beoordelingsopties van de toets, en verander bij Vragen een punt "
        "en zet het terug. In de Moodle-back-up staat dit meteen goed.",
        "They are there: switch them on in the review options of the quiz, and under Questions change a mark and "
        "change it back. In the Moodle backup this is right from the start.",
    ),
)
_MOODLE_TITLES: Final[Reason] = (
    Text(
        "Moodle zet de titel van een module in de beschrijving, onder “Nieuwe sectie”.",
        "Moodle puts the title of a module in the description, below “New section”.",
    ),
    Text(
        "Geef de secties zelf die naam. In de Moodle-back-up staat dit meteen goed.",
        "Name the sections yourself. In the Moodle backup this is right from the start.",
    ),
)
_TOOL: Final[Reason] = (
    Text(
        "De opdracht komt uit een ander systeem; niet elke leeromgeving maakt er een cijferkolom voor.",
        "The activity comes from another system; not every system makes a grade column for it.",
    ),
    Text(
        "Een LTI-koppeling naar {url}. Meld die tool eerst aan. Voor cijfers in Moodle: neem de Moodle-back-up.",
        "An LTI link to {url}. Register that tool first. For grades in Moodle take the Moodle backup.",
    ),
)
_ASKED_IN_TOOL: Final[Reason] = (
    Text("De vraag staat niet in dit bestand.", "The question is not in this file."),
    Text("De opdracht in de tool stelt haar.", "The activity in the tool asks it."),
)
_SHEET: Final = Text(
    "Er staat een blad in de les, om te printen of over te nemen.",
    "There is a sheet in the lesson, to print or to copy.",
)
_UNSAVED: Final = Text(
    "De leeromgeving bewaart niet wat iemand invult.",
    "The learning environment does not keep what someone fills in.",
)
_ON_PAPER: Final[dict[str, Reason]] = {
    "cards": (
        Text("De kaarten draaien niet om.", "The cards do not turn."),
        Text(
            "Alle kaarten staan onder elkaar in de les.", "All cards are in the lesson, one below the other."
        ),
    ),
    "calculator": (Text("Er wordt niets uitgerekend.", "Nothing is calculated."), _SHEET),
    "word-check": (Text("De tekst wordt niet nagekeken.", "The text is not checked."), _SHEET),
    "exercise": (
        Text(
            "De vragen staan los van de les, en niet elke leeromgeving laat er de casus bij zien.",
            "The questions stand apart from the lesson, and not every system shows the case beside them.",
        ),
        Text(
            "De vragen zijn een toets direct na de les; de casus en wat je invult, staan in de les.",
            "The questions are a quiz right after the lesson; the case and what to fill in are in the lesson.",
        ),
    ),
}
_ONLINE_ONLY: Final[Reason] = (
    Text("De opdracht bestaat alleen online.", "The activity exists online only."),
    Text(
        "De les zegt waar je haar vindt; met een LTI-tool gaat ze wel mee.",
        "The lesson says where to find it; with an LTI tool it does come along.",
    ),
)
_THIN_LESSON: Final[Reason] = (
    Text("De tekst van de les staat niet in dit bestand.", "The text of the lesson is not in this file."),
    Text("Een LTI-koppeling die de les in de tool opent.", "An LTI link that opens the lesson in the tool."),
)
_THIN_INSIDE: Final[Reason] = (
    Text("Dit staat niet in het bestand zelf.", "This is not in the file itself."),
    Text("De tool laat het in de les zien.", "The tool shows it in the lesson."),
)
_THIN_QUIZ: Final[Reason] = (
    Text("De vragen staan niet in dit bestand.", "The questions are not in this file."),
    Text("Een LTI-koppeling die de toets in de tool opent.", "An LTI link that opens the quiz in the tool."),
)
_THIN_QUESTION: Final[Reason] = (
    Text("De vraag staat niet in dit bestand.", "The question is not in this file."),
    Text("De toets of de les in de tool stelt haar.", "The quiz or the lesson in the tool asks it."),
)
_THIN_EXCHANGE: Final[Reason] = (
    Text("Een uitwisseling kan niet als koppeling.", "An exchange cannot be a link."),
    Text(
        "Maak zelf een forum per module; de gewone cartridge heeft de tekst ervoor.",
        "Make a forum for each module yourself; the whole cartridge has the text for it.",
    ),
)
_THIN_WORK: Final[Reason] = (
    Text(
        "Er is geen eerste pagina en geen inhoudsopgave.", "There is no first page and no table of contents."
    ),
    Text(
        "Inleiding en subsidievermelding staan in de gegevens over het bestand.",
        "The introduction and the funding notice are in the data about the file.",
    ),
)


def tell_whole(course: Course, options: Options, losses: Losses, *, for_moodle: bool) -> None:
    """Say what a cartridge with everything in it cannot carry."""
    losses.changed("work", course.key, *_SUMMARIES)
    if for_moodle:
        losses.changed("work", course.key, *_MOODLE_TITLES)
    for section in course.sections:
        if section.quiz:
            losses.changed("quiz", section.key, *_filled(_PASS, mark=options.pass_mark))
            if for_moodle:
                losses.changed("quiz", section.key, *_MOODLE_QUIZ)
    for task in course.tasks:
        _tell_task(task, options, losses)
        if for_moodle and task.questions and options.activities != "lti":
            losses.changed("activity", task.key, *_MOODLE_QUIZ)


def tell_thin(course: Course, losses: Losses) -> None:
    """Say what is not in a cartridge of links."""
    losses.changed("work", course.key, *_THIN_WORK)
    for lesson in course.lessons:
        losses.changed("lesson", lesson.key, *_THIN_LESSON)
        for term in lesson.terms:
            losses.left_out("term", term.key, *_THIN_INSIDE)
    for section in course.sections:
        if section.quiz:
            losses.changed("quiz", section.key, *_THIN_QUIZ)
    for question in course.questions:
        losses.left_out("question", question.key, *_THIN_QUESTION)
    for task in course.tasks:
        if task.activity.block != BOARD_BLOCK:
            losses.left_out("activity", task.key, *_THIN_INSIDE)
    for picture in course.pictures:
        losses.left_out("picture", picture.key, *_THIN_INSIDE)
    for section in course.sections:
        losses.left_out("exchange", section.key, *_THIN_EXCHANGE)


def _tell_task(task: Task, options: Options, losses: Losses) -> None:
    if options.activities == "lti":
        losses.changed("activity", task.key, *_filled(_TOOL, url=options.tool_url))
        for question in task.questions:
            losses.left_out("question", question.key, *_ASKED_IN_TOOL)
    elif task.activity.block:
        losses.left_out("activity", task.key, *_ONLINE_ONLY)
    else:
        losses.changed("activity", task.key, *_ON_PAPER.get(task.activity.kind, (_UNSAVED, _SHEET)))


def _filled(reason: Reason, **values: object) -> Reason:
    what, instead = reason
    return what, Text(instead.nl.format(**values), instead.en.format(**values))
