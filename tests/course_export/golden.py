"""A small made-up course whose texts never change, so that what is written for it is known to the byte."""

from __future__ import annotations

from winternship_core.curriculum import Activity, Card, Field, Option
from winternship_core.text import Text
from winternship_export.course import Choice, Course, Html, Lesson, Picture, Question, Section, Task, Term
from winternship_export.questions import question_form, questions_sheet
from winternship_export.sheets import Sheet


def _both(words: str) -> Text:
    return Text(words, words)


def _question(key: str, text: str) -> Question:
    choices = (
        Choice("a", "Ja & nee", "Dat is < de helft."),
        Choice("b", "Nee", "Klopt."),
        Choice("c", "Ja", "Lees het nog eens."),
    )
    return Question(key, text, choices, "b", '<div class="wx-fact" data-fact="REC-1"><p>Een feit.</p></div>')


FORM = Activity(
    key="G1.1-form",
    kind="form",
    title=_both("Schrijf op"),
    intro=_both("Drie dingen."),
    fields=(
        Field("name", "text", _both("Naam"), _both("Van het werk")),
        Field("why", "long", _both("Waarom")),
        Field("when", "date", _both("Wanneer")),
        Field("kind", "choice", _both("Soort"), options=(Option("x", _both("X")), Option("y", _both("Y")))),
        Field("week", "table", _both("Week"), columns=(Field("day", "text", _both("Dag")),), rows=2),
    ),
)
LIST = Activity(
    "G1.1-list", "checklist", _both("Vink af"), _both("Klaar?"), items=(Option("one", _both("Eén")),)
)
CARDS = Activity(
    "G1.2-cards", "cards", _both("Kaarten"), _both("Lees."), cards=(Card("a", _both("A"), _both("Aa.")),)
)
EXERCISE = Activity("G1.2-case", "exercise", _both("Een geval"), _both("Kies."))


def _task(activity: Activity, language: str) -> Task:
    questions = (_question("G1.2-case1", "Wat doe je?"),) if activity.kind == "exercise" else ()
    case = "<p>Een <strong>verhaal</strong>.</p>" if questions else ""
    forms = "".join(question_form(one, n, language) for n, one in enumerate(questions, 1))
    asked = questions_sheet(questions, language, level=4) if questions else ""
    return Task(
        activity=activity,
        title=activity.title.in_language(language),
        intro=activity.intro.in_language(language),
        sheet=case + asked + Sheet(activity, language, fillable=False).xhtml(),
        form=case + forms + Sheet(activity, language, fillable=True).xhtml(),
        case=case,
        questions=questions,
    )


def golden_course(language: str = "nl") -> Course:
    """One module with two lessons, a quiz, and an activity of each sort of form."""
    term = Term("mbo", "mbo", "Beroepsonderwijs.")
    text = (
        '<p>Het <a class="wx-term" data-term="mbo" href="term:mbo">mbo</a>, zie '
        '<a data-lesson="G1.2" href="lesson:G1.2">G1.2</a>.</p>'
        '<figure class="wx-picture" data-picture="dot"><img src="picture:dot" alt="Een stip" />'
        "<figcaption>Stip</figcaption></figure>"
    )
    first = Lesson(
        "G1.1",
        "Eerste <les> & meer",
        "Je kunt iets.",
        "Doe iets.",
        5,
        (Html(text), _task(FORM, language), Html("<h3>Daarna</h3><p>Nog wat.</p>"), _task(LIST, language)),
        (term,),
    )
    second = Lesson(
        "G1.2",
        "Tweede les",
        "Je kunt meer.",
        "Doe meer.",
        6,
        (_task(CARDS, language), Html("<ul><li>een</li></ul>"), _task(EXERCISE, language)),
        (),
    )
    section = Section(
        "G1",
        "Een module",
        "In het kort.",
        (first, second),
        (_question("G1-q1", "Eén?"), _question("G1-q2", "Twee?")),
        "Waar praat je over?",
    )
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" role="img" aria-label="Een stip">'
        b'<path d="M1 1h7v7z"/></svg>'
    )
    return Course(
        key="win",
        kind="course",
        language=language,
        title="Gouden cursus",
        subtitle="Klein",
        intro="Een proef.",
        audience="Wie test.",
        notice="Met steun.",
        sections=(section,),
        pictures=(Picture("dot", "Een stip", "Stip", svg),),
        fast=("G1.1",),
    )
