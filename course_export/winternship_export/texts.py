"""The sentences that the export itself says, in both languages; everything else comes from the curriculum."""

from __future__ import annotations

from typing import Final

from winternship_core.text import Text

GOAL: Final = Text("Na deze les", "After this lesson")
MONDAY: Final = Text("Maandag doen", "To do on Monday")
MINUTES: Final = Text("Ongeveer {count} minuten", "About {count} minutes")
WORDS: Final = Text("Woorden in deze les", "Words in this lesson")
CONTENTS: Final = Text("Inhoud", "Contents")
FOR_WHOM: Final = Text("Voor wie", "For whom")
ABOUT: Final = Text("Over dit werk", "About this work")
QUIZ: Final = Text("Toets jezelf", "Test yourself")
QUIZ_OF: Final = Text("Toets jezelf: {title}", "Test yourself: {title}")
QUIZ_INTRO: Final = Text(
    "Kies bij elke vraag het beste antwoord. Fout is niet erg: je leest waarom en mag het opnieuw proberen.",
    "Choose the best answer to each question. Getting it wrong is fine: you read why, and can try again.",
)
QUESTION: Final = Text("Vraag {number}", "Question {number}")
ANSWERS: Final = Text("Antwoorden", "Answers")
RIGHT_ANSWER: Final = Text("Goed antwoord", "Right answer")
EXCHANGE: Final = Text("Uitwisseling: {title}", "Exchange: {title}")
EXCHANGE_PROMPT: Final = Text(
    "Wat heb je na deze module geprobeerd? Schrijf wat lukte, wat niet, en wat je een ander zou aanraden. Lees wat "
    "anderen schrijven en reageer op één bericht. Noem geen namen of andere gegevens van studenten, collega's of "
    "bedrijven.",
    "What did you try after this module? Write what worked, what did not, and what you would tell someone else. Read "
    "what others write and answer one message. Leave out names and other details of students, colleagues and "
    "companies.",
)
ACTIVITY: Final = Text("Opdracht", "Activity")
ACTIVITY_BELOW: Final = Text(
    "Deze opdracht vind je hierna in de cursus.", "You find this activity next in the course."
)
OPEN_ACTIVITY: Final = Text("Open de opdracht", "Open the activity")
CALCULATOR_SHEET: Final = Text(
    "Vul deze getallen in. Het rekenen zelf doet de opdracht in de online cursus; op dit blad verzamel je wat je "
    "nodig hebt.",
    "Fill in these numbers. The sum itself is made by the activity in the online course; on this sheet you gather what "
    "it needs.",
)
WORD_CHECK_SHEET: Final = Text(
    "Schrijf je vacature en lees haar na: welk woord sluit iemand uit die het werk goed kan leren? In de online cursus "
    "wijst een controle zulke woorden aan.",
    "Write your vacancy and read it again: which word shuts out someone who could well learn the work? In the online "
    "course a check points such words out.",
)
SCAN_SHEET: Final = Text(
    "De Stagescan maak je online: in de cursus op je leeromgeving, of via je contactpersoon bij het infopunt.",
    "You take the internship check online: in the course in your learning environment, or through your contact at the "
    "info point.",
)
AT_MOST: Final = Text("Kies er hooguit {count}.", "Choose at most {count}.")
CHOOSE: Final = Text("Kies …", "Choose …")
ROW: Final = Text("Regel {number}", "Row {number}")
OPTIONAL: Final = Text("mag leeg blijven", "may stay empty")
TASK: Final = Text("Taak", "Task")
LEVEL: Final = Text("Niveau", "Level")
VACANCY: Final = Text("Tekst van je vacature", "Text of your vacancy")
STEP: Final = Text("Stap", "Step")
WHO: Final = Text("Wie", "Who")
WHEN: Final = Text("Wanneer", "When")
DONE: Final = Text("Klaar", "Done")
CHECK_ANSWER: Final = Text("Kijk na", "Check")
TABLE: Final = Text("Tabel", "Table")
