"""The sentences that only a book says, in both languages."""

from __future__ import annotations

from typing import Final

from winternship_core.text import Text

PUBLISHER: Final = "Winternship"
COVER: Final = Text("Omslag", "Cover")
TITLE_PAGE: Final = Text("Over dit boek", "About this book")
IN_PART: Final = Text("In dit deel", "In this part")
DATED: Final = Text("Feiten met een datum", "Facts with a date")
DATED_HOW: Final = Text(
    "Regels en bedragen veranderen. Daarom staan zulke feiten apart, met een streep ernaast. Eronder lees je wanneer "
    "het feit is nagekeken, na welke dag je het opnieuw nakijkt en waar de actuele regel staat.",
    "Rules and amounts change. That is why such facts stand apart, with a line beside them. Below each you read when "
    "it was checked, after which day to check it again, and where the current rule is.",
)
USE: Final = Text("Zo gebruik je dit boek", "How to use this book")
SHEETS_INSIDE: Final = Text(
    "Bij veel lessen hoort een werkblad. Neem het over op papier. Achter in dit boek staan alle werkbladen op een rij.",
    "Many lessons have a worksheet. Copy it onto paper. At the back of this book all worksheets are listed.",
)
SHEETS_BEHIND: Final = Text(
    "Bij veel hoofdstukken hoort een werkblad. De werkbladen staan achterin, elk op een eigen bladzijde, zodat je ze "
    "kunt kopiëren en invullen.",
    "Many chapters have a worksheet. The worksheets are at the back, each on a page of its own, so that you can copy "
    "them and fill them in.",
)
QUIZZES: Final = Text(
    "Na de lessen van een module kun je jezelf toetsen. De antwoorden staan na de laatste vraag, met de reden erbij.",
    "After the lessons of a module you can test yourself. The answers follow the last question, each with the reason.",
)
UNDERLINED: Final = Text(
    "Een woord met stippen eronder wordt uitgelegd: aan het eind van de les, en nog eens in de woordenlijst achterin.",
    "A word underlined with dots is explained: at the end of the lesson, and once more in the word list at the back.",
)
QUIZ_INTRO: Final = Text(
    "Kies bij elke vraag het beste antwoord. Fout is niet erg: na de laatste vraag lees je bij elk antwoord waarom.",
    "Choose the best answer to each question. Getting it wrong is fine: after the last question you read why, answer "
    "by answer.",
)
TALK: Final = Text("Praat erover", "Talk about it")
TALK_PROMPT: Final = Text(
    "Wat heb je na dit deel geprobeerd? Vertel een collega wat lukte, wat niet, en wat je een ander zou aanraden. "
    "Vraag ook wat die zou doen. Noem geen namen of andere gegevens van studenten, collega's of bedrijven.",
    "What did you try after this part? Tell a colleague what worked, what did not, and what you would advise someone "
    "else. Ask what they would do. Leave out names and other details of students, colleagues and companies.",
)
ALL_WORDS: Final = Text("Woordenlijst", "Word list")
ALL_WORDS_INTRO: Final = Text(
    "Alle uitgelegde woorden op alfabet, met de lessen waarin ze staan.",
    "All explained words in alphabetical order, with the lessons that use them.",
)
SHEETS: Final = Text("Werkbladen", "Worksheets")
SHEETS_INTRO: Final = Text(
    "Alle werkbladen en opdrachten uit dit boek, in de volgorde van de lessen.",
    "All worksheets and activities in this book, in the order of the lessons.",
)
SHEET: Final = Text("Werkblad {number}", "Worksheet {number}")
SHEET_AT: Final = Text("Naar het werkblad", "To the worksheet")
PAGE: Final = Text("blz.", "p.")
ACCESSIBLE: Final = Text(
    "Alle tekst is echte tekst in logische volgorde, met koppen, een inhoudsopgave en koppelingen. Elke tekening heeft "
    "een beschrijving die hetzelfde vertelt. Tabellen hebben kopcellen. Lettertype, lettergrootte en kleuren volgen de "
    "instellingen van de lezer.",
    "All text is real text in logical order, with headings, a table of contents and links. Every drawing has a "
    "description that tells the same. Tables have header cells. Typeface, text size and colours follow the reader's "
    "settings.",
)
