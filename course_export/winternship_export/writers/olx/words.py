"""What Open edX shows that is not in the course, and what is said about what it cannot carry."""

from __future__ import annotations

from typing import Final

from winternship_core.text import Text

QUIZ_FORMAT: Final = Text("Toets", "Quiz")
TABS: Final[dict[str, Text]] = {
    "courseware": Text("Cursus", "Course"),
    "progress": Text("Voortgang", "Progress"),
    "dates": Text("Planning", "Dates"),
    "discussion": Text("Uitwisseling", "Discussion"),
}
ASKED_ELSEWHERE: Final = Text(
    "De tekst van deze vraag staat niet in het bestand.", "The text of this question is not in the file."
)
ASKED_BY_ACTIVITY: Final = Text(
    "De opdracht stelt haar zelf, met de uitleg bij elk antwoord.",
    "The activity itself asks it, with what is said to each answer.",
)
WAYS: Final[dict[str, tuple[Text, Text]]] = {
    "blocks": (
        Text(
            "Opdrachten zijn blokken van Win-Winternship: waar die niet op de server staan, blijft hun plek leeg, "
            "zonder melding. Ze volgen de taal waarin iemand Open edX gebruikt.",
            "Activities are Win-Winternship's own blocks: where the server does not have them, their place stays empty "
            "without any message. They follow the language in which someone uses Open edX.",
        ),
        Text(
            "Vraag de beheerder eerst om het pakket winternship, of kies opdrachten op papier.",
            "Ask the administrator for the package winternship first, or choose activities on paper.",
        ),
    ),
    "lti": (
        Text(
            "Opdrachten zijn LTI 1.3-koppelingen zonder sleutels: een sleutel hoort in geen enkel bestand.",
            "Activities are LTI 1.3 links without keys: a key belongs in no file.",
        ),
        Text(
            "De beheerder meldt Open edX bij het hulpmiddel aan met de client-id die Studio bij de eerste koppeling "
            "toont. Vanaf lti-consumer 11 geldt die voor alle koppelingen van dit werk; bij oudere versies heeft elke "
            "koppeling een eigen.",
            "The administrator registers Open edX with the tool, using the client id that Studio shows at the first "
            "link. From lti-consumer 11 on it holds for all links of this work; in older versions each link has its "
            "own.",
        ),
    ),
}
_PAPER: Final = Text(
    "Een blad om te lezen, af te drukken en met de hand in te vullen.",
    "A sheet to read, to print and to fill in by hand.",
)
SHEETS: Final[dict[str, tuple[Text, Text]]] = {
    "form": (
        Text(
            "Invullen op het scherm en bewaren kan in deze vorm niet.",
            "Filling in on screen and saving is not possible in this form.",
        ),
        _PAPER,
    ),
    "calculator": (
        Text("Het rekenen ontbreekt.", "The sum itself is missing."),
        Text(
            "Een blad met de getallen die je nodig hebt.",
            "A sheet with the numbers that it takes.",
        ),
    ),
    "word-check": (
        Text(
            "De controle op woorden die iemand uitsluiten ontbreekt.",
            "The check for words that shut someone out is missing.",
        ),
        _PAPER,
    ),
    "exercise": (
        Text(
            "Wat je zelf schrijft, wordt niet bewaard.",
            "What you write yourself is not saved.",
        ),
        Text(
            "De tekst van de opdracht, haar vragen als losse vragen die niet meetellen, en een blad voor de rest.",
            "The text of the activity, its questions as problems that do not count, and a sheet for the rest.",
        ),
    ),
    "block": (
        Text("De Stagescan zelf ontbreekt.", "The internship check itself is missing."),
        Text("Een verwijzing naar waar hij te doen is.", "A pointer to where it can be taken."),
    ),
}
DISCUSSION: Final = Text(
    "Waar Open edX de nieuwe discussies gebruikt, toont het blok in de les niets.",
    "Where Open edX uses the new discussions, the block in the unit shows nothing.",
)
DISCUSSION_INSTEAD: Final = Text(
    "Daar praat je in de zijbalk van dezelfde pagina; de vraag zelf staat altijd in de tekst.",
    "There people talk in the sidebar of the same page; the prompt itself is always in the text.",
)
NOT_HERE: Final = Text("Deze les zit niet in het bestand.", "This lesson is not in the file.")
NOT_HERE_INSTEAD: Final = Text(
    "Waar ernaar verwezen wordt, staat haar titel zonder koppeling.",
    "Where it is referred to, its title stands without a link.",
)
