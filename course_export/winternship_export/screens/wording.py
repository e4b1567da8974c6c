"""The sentences that only pages in a browser say."""

from __future__ import annotations

import json
from typing import Final

from winternship_core.text import Text

SKIP: Final = Text("Naar de inhoud", "Skip to content")
PREVIOUS: Final = Text("Terug", "Back")
NEXT: Final = Text("Verder", "Next")
PRINT_PAGE: Final = Text("Druk deze pagina af", "Print this page")
PRINT_ALL: Final = Text("Druk alles af", "Print everything")
LEAVE: Final = Text("Stoppen en terug naar de leeromgeving", "Stop and go back to the learning environment")
BEFORE: Final = Text("Voor je begint", "Before you start")
ABOUT_WORK: Final = Text("Over {title}", "About {title}")
COUNTED: Final = Text(
    "De module is klaar als je alle lessen hebt geopend en alle vragen van de toets hebt beantwoord. Een vraag telt "
    "als goed zodra je haar één keer goed hebt. Vanaf {mark}% is de toets gehaald.",
    "The module is complete once you have opened all lessons and answered all questions of the test. A question "
    "counts as right as soon as you have had it right once. The test is passed from {mark}%.",
)
COUNTED_LESSONS: Final = Text(
    "De module is klaar als je alle lessen hebt geopend.",
    "The module is complete once you have opened all lessons.",
)
NO_SCRIPT: Final = Text(
    "JavaScript staat uit in deze browser. Je kunt alles lezen, maar vragen worden niet nagekeken en er wordt niets "
    "bewaard.",
    "JavaScript is off in this browser. You can read everything, but questions are not checked and nothing is kept.",
)
NOT_KEPT: Final = Text(
    "Wat je hier invult en antwoordt, wordt niet bewaard. Druk de pagina af als je het wilt houden.",
    "What you fill in and answer here is not kept. Print the page if you want to keep it.",
)
# What the scripts say; the names are those that the scripts use.
RUNTIME: Final[dict[str, Text]] = {
    "right": Text("Goed.", "Right."),
    "wrong": Text("Nog niet goed. Je mag opnieuw kiezen.", "Not right yet. You may choose again."),
    "choose_first": Text("Kies eerst een antwoord.", "Choose an answer first."),
    "quiz_so_far": Text(
        "{answered} van {total} vragen beantwoord, {right} goed.",
        "{answered} of {total} questions answered, {right} right.",
    ),
    "quiz_result": Text("{right} van {total} vragen goed.", "{right} of {total} questions right."),
    "still_open": Text(
        "Je score is {score}%. Nog te doen voor deze module: {pages}.",
        "Your score is {score}%. Still to do in this module: {pages}.",
    ),
    "complete": Text("Je hebt alles van deze module gezien.", "You have seen all of this module."),
    "passed": Text(
        "Je bent klaar met deze module. Je score is {score}%: gehaald.",
        "You have finished this module. Your score is {score}%: passed.",
    ),
    "failed": Text(
        "Je hebt alles gezien en beantwoord. Je score is {score}%; de toets is gehaald vanaf {mark}%. "
        "Je mag elke vraag opnieuw proberen.",
        "You have seen and answered everything. Your score is {score}%; the test is passed from {mark}%. "
        "You may try each question again.",
    ),
    "no_lms": Text(
        "Deze pagina staat los van een leeromgeving. Je kunt alles lezen en doen, maar je voortgang en wat je invult, "
        "worden niet bewaard. Open de module in je leeromgeving om ze wel te bewaren.",
        "This page is not connected to a learning environment. You can read and do everything, but your progress and "
        "what you fill in are not kept. Open the module in your learning environment to keep them.",
    ),
    "no_start": Text(
        "De leeromgeving antwoordt niet zoals het hoort. Je kunt alles lezen en doen, maar er wordt nu niets bewaard. "
        "Sluit de module en open haar opnieuw in je leeromgeving. Helpt dat niet, meld het dan aan je docent.",
        "The learning environment does not answer as it should. You can read and do everything, but nothing is kept "
        "now. Close the module and open it again in your learning environment. If that does not help, tell your "
        "teacher.",
    ),
    "looking": Text(
        "Je leeromgeving heeft deze poging afgesloten of laat je alleen kijken. Wat je nu antwoordt, verandert je "
        "resultaat niet. Wil je een nieuw resultaat, begin dan in je leeromgeving een nieuwe poging.",
        "Your learning environment has closed this attempt or lets you look only. What you answer now does not change "
        "your result. For a new result, start a new attempt in your learning environment.",
    ),
    "not_saved": Text(
        "De leeromgeving heeft je laatste stap nog niet bewaard. Laat deze pagina open; bij je volgende stap proberen "
        "we het opnieuw. Blijft dit staan, druk dan af wat je hebt ingevuld en open de module opnieuw.",
        "The learning environment has not kept your latest step yet. Leave this page open; we try again at your next "
        "step. If this stays, print what you have filled in and open the module again.",
    ),
    "no_room": Text(
        "Je leeromgeving heeft geen ruimte om alles te bewaren wat je hier invult. Druk het af of kopieer het.",
        "Your learning environment has no room to keep all that you fill in here. Print it or copy it.",
    ),
}


def runtime_texts(language: str) -> str:
    """What the scripts say, as JSON."""
    spoken = {name: text.in_language(language) for name, text in RUNTIME.items()}
    return json.dumps(spoken, ensure_ascii=False, sort_keys=True)
